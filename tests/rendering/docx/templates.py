"""Two companies' Word templates, made by script: one as English Word writes it, one as French Word does; and broken ones.

English: a .dotx with a cover, mirrored pages with heads of their own for even and first pages, a legal page after the body.
French: a .docx whose style ids are translated, with a logo in the head, two sections, headings numbered by a list of its own.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from PIL import Image

W: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEADLINE: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES: Final = {
    "word/styles.xml": f"{_WORD}.styles+xml", "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml", "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}  # fmt: skip
_KINDS: Final = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fontTable"}


@dataclass(frozen=True)
class Parts:
    """A template before it is packed: its parts by name; the document's relations, id → (kind, target, outside).

    ``own_blocks``: how many paragraphs with words it has before and after the body; ``covers``: the parts of a book that it
    has of its own therefore.
    """

    parts: Mapping[str, str | bytes]
    relations: Mapping[str, tuple[str, str, bool]]
    main: str = f"{_WORD}.template.main+xml"
    own_blocks: tuple[int, int] = (0, 0)
    covers: frozenset[str] = frozenset()

    def with_part(self, name: str, content: str | bytes) -> Parts:
        """The template with one part more, or another one."""
        return replace(self, parts={**self.parts, name: content})

    def with_relation(self, kind: str, target: str, *, outside: bool = False) -> Parts:
        """The template with one relation more."""
        return replace(self, relations={**self.relations, f"rIdX{len(self.relations)}": (kind, target, outside)})

    def changed(self, name: str, old: str, new: str) -> Parts:
        """The template with some words of a part replaced; it must hold them."""
        content = self.parts[name]
        assert isinstance(content, str) and old in content, (name, old)
        return self.with_part(name, content.replace(old, new))

    def packed(self) -> bytes:
        """The file."""
        entries: dict[str, str | bytes] = {
            "[Content_Types].xml": _content_types(self),
            "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml", False)}),
            "word/_rels/document.xml.rels": _relations(self.relations),
            **self.parts,
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in entries.items():
                file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _content_types(template: Parts) -> str:
    kinds = {"header": f"{_WORD}.header+xml", "footer": f"{_WORD}.footer+xml"}
    overrides = {"word/document.xml": template.main}
    for name in template.parts:
        kind = _TYPES.get(name) or next((kind for word, kind in kinds.items() if name.startswith(f"word/{word}")), "")
        if kind:
            overrides[name] = kind
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    defaults = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
            ("png", "image/png"), ("bin", "application/vnd.ms-office.vbaProject"),
        )
    )  # fmt: skip
    return f'{_HEADLINE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{rows}</Types>'


def _relations(rows: Mapping[str, tuple[str, str, bool]]) -> str:
    mode = {True: ' TargetMode="External"', False: ""}
    made = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{target}"{mode[outside]}/>'
        for id_, (kind, target, outside) in rows.items()
    )
    return f'{_HEADLINE}<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def _style(id_: str, name: str, based: str = "", ppr: str = "", rpr: str = "", kind: str = "paragraph", more: str = "") -> str:
    default = ' w:default="1"' if name in {"Normal", "Default Paragraph Font", "Normal Table", "No List"} else ""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    ppr, rpr = f"<w:pPr>{ppr}</w:pPr>" if ppr else "", f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    names = f'<w:name w:val="{name}"/>{based}<w:qFormat/>'
    return f'<w:style w:type="{kind}"{default} w:styleId="{id_}">{names}{ppr}{rpr}{more}</w:style>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraph(style: str, *runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def _theme(colors: tuple[str, ...], major: str, minor: str) -> str:
    slots = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    made = "".join(f'<a:{slot}><a:srgbClr val="{color}"/></a:{slot}>' for slot, color in zip(slots, colors, strict=True))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, name in (("major", major), ("minor", minor))
    )
    return (
        f'{_HEADLINE}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Company"><a:themeElements>'
        f'<a:clrScheme name="Company">{made}</a:clrScheme><a:fontScheme name="Company">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Company"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


_DEFAULTS: Final = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{language}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)
_HEADING: Final = (
    '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:b/><w:color w:val="{0}" w:themeColor="accent1"/>'
)


def _styles(language: str, ids: Mapping[str, str], accent: str, more: str, numbered: str = "") -> str:
    head, i = _HEADING.format(accent), ids
    made = [
        _style("Normal", "Normal"),
        _style(i["Default Paragraph Font"], "Default Paragraph Font", kind="character"),
        _style(i["Normal Table"], "Normal Table", kind="table", more=_TABLE_NORMAL),
        _style(i["No List"], "No List", kind="numbering"),
        _style(i["Body Text"], "Body Text", "Normal", '<w:spacing w:after="140"/><w:jc w:val="both"/>'),
        *(
            _style(
                i[f"heading {n}"], f"heading {n}", "Normal",
                f'<w:keepNext/><w:keepLines/>{numbered.format(n - 1) if numbered else ""}'
                f'<w:spacing w:before="{480 // n}" w:after="120"/><w:outlineLvl w:val="{n - 1}"/>',
                f'{head}<w:sz w:val="{40 - 7 * n}"/><w:szCs w:val="{40 - 7 * n}"/>',
            )
            for n in (1, 2, 3)
        ),
        _style(i["List Bullet"], "List Bullet", "Normal", '<w:numPr><w:numId w:val="2"/></w:numPr><w:contextualSpacing/>'),
        _style(i["List Number"], "List Number", "Normal", '<w:numPr><w:numId w:val="3"/></w:numPr><w:contextualSpacing/>'),
        _style(i["caption"], "caption", "Normal", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>', "<w:i/>"),
        _style(i["Title"], "Title", "Normal", '<w:spacing w:before="2400" w:after="240"/>', f'{head}<w:sz w:val="60"/>'),
        _style(i["Subtitle"], "Subtitle", "Normal", rpr='<w:sz w:val="30"/>'),
        _style(i["header"], "header", "Normal", rpr='<w:sz w:val="17"/>'),
        _style(i["footer"], "footer", "Normal", '<w:jc w:val="center"/>', '<w:sz w:val="17"/>'),
    ]  # fmt: skip
    return f"{_HEADLINE}<w:styles {W}>{_DEFAULTS.format(language=language)}{''.join(made)}{more}</w:styles>"


_TABLE_NORMAL: Final = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def _level(level: int, form: str, text: str, left: int = 0, style: str = "", font: str = "") -> str:
    indent = f'<w:pPr><w:ind w:left="{left}" w:hanging="340"/></w:pPr>' if left else ""
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{tied}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/>{indent}{look}</w:lvl>'
    )


def _numbering(headings: tuple[str, ...], bullet: str, number: str) -> str:
    tied = "".join(
        _level(n, "decimal", ".".join(f"%{k + 1}" for k in range(n + 1)), 0, style) for n, style in enumerate(headings)
    )
    lists = (tied or _level(0, "none", ""), bullet, number)
    kinds = ("multilevel" if tied else "singleLevel", "singleLevel", "singleLevel")
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for n, (kind, levels) in enumerate(zip(kinds, lists, strict=True))
    )
    numbers = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(lists)))
    return f"{_HEADLINE}<w:numbering {W}>{abstract}{numbers}</w:numbering>"


def _settings(mode: int, more: str = "") -> str:
    return (
        f'{_HEADLINE}<w:settings {W}><w:zoom w:percent="90"/>{more}<w:defaultTabStop w:val="709"/><w:compat><w:compatSetting '
        f'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="{mode}"/></w:compat>'
        "</w:settings>"
    )


def _story(kind: str, *paragraphs: str) -> str:
    return f"{_HEADLINE}<w:{kind} {W}>{''.join(paragraphs)}</w:{kind}>"


def _folio(style: str) -> str:
    return _paragraph(
        style, _run("Folio n°"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', _run("1"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )  # fmt: skip


def _section(references: str, margins: Mapping[str, int], more: str = "", before: str = "") -> str:
    sides = " ".join(f'w:{side}="{width}"' for side, width in margins.items())
    return (
        f'<w:sectPr>{references}{before}<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {sides} w:header="600" w:footer="500" w:gutter="0"/><w:cols w:space="708"/>{more}</w:sectPr>'
    )


def _references(**stories: str) -> str:
    made = (name.split("_") for name in stories)
    return "".join(f'<w:{kind}Reference w:type="{page}" r:id="{stories[f"{kind}_{page}"]}"/>' for kind, page in made)


FOOT: Final = "Folio n°{folio}"
"""What stands at the foot of the pages of the body, as a book's own feet are told."""

