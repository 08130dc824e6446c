"""Shaping text with WeasyPrint 70, but once: what it asks of Pango again and again is kept for as long as a document is laid out.

- A **style** has one Pango context and one font description, in the place of one a piece of text.
- The **strut** of a style (the height of a line without text, its baseline) is looked up by the style itself.
- A **first line** that was broken off the same text, in the same style, at the same width is not broken off again: blocks are
  laid out several times, above all in columns, whose height WeasyPrint tries out.

Everything is kept with the style: it ends with the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import weasyprint.layout.inline
import weasyprint.layout.preferred
import weasyprint.text.line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from bible_builder.rendering.pdf.engine import replaced

_FONT: Final = "bible_font"
_STRUT: Final = "bible_strut"
_LINES: Final = "bible_lines"
"""Attributes of a style."""

_setup: Final[Callable[..., None]] = weasyprint.text.line_break.Layout.setup
_strut: Final[Callable[..., tuple[float, float]]] = weasyprint.text.line_break.strut

Line = tuple[Any, int, int | None, float, float, float]


@contextmanager
def shaping() -> Iterator[None]:
    """Within, Pango is asked no question twice."""
    inline, preferred = weasyprint.layout.inline, weasyprint.layout.preferred
    with (
        replaced(weasyprint.text.line_break.Layout, setup=setup),
        replaced(weasyprint.text.line_break, strut=strut),
        replaced(inline, strut=strut, split_first_line=_Kept(inline.split_first_line)),
        replaced(preferred, split_first_line=_Kept(preferred.split_first_line)),
    ):
        yield


def strut(style: Any) -> tuple[float, float]:
    """What ``line_break.strut`` returns: the height of a line and its baseline."""
    known: tuple[float, float] | None = style.__dict__.get(_STRUT)
    if known is None:
        known = style.__dict__[_STRUT] = _strut(style)
    return known


def setup(layout: Any, style: Any) -> None:
    """What ``line_break.Layout.setup`` does: make a layout of Pango for text in ``style``."""
    if style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        _setup(layout, style)
        return
    known = style.__dict__.get(_FONT)
    if known is None:
        known = style.__dict__[_FONT] = _font(style)
    context, layout.language, description, features = known
    layout.style = style
    layout.first_line_direction = 0
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.underline_thickness = layout.strikethrough_thickness = None
    if features is not None:  # a list of its own: spacing is added to it
        attributes = pango.pango_attr_list_new()  # as in WeasyPrint never freed: what is in it is in others
        pango.pango_attr_list_insert(attributes, features)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _font(style: Any) -> tuple[Any, Any, Any, Any]:
    """The context of Pango for a style, its language, its font description, its font features (None: none)."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    if style["lang"]:
        name, _kept_alive = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    return context, language, get_font_description(style), _features(style)


def _features(style: Any) -> Any:
    found = font_features(
        style["font_kerning"], style["font_variant_ligatures"], style["font_variant_position"], style["font_variant_caps"],
        style["font_variant_numeric"], style["font_variant_alternates"], style["font_variant_east_asian"],
        style["font_feature_settings"],
    )  # fmt: skip
    if not found:
        return None
    text = ",".join(f"{name} {value}" for name, value in found.items()).encode()
    return style.font_config.font_features.setdefault(text, pango.pango_attr_font_features_new(text))


class _Kept:
    """``split_first_line``, whose lines are kept. ``split`` is the function that does it."""

    def __init__(self, split: Callable[..., Line]) -> None:
        self._split = split

    def __call__(
        self, text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float,
        is_line_start: bool = True, minimum: bool = False,
    ) -> Line:  # fmt: skip
        lines = style.__dict__.setdefault(_LINES, {})
        key = (self._split, text, max_width, justification_spacing, is_line_start, minimum)
        known = lines.get(key)
        if known is None:
            made = self._split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            lines[key] = (_copied(made[0]), *made[1:])
            return made
        return (_copied(known[0]), *known[1:])  # its own layout: justified and drawn apart


def _copied(layout: Any) -> Any:
    copied = object.__new__(type(layout))
    copied.__dict__.update(layout.__dict__)
    return copied
