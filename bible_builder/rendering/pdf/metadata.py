"""What the document says of itself: properties, XMP, language, how it opens, its colours; and what it claims to be: PDF/UA-1
(ISO 14289-1, clause 5) and PDF/A-2a (ISO 19005-2, 6.6.4)."""

from __future__ import annotations

from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from bible_builder.model.book import Metadata

PRODUCER: Final = "bible_builder"
"""Without version: the same content gives the same bytes whatever release wrote it."""

_XMP: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:identifier>{identifier}</dc:identifier>
<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
{label}</rdf:Description>
{claims}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""

_LABEL: Final = "<xmp:Label>{}</xmp:Label>\n"
"""The mark of a proof, as on its pages: "a member of a user-defined collection" (XMP Specification, 2005, XMP Basic)."""

PDFA_CLAIM: Final = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
"""What the metadata say of PDF/A-2a."""

_CLAIMS: Final = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
{pdfa}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/A knows no property of PDF/UA: the schema says what it is (ISO 19005-2, 6.6.2.3.3)."""


def write_metadata(pdf: Pdf, metadata: Metadata, *, claims: bool = True) -> None:
    """Give ``pdf`` its properties, the same in both places that hold them; the edition's date is its clock.

    ``claims`` says whether it may call itself PDF/UA and PDF/A.
    """
    keywords = ", ".join(metadata.keywords)
    date = f"D:{metadata.date:%Y%m%d}000000Z"
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Subject=String(metadata.subject),
            Keywords=String(keywords),
            Creator=String(PRODUCER),
            Producer=String(PRODUCER),
            CreationDate=String(date),
            ModDate=String(date),
        )
    )
    values = {
        "title": metadata.title,
        "author": metadata.author,
        "subject": metadata.subject,
        "language": metadata.language,
        "identifier": metadata.identifier,
        "keywords": keywords,
        "producer": PRODUCER,
        "date": metadata.date.isoformat(),
    }
    escaped = {name: escape(value, quote=False) for name, value in values.items()}
    label = _LABEL.format(escape(metadata.proof, quote=False)) if metadata.proof else ""
    xmp = _XMP.format(**escaped, label=label, claims=_CLAIMS.format(pdfa=PDFA_CLAIM) if claims else "")
    stream = pdf.make_stream(xmp.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.Lang = String(metadata.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.OutputIntents = Array([_colors(pdf)])


def _colors(pdf: Pdf) -> Dictionary:
    """What RGB means in the file: sRGB, by the profile that comes with WeasyPrint (public, of the ICC)."""
    found = find_spec("weasyprint")  # not imported: that would look for the system's fonts
    assert found is not None and found.origin is not None
    profile = pdf.make_stream((Path(found.origin).parent / "pdf" / "sRGB2014.icc").read_bytes())
    profile.N = 3
    name = String("sRGB IEC61966-2.1")
    return Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=name, Info=name, DestOutputProfile=profile
    )
