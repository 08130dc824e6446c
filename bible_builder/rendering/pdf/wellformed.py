"""A document for WeasyPrint, read by a parser of XML where that makes the same tree as one of HTML, in a twentieth of the time.

What we write is well formed (``model.tree.to_html``), and the vocabulary nests as HTML allows. Where a document does not, which a
layout of one's own may write, the parser of HTML has its say: it closes a ``p`` before a table, puts a ``tbody`` around rows.
"""

from __future__ import annotations

import re
from typing import Any, Final
from xml.etree import ElementTree

from weasyprint import HTML

_PREFIX: Final = "<!DOCTYPE html>"
_META: Final = '<meta charset="utf-8">'
_REFUSED: Final = re.compile(r"""<[!?]|\r|="[^"<>]*[\n\t][^"<>]*\"""")
"""What the two parsers read otherwise: comments and the like, carriage returns, line ends and tabs in attributes."""

_PHRASING: Final = frozenset({
    "a", "abbr", "br", "cite", "code", "del", "dfn", "em", "img", "ins", "kbd", "mark", "q", "samp", "small", "span", "strong",
    "sub", "sup", "time", "var",
})  # fmt: skip
_FLOW: Final = _PHRASING | {
    "article", "aside", "blockquote", "div", "dl", "figcaption", "figure", "h1", "h2", "h3", "h4", "nav", "ol", "p", "section",
    "table", "ul",
}  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
_ROWS: Final = frozenset({"tr"})
_ITEMS: Final = frozenset({"li"})
_CHILDREN: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_PHRASING | {"p", "h1", "h2", "h3", "h4", "dt", "caption"}, _PHRASING),
    **dict.fromkeys(("br", "img", "col", "meta", "title"), frozenset()),
    **dict.fromkeys(("article", "aside", "blockquote", "body", "div", "figcaption", "figure", "nav", "section"), _FLOW),
    **dict.fromkeys(("dd", "li", "td", "th"), _FLOW),
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title"}),
    "ul": _ITEMS,
    "ol": _ITEMS,
    "dl": frozenset({"dt", "dd"}),
    "table": frozenset({"caption", "colgroup", "thead", "tbody", "tfoot"}),
    "thead": _ROWS,
    "tbody": _ROWS,
    "tfoot": _ROWS,
    "tr": _CELLS,
    "colgroup": frozenset({"col"}),
}
"""What may stand in an element without the parser of HTML moving it."""

_TEXTLESS: Final = frozenset({"html", "head", "table", "thead", "tbody", "tfoot", "tr", "colgroup"})
"""Elements in which text is moved, or white space dropped."""


def parsed(html: str, base: str, fetcher: Any) -> HTML:
    """The document ``html``, whose relative addresses start from the address ``base``."""
    root = tree(html)
    if root is None:
        return HTML(string=html, base_url=base, url_fetcher=fetcher)
    document = HTML(string=_PREFIX, base_url=base, url_fetcher=fetcher)
    document.wrapper_element = type(document.wrapper_element).from_html_root(root, content_language=None)
    document.etree_element = document.wrapper_element.etree_element
    return document


def tree(html: str) -> ElementTree.Element | None:
    """The tree that a parser of HTML would make of ``html``; None where a parser of XML would make another, or none."""
    if not html.startswith(_PREFIX) or _REFUSED.search(html, len(_PREFIX)):
        return None
    try:
        root = ElementTree.XML(html.removeprefix(_PREFIX).strip().replace(_META, f"{_META[:-1]}/>", 1))
    except ElementTree.ParseError:
        return None
    sound = root.tag == "html" and [child.tag for child in root] == ["head", "body"]
    return root if sound and _nests(root, in_link=False) else None


def _nests(element: ElementTree.Element, *, in_link: bool) -> bool:
    """Whether what is in an element may stand there, at any depth."""
    allowed = _CHILDREN[element.tag]
    textless = element.tag in _TEXTLESS
    in_link = in_link or element.tag == "a"
    if (textless and element.text) or not all(map(str.islower, element.attrib)):
        return False
    if in_link:
        allowed -= {"a"}
    return all(child.tag in allowed and not (textless and child.tail) and _nests(child, in_link=in_link) for child in element)
