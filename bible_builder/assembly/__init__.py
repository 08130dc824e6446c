"""From the model to the model, resolved: one pass a file, in a fixed order."""

from bible_builder.assembly.index import Mark, Reference, compile_index
from bible_builder.assembly.resolution import resolve
from bible_builder.assembly.selection import select
from bible_builder.assembly.typography import typeset_text

__all__ = ["Mark", "Reference", "compile_index", "resolve", "select", "typeset_text"]
