"""From a Book to DOCX."""

from bible_builder.rendering.docx.redline import redline_document
from bible_builder.rendering.docx.render import Docx, render

__all__ = ["Docx", "redline_document", "render"]
