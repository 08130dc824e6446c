"""CSS never speaks: ``book.css`` adds no word, hides none, and dresses nothing that ``styles.yaml`` dresses.

Words stand in the HTML, where the Word document and a screen reader find them too; looks stand in ``styles.yaml``, from which
the styles of the Word document come as well. What is left for a layout's own style sheet is what only paper needs: page areas,
breaks, columns, floats, leaders, markers, and the boxes (``div``) of cover and openings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

from bible_builder.errors import Findings, Source
from bible_builder.layout.css_subject import Subject, subjects
from bible_builder.model.styles import PROPERTIES, Border, Takes
from bible_builder.model.units import Color, Length

PAPER: Final = frozenset({"columns", "break-before", "break-after", "break-inside"})
"""Style properties which book.css may also set on rows that have no style (parts, groups, lists of entries)."""

_SPACE: Final = ("margin", "padding")
_SHORTHANDS: Final = frozenset(
    {"all", "font", "margin", "padding", "border", "background", "column-count", "column-width", "page-break-before",
     "page-break-after", "page-break-inside", "text-decoration-line", "text-decoration-style"}
)  # fmt: skip
_SIDES: Final = tuple(f"{name}-{side}" for name in _SPACE for side in ("top", "right", "bottom", "left"))
_WORDLESS: Final = frozenset({"normal", "none"})
_SPEAKING: Final = frozenset(
    {"counter", "counters", "attr", "string", "target-counter", "target-counters", "target-text", "content", "element", "running"}
)
_MARKS: Final = frozenset({"open-quote", "close-quote"})
_MARKERS: Final = frozenset({"marker", "footnote-marker", "footnote-call"})
_FORBIDDEN_RULES: Final = frozenset({"import", "font-face", "charset", "namespace"})


def _sample(takes: Takes, words: tuple[str, ...]) -> object:
    samples: dict[Takes, object] = {
        Takes.LENGTH: Length(1), Takes.COLOR: Color(0, 0, 0), Takes.FAMILY: "x", Takes.NUMBER: 1, Takes.FLAG: True,
        Takes.KEEP: True, Takes.BORDER: Border(Length(1), Color(0, 0, 0)),
    }  # fmt: skip
    return samples.get(takes, words[0] if words else "")


def _produced() -> dict[str, bool]:
    """Every CSS property that the style table produces → whether it is inherited."""
    found: dict[str, bool] = {}
    for prop in PROPERTIES:
        values = prop.words or (_sample(prop.takes, ()),)
        for value in values:
            found |= {name: prop.inherited for name, _ in prop.css(value)}
    return found


PRODUCED: Final = _produced()


@dataclass(frozen=True, slots=True)
class _Where:
    """What a declaration applies to: the subjects of its rule's selectors, or a page or margin box."""

    shown: str
    subjects: tuple[Subject, ...] = ()
    page: bool = False


