"""French typography as section files are typed: curved apostrophes, guillemets, plain spaces; the build makes fine ones again.

The rules are those of the Imprimerie nationale (*Lexique des règles typographiques*): a space before ; : ! ? and inside « », none
before , and full stops. Code, addresses of the web and of mail boxes, and words of another language are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bible_builder.importing.mending_text import BLOCKS
from bible_builder.model.tree import Content, Element, Node, joined

_OBJECT: Final = "\ufffc"
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t"
_ADDRESS: Final = re.compile(
    r"(?:https?://|mailto:|tel:|www\.)\S+(?<![.,;:!?…»)\]])|(?<![^\s@«(<])[^\s@«(<]+@[^\s@>]+\.\w+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)+/\S*(?<![.,;:!?…»)\]])"
)
_AFTER: Final = r"(?=[\s»)\]”…,.]|$)"
_WORD_END: Final = rf"(?<=[\w»)\]’”%€$£°…{_OBJECT}])"

Edit = tuple[int, int, str]
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Edit]]]


def _fixed(pattern: str, new: str) -> Rule:
    return re.compile(pattern), lambda match: ((match.start(), match.end(), new),)


def _quotes(match: re.Match[str]) -> Iterable[Edit]:
    """Guillemets; curved quotes within a quotation."""
    before = match.string[: match.start()]
    opening, closing = ("“", "”") if before.count("«") > before.count("»") else ("« ", " »")
    return ((match.start(), match.start() + 1, opening), (match.end() - 1, match.end(), closing))


_ANY: Final = (
    _fixed("[\u00ad\u200b\u2060\ufeff]", ""),
    _fixed(f"[{_SPACES}]", " "),
    _fixed(r"(?<= ) +", ""),
    _fixed(r"(?:(?<=\n)|^) +| +(?=\n|$)", ""),
)
"""What no language writes: soft hyphens and other signs without width, tabs, fine spaces, several spaces, spaces at line ends."""

_FRENCH: Final = (
    _fixed(rf"(?<=[^\W\d_])['´`\u2018\u02bc](?=[\w«“\"{_OBJECT}])", "’"),
    _fixed(r"(?<!\.)\.{3}(?!\.)", "…"),
    _fixed(r"(?<=\w) +(?=…(?:[\s»)]|$))", ""),
    _fixed(r"<<|«(?! )", "« "),
    _fixed(r">>|(?<! )»", " »"),
    (re.compile(r'(?<![\w"])"(?=[^\s"])(?:[^"\n]*[^"\s])?"(?!\w)'), _quotes),
    (re.compile(r"“(?=[^\s”])(?:[^“”\n]*[^“”\s])?”"), _quotes),
    _fixed(r"(?<= ) +", ""),
    _fixed(rf"{_WORD_END}(?=[;!?]+{_AFTER})", " "),
    _fixed(rf"{_WORD_END}(?=:(?:\s|$))", " "),
    _fixed(r"(?<=[\w»)\]]) +(?=,(?:\s|$)|\.(?:\s|$))", ""),
    _fixed(r"(?:(?<=\n)|^) +| +(?=\n|$)", ""),
)


def typeset_back(content: Content, language: str = "fr") -> Content:
    """The content with each line as a section file has it; again nothing changes. Other languages get plain spaces alone."""
    rules = (*_ANY, *_FRENCH) if language.partition("-")[0].lower() == "fr" else _ANY
    return _blocks(content, rules)


def _blocks(nodes: Content, rules: tuple[Rule, ...]) -> Content:
    """Blocks are gone into; a run of phrasing is a line."""
    result: list[Node] = []
    line: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and (node.name in BLOCKS or _holds_blocks(node)):
            result.extend(_line(tuple(line), rules))
            line = []
            result.append(node.with_children(_blocks(node.children, rules)))
        else:
            line.append(node)
    result.extend(_line(tuple(line), rules))
    return joined(result)


_HOLDERS: Final = frozenset(
    ("li", "dt", "dd", "thead", "tbody", "tr", "th", "td", "caption", "colgroup", "col", "figcaption", "h1", "h2", "h3", "h4")
)


def _holds_blocks(element: Element) -> bool:
    return element.name in _HOLDERS


class _Line:
    """The characters of a line, each with the number of the text it belongs to; what no rule may touch is one ``_OBJECT``."""

    def __init__(self, nodes: Content) -> None:
        self._texts: list[str] = []
        self._signs: list[str] = []
        self._owners: list[int] = []
        self._gather(nodes, is_kept=False)

    def apply(self, rule: Rule) -> None:
        pattern, edits = rule
        seen = _ADDRESS.sub(lambda found: _OBJECT * len(found[0]), "".join(self._signs))
        found = [edit for match in pattern.finditer(seen) for edit in edits(match)]
        for start, end, new in reversed(found):
            # An insertion goes with the character that it comes before.
            owner = self._owners[min(start, len(self._owners) - 1)]
            self._signs[start:end] = list(new)
            self._owners[start:end] = [owner] * len(new)

    def respelled(self, nodes: Content) -> Content:
        """The nodes with their texts as they have become; the same nodes that the line was made of."""
        shares: list[list[str]] = [[] for _ in self._texts]
        for sign, owner in zip(self._signs, self._owners, strict=True):
            shares[owner].append(sign)
        texts = iter("".join(share) for share in shares)
        return self._respell(nodes, texts, is_kept=False)

    def _gather(self, nodes: Content, is_kept: bool) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._add(_OBJECT if is_kept else node)
            elif node.name == "br":
                self._add("\n")
            elif _is_apart(node) or not node.children:
                self._add(_OBJECT)
            else:
                self._gather(node.children, is_kept or _is_kept(node))

    def _add(self, signs: str) -> None:
        self._signs.extend(signs)
        self._owners.extend([len(self._texts)] * len(signs))
        self._texts.append(signs)

    def _respell(self, nodes: Content, texts: Iterator[str], is_kept: bool) -> Content:
        result: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                text = next(texts)
                result.append(node if is_kept else text)
            elif node.name == "br" or _is_apart(node) or not node.children:
                next(texts)
                result.append(node)
            else:
                result.append(node.with_children(self._respell(node.children, texts, is_kept or _is_kept(node))))
        return joined(result)


def _line(nodes: Content, rules: tuple[Rule, ...]) -> Content:
    """A line after every rule; notes are lines of their own."""
    if not nodes:
        return ()
    line = _Line(nodes)
    for rule in rules:
        line.apply(rule)
    return _with_notes(line.respelled(nodes), rules)


def _with_notes(nodes: Content, rules: tuple[Rule, ...]) -> Content:
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or not node.children:
            result.append(node)
        elif _is_apart(node):
            result.append(node.with_children(_line(node.children, rules)))
        else:
            result.append(node.with_children(_with_notes(node.children, rules)))
    return joined(result)


def _is_apart(element: Element) -> bool:
    return element.get("role") == "doc-footnote"


def _is_kept(element: Element) -> bool:
    """Whether the words are left alone: code, and words of another language."""
    return element.name == "code" or element.get("lang", "fr").partition("-")[0].lower() != "fr"
