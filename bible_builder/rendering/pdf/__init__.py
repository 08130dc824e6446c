"""The Book as PDF: units laid out alone by WeasyPrint in limited processes, then joined, tagged and stamped with pikepdf."""

from bible_builder.rendering.pdf.document import Pdf, render
from bible_builder.rendering.pdf.limits import Limits

__all__ = ["Limits", "Pdf", "render"]
