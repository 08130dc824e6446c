"""Documents of reference assembled from a folder of structured text: one composition, as PDF and as Word.

    import bible_builder as bb

    bible = bb.load("my-bible")                    # the folder that holds content/; raises bb.ContentError with every diagnostic
    book = bb.compose(bible, audience="prestataires", layout="livre")
    bb.render_pdf(book, "bible.pdf", purpose="screen")
    bb.render_docx(book, "bible.docx")

Nothing is done at import, nothing is printed, no current directory is read: explicit paths in, result objects out, with what was
found on the way in their diagnostics.
"""

from bible_builder.build import build, check, compose, load, render_docx, render_pdf
from bible_builder.errors import (
    BibleError,
    ContentError,
    Diagnostic,
    LayoutError,
    RenderingError,
    ResourceLimitError,
    Severity,
    Source,
    UnsafeError,
    UsageError,
)
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from bible_builder.results import BuildResult, DocxResult, Output, PdfResult, Report, Work

__all__ = [
    "Bible",
    "BibleError",
    "Book",
    "BuildResult",
    "ContentError",
    "Diagnostic",
    "DocxResult",
    "LayoutError",
    "Output",
    "PdfResult",
    "RenderingError",
    "Report",
    "ResourceLimitError",
    "Severity",
    "Source",
    "UnsafeError",
    "UsageError",
    "Work",
    "build",
    "check",
    "compose",
    "load",
    "render_docx",
    "render_pdf",
]
