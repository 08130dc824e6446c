"""DrawingML: a picture in a line, and the coloured ground of a cover (ECMA-376-1 §20.4)."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from bible_builder.model.units import Length
from bible_builder.rendering.docx.oxml import Xml, fragment
from bible_builder.rendering.docx.pictures import Embedded

_SVG_EXTENSION: Final = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)
"""The drawing beside its raster ([MS-ODRAWXML] 2.3.3.1): Word shows the one it can."""

_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Says that there is nothing to read out ([MS-ODRAWXML] 2.12.1)."""


def _properties(number: int, name: str, alternative: str) -> str:
    decorative = "" if alternative else _DECORATIVE
    return f'<wp:docPr id="{number}" name={quoteattr(name)} descr={quoteattr(alternative)}>{decorative}</wp:docPr>'


def inline_picture(number: int, embedded: Embedded, size: tuple[Length, Length], alternative: str) -> Xml:
    """``w:drawing`` that stands in the line like a character; an empty alternative text marks it as decoration."""
    width, height = map(int, size)
    extension = _SVG_EXTENSION.format(embedded.drawing) if embedded.drawing else ""
    name = f"Image {number}"
    return fragment(
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'{_properties(number, name, alternative)}<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        '</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={quoteattr(name)}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{embedded.raster}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def page_panel(number: int, size: tuple[Length, Length], at: tuple[Length, Length], fill: str) -> Xml:
    """A plain rectangle behind the text, measured from the page's corner; decoration. ``fill``: a DrawingML colour."""
    (width, height), (left, top) = (map(int, size), map(int, at))
    return fragment(
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        f'simplePos="0" relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>{_properties(number, f"Panel {number}", "")}'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{fill}</a:solidFill>'
        "<a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent>"
    )
