"""Tiny DOCX files for the tests: a handful of parts zipped by hand, so that a file has exactly the fault a test asks for."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="http://schemas.{uri}"'
    for prefix, uri in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "r": "openxmlformats.org/officeDocument/2006/relationships",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "a": "openxmlformats.org/drawingml/2006/main",
    }.items()
)
_RELATIONSHIPS: Final = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES: Final = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre3"><w:name w:val="heading 3"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>
"""
CORE: Final = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Essai</dc:title></cp:coreProperties>'
)


def paragraph(content: str = "", style: str = "Body") -> str:
    """A paragraph; ``content`` is text, or XML when it begins with ``<``."""
    inner = content if content.startswith("<") or not content else run(content)
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str = "") -> str:
    """A complex field, with its result when there is one."""
    character = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    shown = character("separate") + run(result) if result else ""
    return (
        f'{character("begin")}<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{shown}{character("end")}'
    )


def table(*rows: Iterable[str], columns: int = 1) -> str:
    """A table whose first row is a head; each cell is XML, or text that becomes a paragraph."""
    lines = [_row(cells, head=number == 0) for number, cells in enumerate(rows)]
    grid = "<w:gridCol/>" * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _row(cells: Iterable[str], *, head: bool) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    written = (f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{properties}{''.join(written)}</w:tr>"


def footnotes(*notes: tuple[int, str]) -> str:
    """The part that holds footnotes: id and XML of each."""
    written = "".join(f'<w:footnote w:id="{number}">{content}</w:footnote>' for number, content in notes)
    return f"<w:footnotes {NAMESPACES}>{written}</w:footnotes>"


def call(number: int) -> str:
    """The call of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def drawing(number: int, alternative: str, extra: str = "") -> str:
    """A run with a drawing that has no picture, only properties."""
    properties = f'<wp:docPr id="{number}" name="Image {number}" descr="{alternative}">{extra}</wp:docPr>'
    return f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>"


def relationships(*rows: tuple[str, str, str]) -> str:
    """A relationships part: id, last word of the type, target of each."""
    written = "".join(f'<Relationship Id="{key}" Type="{_TYPE}/{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f"<Relationships {_RELATIONSHIPS}>{written}</Relationships>"


def write(path: Path, body: str, parts: Mapping[str, str | None] | None = None, *, twice: str = "") -> Path:
    """Write a DOCX with this body; ``parts`` sets parts by name, or leaves them out with None; ``twice`` writes one again."""
    content = _parts(body) | dict(parts or {})
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in content.items():
            if text is not None:
                archive.writestr(name, text)
        if twice:
            archive.writestr(twice, content[twice] or "")
    return path


def _parts(body: str) -> dict[str, str | None]:
    overrides = {"document": "document.main", "styles": "styles", "footnotes": "footnotes", "numbering": "numbering"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": relationships(("rId1", "officeDocument", "word/document.xml")),
        "docProps/core.xml": CORE,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/_rels/document.xml.rels": relationships(("rId1", "styles", "styles.xml")),
    }
