"""A template's ``word/settings.xml`` for the document made from it: the company's ways of working, and what ours needs."""

from __future__ import annotations

from typing import Final

from bible_builder.rendering.docx.oxml import Xml, local, new, w

_ORDER: Final = """
    writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape
    printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts
    saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop
    hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles
    stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves
    doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation
    consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle
    evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
    drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
    noPunctuationKerning characterSpacingControl
    printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema
    saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving
    saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids
    mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade
    captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator
"""
_RANK: Final = {name: rank for rank, name in enumerate(_ORDER.split())}
"""The children of ``w:settings`` in the order of CT_Settings (§17.15.1.78)."""

_DROPPED: Final = frozenset(
    {"attachedTemplate", "linkStyles", "mailMerge", "documentProtection", "writeProtection", "proofState",
     "formsDesign", "saveThroughXslt", "savePreviewPicture", "docVars", "rsids", "footnotePr", "revisionView", "styleLockTheme",
     "styleLockQFSet", "autoFormatOverride"}
)  # fmt: skip
"""What is the template's own affair: its protection, its links, what it remembers of its editing."""

_OURS: Final = ("updateFields", "footnotePr", "docVars", "compat", "themeFontLang", "decimalSymbol", "listSeparator")
"""What our document says whatever its template: whether fields are refreshed, its notes and variables, its language, the current
mode of compatibility."""

_USUAL: Final = ("zoom", "clrSchemeMapping", "characterSpacingControl")
"""What ours says when the template does not."""


def merged_settings(template: Xml | None, ours: Xml) -> Xml:
    """The root of the part: the template's settings with ours; without any, ours."""
    if template is None:
        return ours
    for child in list(template):
        if not isinstance(child.tag, str) or local(child) in _DROPPED or local(child) in _OURS:
            template.remove(child)
    for child in list(ours):
        if local(child) in _OURS or (local(child) in _USUAL and template.find(child.tag) is None):
            template.append(child)
    for zoom in template.iterchildren(w("zoom")):
        if not zoom.get(w("percent"), "").isdigit():
            template.replace(zoom, new("zoom", percent=100))
    template[:] = sorted(template, key=lambda child: _RANK.get(local(child), len(_RANK)))
    return template