ENGLISH_IDS: Final = {
    "Default Paragraph Font": "DefaultParagraphFont", "Normal Table": "TableNormal", "No List": "NoList", "Body Text": "BodyText",
    "heading 1": "Heading1", "heading 2": "Heading2", "heading 3": "Heading3", "List Bullet": "ListBullet",
    "List Number": "ListNumber", "caption": "Caption", "Title": "Title", "Subtitle": "Subtitle", "header": "Header",
    "footer": "Footer",
}  # fmt: skip
FRENCH_IDS: Final = {
    "Default Paragraph Font": "Policepardfaut", "Normal Table": "TableauNormal", "No List": "Aucuneliste",
    "Body Text": "Corpsdetexte", "heading 1": "Titre1", "heading 2": "Titre2", "heading 3": "Titre3", "List Bullet": "Listepuces",
    "List Number": "Listenumros", "caption": "Lgende", "Title": "Titre", "Subtitle": "Sous-titre", "header": "En-tte",
    "footer": "Pieddepage",
}  # fmt: skip

_ENGLISH_COLORS: Final = (
    "1A1A2E", "FFFFFF", "16213E", "EEF1F6", "0F4C81", "B3541E", "4C6B22", "6A3D7C", "8A5A00", "1D6F6F", "0F4C81", "6A3D7C",
)  # fmt: skip
_FRENCH_COLORS: Final = (
    "222222", "FFFFFF", "7A1F2B", "F7F1EC", "7A1F2B", "31572C", "5B4A1F", "274C77", "8C4A00", "5A189A", "7A1F2B", "5A189A",
)  # fmt: skip


