"""What the file says of itself: PDF/X-4, for one printing condition, nothing trapped yet (ISO 15930-7, 6.2 and 6.14)."""

from __future__ import annotations

from typing import Final
from uuid import NAMESPACE_URL, uuid5

from pikepdf import Array, Dictionary, Name, Pdf, String

from bible_builder.model.book import Metadata
from bible_builder.rendering.pdf.metadata import write_metadata
from bible_builder.rendering.pdf.printing.profile import CONDITION, NAME, REGISTRY, profile

_INKS: Final = 4

_CLAIM: Final = """\
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" \
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmp:MetadataDate>{date}T00:00:00Z</xmp:MetadataDate>
<pdf:Trapped>False</pdf:Trapped>
</rdf:Description>
</rdf:RDF>"""


def write_claims(pdf: Pdf, metadata: Metadata, audience: str) -> None:
    """Give ``pdf`` its properties and what PDF/X-4 asks for beside them; the same for the same edition and audience."""
    write_metadata(pdf, metadata, claims=False)
    document = uuid5(NAMESPACE_URL, f"{metadata.identifier}/{audience}/print")
    claim = _CLAIM.format(document=document, date=metadata.date.isoformat())
    described = pdf.Root.Metadata.read_bytes().replace(b"</rdf:RDF>", claim.encode())
    pdf.Root.Metadata.write(described)
    pdf.trailer.Info.Trapped = Name("/False")
    if "/PageMode" in pdf.Root:
        del pdf.Root.PageMode
    pdf.Root.OutputIntents = Array([_intent(pdf)])


def _intent(pdf: Pdf) -> Dictionary:
    stream = pdf.make_stream(profile())
    stream.N = _INKS
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String(REGISTRY),
        Info=String(NAME),
        DestOutputProfile=stream,
    )
