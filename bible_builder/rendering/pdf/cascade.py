"""One computed style for all elements that are alike: WeasyPrint 70 computes many more than a book has kinds of elements.

- Its style sheet has rules for six pseudo-elements of every element (``::marker``, ``::footnote-call`` …): here those of an
  element are computed when they are asked for.
- It shares a style between elements that the same rules choose, within one parent's; but an ``id``, which it writes as a property
  of its own (``anchor``), makes an element unlike any other, with all that is in it. Here such an element has the style of its
  likes but for the anchor, which nothing inherits, and what is in it has the styles of what is in its likes.

What is computed is what WeasyPrint computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import inf
from typing import Any, Final

from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)

Cascaded = dict[str, tuple[Any, tuple[Any, ...]]]
"""For each property: the value that wins, and its weight."""

_ANCHOR: Final = "anchor"
_ALONE: Final = ("footnote", "note")
"""Beginnings of pseudo-elements that WeasyPrint gives anchors: each has a style of its own."""


class SharedStyles(StyleFor):  # type: ignore[misc]  # WeasyPrint has no annotations
    """Stands in the place of ``weasyprint.css.StyleFor``, with the same arguments."""

    def __init__(self, html: Any, sheets: list[Any], presentational_hints: bool, font_config: Any, target_collector: Any) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self.initial_page_sizes: dict[str, Any] = {"box": None, "area": None}
        self._sheets, self.font_config = sheets, font_config
        self._html, self._collector = html, target_collector
        self._rules: dict[Any, dict[str | None, Cascaded]] = {}
        self._chosen: dict[Any, dict[str | None, Cascaded]] = {}
        self._alike: dict[Any, ComputedStyle] = {}
        self._shared: dict[Any, ComputedStyle] = {}
        own = _own_declarations(html, presentational_hints)
        for element in html.wrapper_element.iter_subtree():
            self._add(element, own.get(element.etree_element, {}))

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """The style of an element, a page, or a pseudo-element; None where no rule is for it."""
        if pseudo_type is not None and (element, pseudo_type) not in self._computed_styles:
            cascaded = self._chosen.get(element, {}).get(pseudo_type)
            if cascaded is not None:
                self._computed_styles[element, pseudo_type] = self._pseudo_style(element, pseudo_type, cascaded)
        return super().__call__(element, pseudo_type)

    def add_page_declarations(self, page_type: Any) -> None:
        """Collect what rules say of a kind of pages; those of pages made before have their styles."""
        self._cascaded_styles.clear()
        super().add_page_declarations(page_type)

    def _add(self, element: Any, own: Cascaded) -> None:
        node, parent = element.etree_element, element.parent.etree_element if element.parent else None
        key = tuple(tuple((match[1], match[2]) for match in sheet.matcher.match(element)) for sheet, *_ in self._sheets)
        if key not in self._rules:
            self._rules[key] = self._cascade(element)
        self._chosen[node] = self._rules[key]
        cascaded = self._rules[key].get(None, {})
        if own.keys() <= {_ANCHOR}:
            known = (id(self._alike[parent]) if parent is not None else None, id(self._rules[key]))
            if known not in self._shared:
                self._shared[known] = self._style(parent, cascaded)
            self._alike[node] = self._shared[known]
            style = _Anchored(self._alike[node], _merged(own, cascaded)) if own else self._alike[node]
        else:
            style = self._alike[node] = self._style(parent, _merged(own, cascaded))
        self._computed_styles[node, None] = style
        if self._collector and style[_ANCHOR]:
            self._collector.collect_anchor(style[_ANCHOR])

    def _cascade(self, element: Any) -> dict[str | None, Cascaded]:
        """What the rules that choose an element say of it (None) and of its pseudo-elements."""
        found: dict[str | None, Cascaded] = {}
        for sheet, origin, sheet_specificity in self._sheets:
            for specificity, _, pseudo_type, (declarations, layer) in sheet.matcher.match(element):
                order = inf if layer is None else sheet.layers.index(layer)
                style = found.setdefault(pseudo_type, {})
                for name, values, importance in declarations:
                    weight = (declaration_precedence(origin, importance), order, sheet_specificity or specificity)
                    _put(style, name, values, weight)
        return found

    def _style(self, parent: Any, cascaded: Cascaded, pseudo_type: str | None = None) -> ComputedStyle:
        """A style that inherits from the style of ``parent``, an element of the tree; None for the root."""
        parent_style = None if parent is None else self._alike[parent]
        root_style = self._computed_styles.get((self._html.etree_element, None)) or InitialStyle(self.font_config)
        return ComputedStyle(
            parent_style, cascaded, pseudo_type, root_style, self._html.base_url, self.font_config, self.initial_page_sizes
        )

    def _pseudo_style(self, element: Any, pseudo_type: str, cascaded: Cascaded) -> ComputedStyle:
        if pseudo_type.startswith(_ALONE):
            return self._style(element, cascaded, pseudo_type)
        known = (id(self._alike[element]), pseudo_type, id(cascaded))
        if known not in self._shared:
            self._shared[known] = self._style(element, cascaded, pseudo_type)
        return self._shared[known]


class _Anchored(ComputedStyle):  # type: ignore[misc]
    """The style of an element that has an anchor and is ``alike`` otherwise."""

    def __init__(self, alike: ComputedStyle, cascaded: Cascaded) -> None:
        super().__init__(
            alike.parent_style, cascaded, None, alike.root_style, alike.base_url, alike.font_config, alike.initial_page_sizes
        )
        self._alike = alike
        self.specified = alike.specified

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key) if key == _ANCHOR else self._alike[key]
        self[key] = value
        return value

    @cached_property
    def anonymous_style(self) -> Any:
        """The style of boxes within that stand for no element."""
        return self._alike.anonymous_style


def _own_declarations(html: Any, presentational_hints: bool) -> dict[Any, Cascaded]:
    """What attributes of an element say of it: ``style``, ``lang``, ``id``."""
    found: dict[Any, Cascaded] = {}
    for specificity, element, declarations, base_url in find_style_attributes(
        html.etree_element, presentational_hints, html.base_url
    ):
        style = found.setdefault(element, {})
        for name, values, importance in preprocess_declarations(base_url, declarations):
            _put(style, name, values, (declaration_precedence("author", importance), inf, specificity))
    return found


def _put(style: Cascaded, name: str, values: Any, weight: tuple[Any, ...]) -> None:
    """Let a declaration win where none that is known weighs more."""
    known = style.get(name)
    if known is None or known[1] <= weight:
        style[name] = values, weight


def _merged(own: Mapping[str, Any], cascaded: Cascaded) -> Cascaded:
    """An element's own declarations, and those of rules, which win where they weigh as much."""
    style = dict(own)
    for name, (values, weight) in cascaded.items():
        _put(style, name, values, weight)
    return style
