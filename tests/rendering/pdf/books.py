"""Books by hand: units from HTML, a small style sheet, the sample's fonts."""

from __future__ import annotations

import datetime
import io
from functools import cache
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
from weasyprint import HTML

from bible_builder.model.book import Book, Finishing, Matter, Metadata, PageGeometry, PdfAnnex, RunningHeads, Unit
from bible_builder.model.charter import Charter, FontFile
from bible_builder.model.styles import Style, StyleSheet
from bible_builder.model.tree import from_html
from bible_builder.model.units import Color, Length
from bible_builder.model.words import words

ROOT: Final = Path(__file__).parents[3]
FONTS: Final = ROOT / "content" / "charte" / "polices"
FILES: Final = Path(__file__).parent / "files"

SENTENCE: Final = (
    "Chaque réclamation reçoit un accompagnement particulièrement attentif de notre interlocuteur privilégié, peut-être sous "
    "48\u202fh\u00a0: «\u00a0voilà l’engagement\u00a0» de l’après-vente et du sous-traitant, œuvre comprise. "
)

CSS: Final = """
@page { size: 148mm 210mm; margin: 18mm 16mm 20mm 20mm; @footnote { border-top: 0.5pt solid; padding-top: 4pt } }
@page :left { margin: 18mm 20mm 20mm 16mm }
html { font: 10pt/14pt "Vollkorn"; color: #23291f }
p { text-align: justify; hyphens: auto; margin: 0 0 6pt; orphans: 2; widows: 2 }
h1, h2, h3, h4, table, figcaption, caption { font-family: "Source Sans 3" }
h1, h2, h3 { break-after: avoid; bookmark-level: none }
a { color: inherit; text-decoration: none }
a.xref { text-decoration: underline }
table { border-collapse: collapse; width: 100%; margin: 6pt 0; font-size: 9pt }
td, th { border: 0.5pt solid #888; padding: 2pt 4pt; text-align: left; hyphens: auto }
th { background: #eee }
tr { break-inside: avoid }
figure img { width: 60% }
aside { border-left: 3pt solid #9a3a20; padding-left: 8pt; margin: 6pt 0 }
ul.index-list, ol.toc { list-style: none; padding-left: 1em; margin: 0 }
p.toc-1 a.folio::before, p.toc-2 a.folio::before { content: leader(" .") }
span[role="doc-footnote"] { float: footnote; footnote-display: block; font-size: 8pt; line-height: 11pt }
span[role="doc-footnote"]::footnote-call, span[role="doc-footnote"]::footnote-marker { content: none }
section[role="doc-index"] { columns: 2 }
section[role="doc-index"] > h1 { column-span: all }
.lead { text-transform: uppercase }
"""

PAGE: Final = PageGeometry(
    width=Length.mm(148), height=Length.mm(210), top=Length.mm(18), bottom=Length.mm(20), inner=Length.mm(20), outer=Length.mm(16)
)
HEADS: Final = RunningHeads("{title}", "{chapter}", "{folio}\u2003{in_force}", "{section} – {folio}")
METADATA: Final = Metadata(
    title="Bible de la Relation Clients", subtitle="Guide, lexique, annexes", author="Maison Lorme", subject="Relation clients",
    language="fr", keywords=("relation clients", "guide"), date=datetime.date(2026, 9, 28), edition="2026-T4",
    identifier="bible-lorme-2026-T4", in_force="En vigueur du 1er octobre au 31 décembre 2026",
)  # fmt: skip

DRAWING: Final = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">
<rect x="5" y="5" width="80" height="40" fill="#1f4a33"/><circle cx="150" cy="40" r="30" fill="#9a3a20"/></svg>"""


@cache
def charter() -> Charter:
    """The sample's fonts."""
    files = {("Vollkorn", 400, "normal"): "Vollkorn-Regular", ("Vollkorn", 400, "italic"): "Vollkorn-Italic",
             ("Vollkorn", 700, "normal"): "Vollkorn-Bold",
             ("Source Sans 3", 400, "normal"): "SourceSans3-Regular",
             ("Source Sans 3", 700, "normal"): "SourceSans3-Bold"}  # fmt: skip
    return Charter(
        name="Maison Lorme",
        colors={"primary": Color.parse("#1f4a33")},
        fonts=tuple(FontFile(family, FONTS / f"{file}.ttf", weight, style) for (family, weight, style), file in files.items()),
        families={"base": "Vollkorn", "headings": "Source Sans 3", "monospace": "Source Sans 3"},
    )


