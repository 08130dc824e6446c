"""Small questions about lines of text, asked by the passes that mend a document: pure functions on trees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bible_builder.model.tree import Content, Element, Node, joined, texts

BLOCKS = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "figure", "aside", "x-heading", "section", "article", "x-only"})


_APART = BLOCKS | {"li", "dt", "dd", "td", "th", "tr", "caption", "figcaption"}


def plain(nodes: Content) -> str:
    """The words of the nodes, spaces made one; a line break is a space."""
    return " ".join("".join(_spoken(nodes)).split())


def _spoken(nodes: Content) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.name == "br":
            yield " "
        elif node.get("role") != "doc-footnote":
            yield from _spoken(node.children)
            yield " " if node.name in _APART else ""


def lines_of(nodes: Content) -> tuple[Content, ...]:
    """The lines that line breaks at the top level make, trimmed, without empty ones."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Element) and node.name == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(line for found in lines if (line := trimmed(tuple(found))))


def with_breaks(lines: Sequence[Content]) -> Content:
    """The lines as one content, a line break between each two."""
    result: list[Node] = []
    for number, line in enumerate(lines):
        result.extend((Element("br"),) if number else ())
        result.extend(line)
    return joined(result)


def trimmed(nodes: Content) -> Content:
    """The nodes without white space and line breaks at either end, also where formatting begins or ends with them."""
    return _trimmed_end(_trimmed_start(nodes))


def _trimmed_start(nodes: Content) -> Content:
    rest = list(nodes)
    while rest:
        first = rest[0]
        if isinstance(first, str):
            rest[0] = first.lstrip()
        elif first.name in _FORMATS:
            rest[0] = first.with_children(_trimmed_start(first.children))
        if _is_nothing(rest[0]):
            rest.pop(0)
            continue
        break
    return joined(rest)


def _trimmed_end(nodes: Content) -> Content:
    rest = list(nodes)
    while rest:
        last = rest[-1]
        if isinstance(last, str):
            rest[-1] = last.rstrip()
        elif last.name in _FORMATS:
            rest[-1] = last.with_children(_trimmed_end(last.children))
        if _is_nothing(rest[-1]):
            rest.pop()
            continue
        break
    return joined(rest)


_FORMATS = frozenset({"strong", "em", "span", "sup", "sub"})


def _is_nothing(node: Node) -> bool:
    if isinstance(node, str):
        return not node
    return node.name == "br" or (node.name in _FORMATS and not node.children)


def without_start(nodes: Content, count: int) -> Content:
    """The nodes without their first ``count`` characters, and then trimmed."""
    return trimmed(_without(nodes, count)[0])


def _without(nodes: Content, count: int) -> tuple[Content, int]:
    result: list[Node] = []
    for node in nodes:
        if not count:
            result.append(node)
        elif isinstance(node, str):
            result.append(node[count:])
            count -= min(count, len(node))
        else:
            children, count = _without(node.children, count)
            if children or not node.children:
                result.append(node.with_children(children))
    return joined(result), count


def is_bold(nodes: Content) -> bool:
    """Whether all the words are bold."""
    outside = (node if isinstance(node, str) else "" if node.name == "strong" else _light(node) for node in nodes)
    return bool(texts(nodes).strip()) and not "".join(outside).strip()


def _light(element: Element) -> str:
    """What of an element's words is not bold."""
    if element.name in {"em", "span", "ins"} and is_bold(element.children):
        return ""
    return element.text()


def without_bold(nodes: Content) -> Content:
    """The nodes with bold taken off."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            result.append(node)
        elif node.name == "strong":
            result.extend(without_bold(node.children))
        else:
            result.append(node.with_children(without_bold(node.children)))
    return joined(result)


def paragraph(nodes: Content, like: Element | None = None) -> Element:
    """A plain paragraph, at the place of ``like``."""
    return Element("p", {}, nodes, like.source if like is not None else None)
