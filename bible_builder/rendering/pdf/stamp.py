"""The layers of heads, feet and thumb tabs, and of the proof's mark: laid out once, and put over the pages as artifacts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from pikepdf import Dictionary, Object, Page, Pdf

from bible_builder.model.book import Book, PageGeometry, ThumbTabs
from bible_builder.model.styles import css_of
from bible_builder.model.units import NO_LENGTH, Length
from bible_builder.rendering.pdf.heads import PageHeads
from bible_builder.rendering.pdf.laid import Laid, Rectangle, grown, rectangle

Layer = tuple[Sequence[PageHeads], Laid]
"""The furniture of some pages, and the pages that hold it, one for all those that show the same."""

HEAD: Final = 0.5
"""Where head and foot stand, as a part of the margin from the edge of the page."""

_FRAME: Final = 0.75
_MARK: Final = 0.22
_NAME: Final = "/Heads"
_MARK_NAME: Final = "/Proof"


def frame(page: PageGeometry) -> Rectangle:
    """The part of a page that a bound-in one may fill, in points: between head and foot, the same on both sides of a leaf."""
    side = min(page.inner.points, page.outer.points) / 2
    top, bottom = page.top.points * _FRAME, page.bottom.points * _FRAME
    return side, bottom, page.width.points - side, page.height.points - top


def layer_html(book: Book, pages: Sequence[PageHeads]) -> str:
    """A document with a page for each that looks otherwise among ``pages``, in order, holding its furniture and nothing else."""
    language = escape(book.metadata.language)
    body = "".join(_page(page) for page in dict.fromkeys(page.looks for page in pages))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>-</title></head><body>{body}</body></html>'
    )


def _page(page: PageHeads) -> str:
    texts = (("mark", page.mark), ("head", page.head), ("foot", page.foot), (f"tab at-{page.tab_place}", page.tab))
    sides = f"{'recto' if page.recto else 'verso'} {'turned' if page.turned else 'upright'}{' over' if page.over else ''}"
    lines = "".join(f'<p class="{name}"><span>{escape(text)}</span></p>' for name, text in texts if text)
    return f'<div class="{sides}">{lines}</div>'


def layer_css(book: Book, pages: Sequence[PageHeads]) -> str:
    """The style sheet of that document: the styles ``running-head``, ``running-foot``, ``thumb-tab``; heads and feet are set to
    the outer edge."""
    faces = "".join(
        f'@font-face {{ font-family: "{font.family}"; src: url("{font.path.resolve().as_uri()}"); '
        f"font-weight: {font.weight}; font-style: {font.style} }}\n"
        for font in book.charter.fonts
    )
    places = sorted({page.tab_place for page in pages if page.tab})
    return f"""{faces}
html, body, div, p {{ margin: 0; padding: 0 }}
div {{ position: relative; overflow: hidden }}
div + div {{ break-before: page }}
p.head, p.mark {{ {_style(book, "running-head")} }}
p.foot {{ {_style(book, "running-foot")} }}
p.tab {{ {_style(book, "thumb-tab")} }}
p {{ position: absolute; margin: 0; white-space: pre-wrap }}
p.mark {{ font-weight: 700; text-align: center }}
p.mark > span {{ padding: 2pt 8pt; background: {_ground(book)} }}
div.over > p.foot > span {{ padding: 2pt 4pt; background: {_ground(book)} }}
div.recto > p.head, div.recto > p.foot {{ text-align: right }}
div.verso > p.head, div.verso > p.foot {{ text-align: left }}
{_on_page("upright", book.page)}
{_on_page("turned", book.page.turned)}
{_tabs(book.tabs, places) if book.tabs else ""}
{_tabs_that_bleed(book.bleed.css()) if book.bleed else ""}
"""


def _on_page(name: str, page: PageGeometry) -> str:
    """Where heads and feet stand on pages of this geometry."""
    width, height = page.width.css(), page.height.css()
    head, foot, mark = (
        Length(round(margin * part)) for margin, part in ((page.top, HEAD), (page.bottom, HEAD), (page.top, _MARK))
    )
    return f"""@page {name} {{ size: {width} {height}; margin: 0 }}
