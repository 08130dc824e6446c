"""From the pages of a book to the file for its printer: PDF/X-4 (ISO 15930-7), in the inks of one printing condition."""

from bible_builder.rendering.pdf.printing.book import for_print
from bible_builder.rendering.pdf.printing.finish import VERSION, finish

__all__ = ["VERSION", "finish", "for_print"]
