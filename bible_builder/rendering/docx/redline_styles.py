"""How a redline looks: a style for each kind of block, in the charter's fonts and colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from bible_builder.model.charter import Charter
from bible_builder.model.words import words
from bible_builder.rendering.docx.oxml import Xml, fragment, new
from bible_builder.rendering.docx.stylebook import language_tag

_LEAVES: Final = {
    "cover-title": "Title",
    "chapter-title": "Heading1", "part-title": "Heading1", "annex-title": "Heading1",
    "heading-2": "Heading2", "annex-heading": "Heading2",
    "heading-3": "Heading3", "annex-subheading": "Heading3",
    "heading-4": "Heading4",
    "glossary-term": "Term", "kpi-name": "Term", "defined-word": "Term",
    "caption": "Caption", "figure-caption": "Caption", "mention": "Caption",
    "note": "FootnoteText", "callout-title": "CalloutTitle",
}  # fmt: skip
"""The last word of a kind → the style, wherever it stands."""

_AROUND: Final = {
    "callout-rule": "Rule", "callout-tip": "Tip", "callout-warning": "Warning", "callout-example": "Example",
    "callout-say": "Say", "callout-avoid": "Avoid", "kpi": "Example",
    "quotation": "Quote", "letter": "Quote", "dialogue": "Quote",
}  # fmt: skip
"""A word on the way → the style of what stands in it."""

_CALLOUTS: Final = ("rule", "tip", "warning", "example", "say", "avoid")
_DEEPEST: Final = 3
_BULLETS: Final = ("–", "•", "◦")


@cache
def style_of(kind: str) -> str:
    """The id of the style of a block."""
    *around, leaf = kind.split("/")
    if leaf in _LEAVES:
        return _LEAVES[leaf]
    found = next((_AROUND[name] for name in reversed(around) if name in _AROUND), "")
    depth = min(sum(name in {"list-item", "step"} for name in (*around, leaf)), _DEEPEST)
    if depth and not found:
        return "ListBullet" if depth == 1 else f"ListBullet{depth}"
    return found or "BodyText"


def redline_styles(charter: Charter, language: str) -> Xml:
    """The root element of ``word/styles.xml``."""
    base = charter.families["base"]
    fonts, heading = _fonts(base), f"{_fonts(charter.families.get('headings', base))}<w:b/>"
    primary, text = charter.colors["primary"].hex, charter.colors["foreground"].hex
    root = new("styles")
    root.append(
        fragment(
            f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
            f'<w:color w:val="{text}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
            f'<w:lang w:val="{language_tag(language)}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            '<w:pPrDefault><w:pPr><w:spacing w:before="50" w:after="50" w:line="264" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        )
    )
    root.extend(map(fragment, _defaults()))
    root.extend(map(fragment, _headings(heading, primary)))
    root.extend(map(fragment, _texts(primary)))
    root.extend(map(fragment, _callouts(primary, language)))
    return root


def _defaults() -> Iterator[str]:
    yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    hidden = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    margins = "".join(f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'{hidden}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A8A8A"/>' for side in sides)
    yield (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    )


def _headings(font: str, colour: str) -> Iterator[str]:
    dressed = f'{font}<w:color w:val="{colour}"/>'
    yield _style("Title", "Title", '<w:spacing w:before="0" w:after="240"/>', dressed, size=44)
    for level, size, before in ((1, 34, 480), (2, 27, 320), (3, 23, 220), (4, 21, 160)):
        spacing = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
        yield _style(f"Heading{level}", f"heading {level}", spacing, dressed, size=size)


def _texts(colour: str) -> Iterator[str]:
    yield _style("BodyText", "Body Text", "", "")
    yield _style("Term", "Term", '<w:keepNext/><w:spacing w:before="140" w:after="0"/>', "<w:b/>", own=True)
    yield _style("Caption", "caption", "<w:keepNext/>", "<w:i/>", size=19)
    yield _style("FootnoteText", "footnote text", '<w:ind w:left="284"/>', "", size=18)
    yield _style("Quote", "Quote", '<w:ind w:left="567" w:right="284"/>', "<w:i/>")
    yield _style("TableText", "Table Text", '<w:spacing w:before="0" w:after="0"/>', "", size=18, own=True)
    yield _style("TableHead", "Table Head", '<w:spacing w:before="0" w:after="0"/>', "<w:b/>", size=18, own=True)
    yield _style("Header", "header", "", f'<w:color w:val="{colour}"/>', size=17)
    yield _style("Footer", "footer", '<w:jc w:val="center"/>', "", size=17)
    for level in range(1, _DEEPEST + 1):
        name = "List Bullet" if level == 1 else f"List Bullet {level}"
        numbered = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>'
        yield _style(name.replace(" ", ""), name, numbered, "")


def _callouts(colour: str, language: str) -> Iterator[str]:
    """A bar in the margin; the style's name says what it is."""
    said = words(language)
    bar = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr>'
    shaded = f'{bar}<w:shd w:val="clear" w:color="auto" w:fill="F5F5F5"/><w:ind w:left="284" w:right="284"/>'
    yield _style("CalloutTitle", "Callout Title", f"<w:keepNext/>{shaded}", "<w:b/>", own=True)
    for name in _CALLOUTS:
        yield _style(name.capitalize(), said[name], shaded, "", own=True)


def _style(made_id: str, name: str, paragraph: str, run: str, *, size: int = 0, own: bool = False) -> str:
    custom = ' w:customStyle="1"' if own else ""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    looks = f"<w:rPr>{run}{sized}</w:rPr>" if run or sized else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{made_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{properties}{looks}</w:style>'
    )


def _fonts(family: str) -> str:
    made = new("rFonts", ascii=family, hAnsi=family, cs=family, eastAsia=family)
    attributes = " ".join(f'w:{str(name).rpartition("}")[2]}="{_escaped(str(value))}"' for name, value in made.attrib.items())
    return f"<w:rFonts {attributes}/>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def redline_numbering() -> Xml:
    """The root element of ``word/numbering.xml``: the signs before the items of lists."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/>'
        '<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{397 * (level + 1)}" w:hanging="284"/></w:pPr></w:lvl>'
        for level, sign in enumerate(_BULLETS)
    )
    root = new("numbering")
    root.append(
        fragment(f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>')
    )
    root.append(new("num", new("abstractNumId", val=0), numId=1))
    return root


def redline_settings(language: str, *, fonts: bool) -> Xml:
    """The root element of ``word/settings.xml``; ``fonts`` says whether the document embeds any.

    It names the current mode, or Word shows a document as made for an older version ([MS-DOCX] 2.4.1).
    """
    mode = new("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    embedded = [new("embedTrueTypeFonts")] if fonts else []
    return new(
        "settings", new("zoom", percent=100), *embedded, new("compat", mode), new("themeFontLang", val=language_tag(language))
    )
