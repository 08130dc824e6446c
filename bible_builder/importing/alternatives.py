"""Alternative texts as they are typed: the spaces that typography sets in them taken back, as in any text."""

from __future__ import annotations

from bible_builder.importing.mending_typography import typeset_back
from bible_builder.model.tree import Content, Element, Node, rewrite, texts


def with_typed_alternatives(content: Content, language: str) -> Content:
    """The content with the alternative text of each picture as its author types it."""

    def change(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Element) and node.get("alt"):
            return (node.with_attributes(alt=texts(typeset_back((node.get("alt"),), language))),)
        return (node,)

    return rewrite(content, change)