@cache
def english() -> Parts:
    """The template of an English-speaking company, with a cover and a legal page."""
    first = _section(
        _references(header_default="rId5", footer_default="rId6"), {"top": 1400, "right": 1400, "bottom": 1400, "left": 1400}
    )
    last = _section(
        _references(header_default="rId7", header_even="rId8", header_first="rId5", footer_default="rId9", footer_even="rId9",
                    footer_first="rId9"),
        {"top": 1800, "right": 1300, "bottom": 1500, "left": 1900}, '<w:titlePg/><w:docGrid w:linePitch="360"/>',
        '<w:type w:val="nextPage"/>',
    )  # fmt: skip
    body = (
        _paragraph("Title", _run("{{ ti"), _run("tre }}")) + _paragraph("Subtitle", _run("{{ sous-titre }}"))
        + _paragraph("Subtitle", _run("Edition {{ edition }}, {{ date }}"), properties=first)
        + _paragraph("BodyText", _run("{{ corps }}"))
        + _paragraph("Subtitle", _run("Legal notice of the company."), properties="<w:pageBreakBefore/>") + last
    )  # fmt: skip
    rule = '<w:left w:val="single" w:sz="24" w:space="8" w:color="B3541E" w:themeColor="accent2"/>'
    box = f'<w:pBdr>{rule}</w:pBdr><w:ind w:left="240"/>'
    more = _style("RuleBox", "Rule Box", "BodyText", box) + _style(
        "CompanyTable", "Company Table", "TableNormal", kind="table", more=_COMPANY_TABLE
    )
    return Parts(
        {
            "word/document.xml": f"{_HEADLINE}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": _styles("en-GB", ENGLISH_IDS, "0F4C81", more),
            "word/numbering.xml": _numbering((), _level(0, "bullet", "\u25aa", 400), _level(0, "decimal", "%1)", 400)),
            "word/settings.xml": _settings(12, "<w:mirrorMargins/><w:evenAndOddHeaders/>"),
            "word/theme/theme1.xml": _theme(_ENGLISH_COLORS, "Source Sans 3", "Vollkorn"),
            "word/header1.xml": _story("hdr", _paragraph("Header", _run("The Company"))),
            "word/footer1.xml": _story("ftr", _paragraph("Footer", _run("{{ identifiant }}"))),
            "word/header2.xml": _story("hdr", _paragraph("Header", _run("The Company – {{ titre }}"))),
            "word/header3.xml": _story("hdr", _paragraph("Header", _run("{{ en-vigueur }}"))),
            "word/footer2.xml": _story("ftr", _folio("Footer")),
        },
        {
            "rId1": ("styles", "styles.xml", False), "rId2": ("numbering", "numbering.xml", False),
            "rId3": ("settings", "settings.xml", False), "rId4": ("theme", "theme/theme1.xml", False),
            "rId5": ("header", "header1.xml", False), "rId6": ("footer", "footer1.xml", False),
            "rId7": ("header", "header2.xml", False), "rId8": ("header", "header3.xml", False),
            "rId9": ("footer", "footer2.xml", False),
            "rId10": ("hyperlink", "https://company.example", True),
        },
        own_blocks=(3, 1), covers=frozenset({"cover", "back-cover"}),
    )  # fmt: skip


_COMPANY_TABLE: Final = (
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="0F4C81"/><w:bottom w:val="single" w:sz="8" '
    'w:space="0" w:color="0F4C81"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="A0B4C8"/></w:tblBorders></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
    'w:fill="0F4C81"/></w:tcPr></w:tblStylePr>'
)