def faces() -> str:
    """The sample's fonts as CSS, for layouts made without a nursery."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; src: url({font.path.as_uri()}); font-weight: {font.weight}; '
        f"font-style: {font.style} }}"
        for font in charter().fonts
    )


@cache
def stylesheet() -> StyleSheet:
    """What the renderer asks of styles: those of heads and feet, and the outline levels."""
    head = Style("running-head", "header", "paragraph", properties={"family": "Source Sans 3", "size": Length.pt(8)})
    foot = Style("running-foot", "footer", "paragraph", based_on="running-head")
    deep = Style("heading-3", "heading 3", "paragraph", properties={"outline-level": 3})
    return StyleSheet({style.name: style for style in (head, foot, deep)})


def unit(name: str, html: str, *, matter: Matter = Matter.BODY, finishing: Finishing = Finishing.PLAIN, **further: Any) -> Unit:
    """A unit with these parts; its title is its name."""
    return Unit(name, name.capitalize(), matter, from_html(html), finishing, **further)


def book(base: Path, *units: Unit, css: str = "", **metadata: Any) -> Book:
    """A book of these units, whose files lie in ``base``."""
    return Book(
        metadata=Metadata(**{**{name: getattr(METADATA, name) for name in METADATA.__dataclass_fields__}, **metadata}),
        units=units,
        css=CSS + css,
        stylesheet=stylesheet(),
        charter=charter(),
        page=PAGE,
        heads=HEADS,
        roots=(base,),
        base=base,
        words=words("fr"),
    )


def chapter(number: int, sections: int = 3, paragraphs: int = 6, extra: str = "") -> str:
    """A chapter with an index mark in each section and a note in each."""
    parts = "".join(_section(number, section, paragraphs) for section in range(1, sections + 1))
    return (
        f'<section role="doc-chapter"><h1 class="chapter-title" id="chapter-c{number}"><span class="number">{number}</span> '
        f"Chapitre au titre {number}</h1><p>{SENTENCE}</p>{parts}{extra}</section>"
    )


def _section(number: int, section: int, paragraphs: int) -> str:
    name = f"s{number}-{section}"
    note = (
        f'<a role="doc-noteref" href="#note-{name}">{section}</a>'
        f'<span role="doc-footnote" id="note-{name}" data-number="{section}">'
        f'<span class="number">{section}</span> Note de la section {number}.{section}, avec un accompagnement.</span>'
    )
    text = "".join(f'<p data-source="content/guide/{name}.md:{line + 3}">{SENTENCE * 2}</p>' for line in range(paragraphs))
    return (
        f'<section id="section-{name}" data-source="content/guide/{name}.md:1"><h2 class="section-title">'
        f'<span class="number">{number}.{section}</span> Section {number}.{section}</h2>'
        f'<p data-source="content/guide/{name}.md:2">Le '
        f'<span class="index-mark" id="mark-{name}" data-entry="[&quot;x&quot;]">mot</span>{note} '
        f"vient ici. <em>Deux</em> <strong>mots</strong>.</p>{text}"
        f'<p>Voir <a class="xref" href="#section-s1-1"><span class="number">1.1</span> Section 1.1</a>, p. '
        f'<a class="folio" href="#section-s1-1"></a>.</p></section>'
    )


TABLE: Final = (
    '<table id="block-t"><caption><span class="label">Tableau <span class="number">1</span></span> – Les magasins</caption>'
    '<colgroup><col data-width="20"/><col data-width="50"/><col data-width="30"/></colgroup>'
    '<thead><tr><th scope="col">Code</th><th scope="col">Magasin</th><th scope="col">Ville</th></tr></thead><tbody>'
    + "".join(f'<tr><th scope="row">{n:05}</th><td>Magasin {n}, réclamation</td><td></td></tr>' for n in range(60))
    + "</tbody></table>"
)

CONSTRUCTS: Final = (
    '<aside class="rule"><p class="callout-title">Règle</p><p>Un accueil attentif.</p>'
    '<ul><li><p>premier</p></li><li><p>second</p><ol start="3"><li><p>dedans</p></li></ol></li></ul></aside>'
    "<dl><dt>Mot</dt><dd><p>Ce qu’on en dit.</p></dd><dt>Autre</dt><dt>Encore</dt><dd><p>Les deux.</p></dd></dl>"
    '<figure id="block-f"><img src="dessin.svg" alt="Un carré et un disque"/><figcaption><span class="label">'
    'Figure <span class="number">1</span></span> – Le dessin</figcaption></figure>'
    '<p>La <abbr title="durée moyenne de traitement">DMT</abbr>, le <span lang="en">customer care</span> et '
    '<a href="https://example.org/é">un lien bien long qui passe à la ligne, vers un site qui n’est pas le nôtre</a>.</p>'
    '<p class="lead">La straße en capitales</p>'
)


def index(sections: list[str]) -> str:
    """An index with a heading a section, three of them a range."""
    items = "".join(
        f'<li class="index-item"><p class="index-1">entrée {name}, '
        f'<span class="locators" data-targets="mark-{name}* section-{name}"></span></p></li>'
        for name in sections
    )
    return (
        '<section role="doc-index"><h1 class="part-title" id="part-index">Index</h1><section class="letter-group">'
        f'<h2 class="letter-head">E</h2><ul class="index-list">{items}</ul></section></section>'
    )


def contents(targets: list[tuple[int, str, str]]) -> str:
    """A table of contents: (level, id, title), sections within their chapter."""
    text = "".join(
        f'<li class="toc-item"><p class="toc-{level}"><a class="xref" href="#{name}">{title}</a> '
        f'<a class="folio" href="#{name}"></a></p></li>'
        for level, name, title in targets
    )
    return f'<nav role="doc-toc"><h1 class="part-title" id="part-contents">Sommaire</h1><ol class="toc">{text}</ol></nav>'


def annex_pdf(path: Path, *, tagged: bool = True, body: str = "", css: str = "") -> Path:
    """A PDF made by others: two pages, the second one landscape, with headings and a link."""
    html = body or (
        '<h1>Charte</h1><p>Première page, avec <a href="https://example.org/">un lien</a>.</p>'
        "<section><h3>Plus bas</h3><p>Seconde page, en largeur.</p></section>"
    )
    style = (
        f"@page {{ size: A4 }} @page wide {{ size: A4 landscape }} section {{ page: wide }} * {{ font-family: Vollkorn }} {css}"
    )
    faces = f"@font-face {{ font-family: Vollkorn; src: url({(FONTS / 'Vollkorn-Regular.ttf').as_uri()}) }}"
    document = f'<html lang="fr"><title>Charte</title><style>{faces}{style}</style><body>{html}</body></html>'
    HTML(string=document).write_pdf(path, pdf_tags=tagged)
    return path


def full_book(base: Path, chapters: int = 2) -> Book:
    """A whole small book: cover, contents, chapters, an annex of two foreign pages, an index, a back cover."""
    (base / "dessin.svg").write_text(DRAWING, encoding="utf-8")
    annex = PdfAnnex(annex_pdf(base / "charte.pdf"), 2, "La charte", "La charte de communication", "annex-charte-pages")
    names = [f"s{number}-{section}" for number in range(1, chapters + 1) for section in range(1, 4)]
    listed = [(1, f"chapter-c{n}", f"{n} Chapitre au titre {n}") for n in range(1, chapters + 1)]
    listed += [(2, f"section-{name}", f"Section {name}") for name in names]
    listed += [(1, "annex-charte", "A La charte"), (1, "part-index", "Index")]
    cover = '<section role="doc-cover"><p class="cover-title">Bible</p></section>'
    title_page = '<section class="title-page"><p class="cover-title">Bible de la Relation Clients</p></section>'
    title = '<h1 class="annex-title" id="annex-charte"><span class="number">A</span> La charte</h1>'
    return book(
        base,
        unit("front", cover + title_page, matter=Matter.FRONT, folios=False),
        unit("contents", contents(listed), matter=Matter.FRONT, finishing=Finishing.CONTENTS),
        *(unit(f"chapter-{n}", chapter(n, extra=TABLE + CONSTRUCTS if n == 1 else "")) for n in range(1, chapters + 1)),
        unit("annex-charte", f'<section role="doc-appendix">{title}<p>Jointe.</p></section>', annex=annex),
        unit("index", index(names), finishing=Finishing.INDEX),
        unit("back-cover", '<section class="back-cover"><p class="mention">Fin</p></section>', folios=False),
        proof="ÉPREUVE – non publiée",
    )


def opened(data: bytes) -> pikepdf.Pdf:
    """A PDF from its bytes."""
    return pikepdf.open(io.BytesIO(data))


def page_texts(path: Path) -> list[str]:
    """The text of each page, as an independent reader finds it."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts
