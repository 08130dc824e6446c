"""Documents of reference assembled from a folder of structured text: one composition, as PDF and as Word.

    import bible_builder as bb

    bible = bb.load("my-bible")                    # the folder that holds content/; raises bb.ContentError with every diagnostic
    book = bb.compose(bible, audience="prestataires", layout="livre")
    bb.render_pdf(book, "bible.pdf", purpose="screen")
    bb.render_docx(book, "bible.docx")
    reading = bb.read_word("relecture.docx")       # a Word document; import_section says what it would change, write_import does
    bb.status("my-bible")                          # who has said yes to what, and what has changed since
    bb.validate("my-bible", ["accueil"], by="marketing", on=datetime.date.today())
    bb.compare("last-bible", "my-bible")           # what changes, word by word; each side may be a snapshot that was kept

Nothing is done at import, nothing is printed, no current directory is read: explicit paths in, result objects out, with what was
found on the way in their diagnostics.
"""

from bible_builder.approvals import status, validate
from bible_builder.baselines import snapshot
from bible_builder.build import build, check, compare, compose, load, redline, render_docx, render_pdf
from bible_builder.comparison import Comparison, Snapshot
from bible_builder.copies import make_copies
from bible_builder.deliveries import deliver
from bible_builder.desk import CopiesResult
from bible_builder.editions import PublishResult, VerifyResult, list_editions, publish, restore, verify
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
from bible_builder.importing.imported import Reading
from bible_builder.importing.proposal import Proposal
from bible_builder.intake import import_section, new_section, read_word, write_import
from bible_builder.model.bible import Bible
from bible_builder.model.book import Book
from bible_builder.model.standing import Standing, State
from bible_builder.results import BuildResult, DocxResult, Output, PdfResult, Report, StatusReport, ValidationResult, Work

__all__ = [
    "Bible",
    "BibleError",
    "Book",
    "BuildResult",
    "Comparison",
    "ContentError",
    "CopiesResult",
    "Diagnostic",
    "DocxResult",
    "LayoutError",
    "Output",
    "PdfResult",
    "Proposal",
    "PublishResult",
    "Reading",
    "RenderingError",
    "Report",
    "ResourceLimitError",
    "Severity",
    "Snapshot",
    "Source",
    "Standing",
    "State",
    "StatusReport",
    "UnsafeError",
    "UsageError",
    "ValidationResult",
    "VerifyResult",
    "Work",
    "build",
    "check",
    "compare",
    "compose",
    "deliver",
    "import_section",
    "list_editions",
    "load",
    "make_copies",
    "new_section",
    "publish",
    "read_word",
    "redline",
    "render_docx",
    "render_pdf",
    "restore",
    "snapshot",
    "status",
    "validate",
    "verify",
    "write_import",
]