@cache
def french() -> Parts:
    """The template of a French-speaking company: translated ids, a logo in the head, two sections."""
    first = _section("", {"top": 2000, "right": 1700, "bottom": 1400, "left": 1700})
    last = _section(
        _references(header_default="rId5", footer_default="rId6"), {"top": 1900, "right": 1500, "bottom": 1500, "left": 1500},
        before='<w:type w:val="nextPage"/>',
    )  # fmt: skip
    body = (
        _paragraph("Titre", _run("{{ titre }}"))
        + _paragraph("Sous-titre", _run("{{ marque }} – {{ en-vigueur }}"), properties=first)
        + '<w:sdt><w:sdtPr><w:tag w:val="corps"/><w:id w:val="77"/></w:sdtPr><w:sdtContent>'
        + _paragraph("Corpsdetexte", _run("Le texte vient ici.")) + "</w:sdtContent></w:sdt>" + last
    )  # fmt: skip
    box = (
        '<w:pBdr><w:top w:val="single" w:sz="8" w:space="6" w:color="7A1F2B"/><w:left w:val="single" w:sz="8" w:space="6" '
        'w:color="7A1F2B"/><w:bottom w:val="single" w:sz="8" w:space="6" w:color="7A1F2B"/><w:right w:val="single" w:sz="8" '
        'w:space="6" w:color="7A1F2B"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F7F1EC"/>'
        '<w:ind w:left="160" w:right="160"/>'
    )
    more = _style("Encadrrgle", "Encadré règle", "Corpsdetexte", box)
    numbered = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>'
    tied = tuple(FRENCH_IDS[f"heading {n}"] for n in (1, 2, 3))
    return Parts(
        {
            "word/document.xml": f"{_HEADLINE}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": _styles("fr-FR", FRENCH_IDS, "7A1F2B", more, numbered),
            "word/numbering.xml": _numbering(tied, _level(0, "bullet", "\u2013", 360), _level(0, "decimal", "%1.", 360)),
            "word/settings.xml": _settings(14),
            "word/theme/theme1.xml": _theme(_FRENCH_COLORS, "Vollkorn", "Source Sans 3"),
            "word/header1.xml": _story("hdr", _paragraph("En-tte", _logo("rId1"), _run("  {{ marque }}"))),
            "word/_rels/header1.xml.rels": _relations({"rId1": ("image", "media/image1.png", False)}),
            "word/media/image1.png": _png(),
            "word/footer1.xml": _story("ftr", _folio("Pieddepage")),
        },
        {
            "rId1": ("styles", "styles.xml", False), "rId2": ("numbering", "numbering.xml", False),
            "rId3": ("settings", "settings.xml", False), "rId4": ("theme", "theme/theme1.xml", False),
            "rId5": ("header", "header1.xml", False), "rId6": ("footer", "footer1.xml", False),
        },
        f"{_WORD}.document.main+xml", (2, 0), frozenset({"cover"}),
    )  # fmt: skip


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (240, 80), (122, 31, 43)).save(out, "PNG")
    return out.getvalue()


def _logo(relation: str) -> str:
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" '
        'distB="0" distL="0" distR="0"><wp:extent cx="1080000" cy="360000"/>'
        '<wp:docPr id="1" name="Logo" descr="Logo de la société"/><a:graphic '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
        f'uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1080000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def unsafe(kind: str) -> Parts:
    """The English template with something in it that is refused: ``macros``, ``picture`` (over the network), ``template``."""
    if kind == "macros":
        return english().with_part("word/vbaProject.bin", b"\x00").with_relation("vbaProject", "vbaProject.bin")
    if kind == "picture":
        return english().with_relation("image", "https://company.example/logo.png", outside=True)
    settings = _relations({"rId1": ("attachedTemplate", "file:///C:/Company.dotm", True)})
    return english().with_part("word/_rels/settings.xml.rels", settings)


def faulty(code: str) -> bytes:
    """The English template with the one fault that a code names."""
    marks, styles = english(), "word/styles.xml"
    made = {
        "word-template-unreadable": lambda: marks.with_part("word/header1.xml", "<w:hdr>"),
        "word-template-unsafe": lambda: unsafe("macros"),
        "word-template-placeholder": lambda: marks.changed("word/document.xml", "{{ corps }}", "Corps"),
        "word-template-lookup": lambda: marks.changed("word/header3.xml", "{{ en-vigueur }}", "{{ en-viguer }}"),
        "word-template-role-missing": lambda: marks.changed(styles, 'w:val="heading 3"', 'w:val="Titre trois"'),
        "word-template-style-unknown": lambda: marks,
    }
    return made[code]().packed()


FAULTS: Final = (
    "word-template-lookup", "word-template-placeholder", "word-template-role-missing", "word-template-style-unknown",
    "word-template-unreadable", "word-template-unsafe",
)  # fmt: skip


def every_fault() -> bytes:
    """The English template with all of them."""
    made = unsafe("macros").with_part("word/footer2.xml", "<w:ftr>").changed("word/document.xml", "{{ corps }}", "Corps")
    made = made.changed("word/header3.xml", "{{ en-vigueur }}", "{{ en-viguer }}")
    return made.changed("word/styles.xml", 'w:val="heading 3"', 'w:val="Titre trois"').packed()