div.{name} {{ page: {name}; width: {width}; height: {height} }}
div.{name} > p.head {{ top: {head.css()} }}
div.{name} > p.foot {{ bottom: {foot.css()} }}
div.{name} > p.mark {{ top: {mark.css()} }}
div.{name}.recto > p:not(.tab) {{ left: {page.inner.css()}; right: {page.outer.css()} }}
div.{name}.verso > p:not(.tab) {{ left: {page.outer.css()}; right: {page.inner.css()} }}"""


def _tabs(tabs: ThumbTabs, places: Sequence[int]) -> str:
    """Where tabs stand: at the fore-edge, from the edge of the page on. On a turned page that edge is the foot, and what was the
    page's top is at the outer side (``PageGeometry.turned``)."""
    width, height = tabs.width.css(), tabs.height.css()
    return f"""p.tab {{ text-align: center; white-space: nowrap }}
div.upright > p.tab {{ width: {width}; height: {height}; line-height: {height} }}
div.turned > p.tab {{ width: {height}; height: {width}; line-height: {width}; bottom: 0 }}
div.upright.recto > p.tab {{ right: 0 }}
div.upright.verso > p.tab {{ left: 0 }}
""" + "".join(
        f"div.upright > p.at-{place} {{ top: {top} }}\n"
        f"div.turned.recto > p.at-{place} {{ right: {top} }}\n"
        f"div.turned.verso > p.at-{place} {{ left: {top} }}\n"
        for place, top in ((place, tabs.top_of(place).css()) for place in places)
    )


def _tabs_that_bleed(bleed: str) -> str:
    """Tabs go on beyond the edge; their words stay where they are."""
    return f"""div {{ overflow: visible }}
div.upright.recto > p.tab {{ right: -{bleed}; padding-right: {bleed} }}
div.upright.verso > p.tab {{ left: -{bleed}; padding-left: {bleed} }}
div.turned > p.tab {{ bottom: -{bleed}; padding-bottom: {bleed} }}
"""


def _ground(book: Book) -> str:
    """The colour of the charter's page, on which the mark is read even where a cover is dark."""
    colors = book.charter.colors
    return colors["background"].css() if "background" in colors else "#ffffff"


def _style(book: Book, name: str) -> str:
    sheet = book.stylesheet
    properties = sheet.resolved(name) if name in sheet.styles else {}
    family = book.charter.families.get("base", "")
    declared = {"font-family": f'"{family}"', "font-size": "8pt", **dict(css_of(properties))}
    return "; ".join(f"{key}: {value}" for key, value in declared.items())


def stamp(pdf: Pdf, layer: Pdf, pages: Sequence[PageHeads], bleed: Length = NO_LENGTH) -> None:
    """Put the pages of ``layer`` over those of ``pdf`` that they were made for, as artifacts (ISO 32000-1, 14.8.2.2); what they
    hold within ``bleed`` around the page is drawn as well."""
    looks = dict.fromkeys(page.looks for page in pages)
    forms = {one: _form(pdf, drawn, bleed) for one, drawn in zip(looks, layer.pages, strict=True)}
    for heads in pages:
        page, name = pdf.pages[heads.page], _MARK_NAME if heads.mark else _NAME
        name_form(page, name, forms[heads.looks])
        page.contents_add(b"/Artifact <</Type /Pagination>> BDC q %s Do Q EMC" % name.encode())


def _form(pdf: Pdf, drawn: Page, bleed: Length) -> Object:
    """A page of the layer as a form of the document, which may be drawn on several pages."""
    form = pdf.copy_foreign(drawn.as_form_xobject())
    if bleed:
        form.BBox = list(grown(rectangle([float(value) for value in form.BBox]), bleed.points))
    return form


def name_form(page: Page, name: str, form: Object) -> None:
    """Name the form in the resources of this page alone: the pages of a unit share theirs."""
    shared = page.obj.get("/Resources", Dictionary())
    forms = dict(shared.get("/XObject", Dictionary()).items())
    page.obj.Resources = Dictionary({**dict(shared.items()), "/XObject": Dictionary({**forms, name: form})})