class CssCheck:
    """Reads one style sheet and notes every declaration that speaks, hides, dresses or reaches out, with its line."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file, self._findings = file, findings

    def check(self, text: str) -> None:
        """Note everything that breaks the rules in ``text``."""
        self._rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))

    def _rules(self, rules: Iterable[Node], outer: _Where | None = None) -> None:
        for rule in rules:
            if isinstance(rule, ParseError):
                self._note("css-syntax", rule, reason=rule.message)
            elif isinstance(rule, AtRule):
                self._at_rule(rule, outer)
            elif isinstance(rule, QualifiedRule):
                shown = tinycss2.serialize(rule.prelude).strip()
                self._block(rule.content, _Where(shown, subjects(rule.prelude)))
            elif isinstance(rule, Declaration) and outer is not None:
                self._declaration(rule, outer)

    def _at_rule(self, rule: AtRule, outer: _Where | None) -> None:
        name = rule.lower_at_keyword
        if name in _FORBIDDEN_RULES:
            self._note("css-reaches-out", rule, rule=f"@{name}")
        elif name == "page" or (outer is not None and outer.page):
            self._block(rule.content or (), _Where(f"@{name}", page=True))
        elif rule.content is not None and name in {"media", "supports", "layer"}:
            self._block(rule.content, outer)

    def _block(self, content: Iterable[Node] | None, where: _Where | None) -> None:
        self._rules(tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True), where)

    def _declaration(self, declaration: Declaration, where: _Where) -> None:
        name, value = declaration.lower_name, tinycss2.serialize(declaration.value).strip()
        if _reaches(declaration.value):
            self._note("css-reaches-out", declaration, rule=f"{name}: {value}")
        if where.page or name.startswith("--"):
            return
        if name == "content" and _speaks(declaration.value, where.subjects):
            self._note("css-speaks", declaration, selector=where.shown, value=value)
        if (name, value) in {("display", "none"), ("visibility", "hidden"), ("visibility", "collapse")}:
            self._note("css-hides", declaration, selector=where.shown, value=f"{name}: {value}")
        if _dresses(name, where.subjects):
            self._note("css-dresses", declaration, selector=where.shown, property=name)

    def _note(self, code: str, node: Node, **parameters: str) -> None:
        self._findings.error(code, Source(self._file, node.source_line, node.source_column), **parameters)


def _reaches(tokens: Sequence[Node]) -> bool:
    """Whether the value fetches something from outside the layout's own folder."""
    urls = [token.value for token in _all(tokens) if token.type == "url"]
    urls += [
        t.value for f in _all(tokens) if f.type == "function" and f.lower_name == "url" for t in f.arguments if t.type == "string"
    ]
    return any(":" in url or url.startswith("/") or ".." in url.split("/") for url in urls)


def _speaks(tokens: Sequence[Node], where: Sequence[Subject]) -> bool:
    """Whether ``content`` prints a word; a marker's may, an element's own content may not be replaced at all."""
    significant = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    if all(token.type == "ident" and token.lower_value in _WORDLESS for token in significant):
        return any(not subject.pseudo_element for subject in where) and any(t.lower_value == "none" for t in significant)
    if where and all(subject.pseudo_element in _MARKERS for subject in where):
        return False
    if any(not subject.pseudo_element for subject in where):
        return True
    return any(_is_word(token) for token in _spoken(significant))


def _spoken(tokens: Sequence[Node]) -> Iterator[Node]:
    """The tokens below, without what ``leader()`` repeats to fill a line."""
    for token in tokens:
        yield token
        if token.type == "function" and not (token.lower_name == "leader" and not _has_letters(token.arguments)):
            yield from _spoken(token.arguments)


def _has_letters(tokens: Sequence[Node]) -> bool:
    return any(token.type == "string" and any(c.isalnum() for c in token.value) for token in tokens)


def _is_word(token: Node) -> bool:
    if token.type == "string":
        return bool(token.value.strip())
    if token.type == "function":
        return token.lower_name in _SPEAKING
    return token.type in {"url"} or (token.type == "ident" and token.lower_value in _MARKS)


def _all(tokens: Sequence[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        if token.type == "function":
            yield from _all(token.arguments)


def _dresses(name: str, where: Sequence[Subject]) -> bool:
    """Whether the property is the styles' own on at least one of the subjects."""
    if (
        name not in PRODUCED
        and name not in _SHORTHANDS
        and name not in _SIDES
        and not name.startswith(("border-", "background-", "font-"))
    ):
        return False
    if name in {"border-collapse", "border-spacing"} or name.startswith(("font-variant-numeric", "font-feature", "font-kerning")):
        return False
    return any(not _may_set(name, subject) for subject in where)


def _may_set(name: str, subject: Subject) -> bool:
    if subject.pseudo_element:
        return subject.is_generated
    if subject.is_box:
        return not PRODUCED.get(name, name in {"font", "all", "font-variant"} or name.startswith("font-"))
    spacing = name in PAPER or name.startswith(_SPACE) or name.startswith("page-break-") or name.startswith("column")
    return spacing and not subject.has_style
