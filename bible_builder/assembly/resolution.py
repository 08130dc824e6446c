"""The whole of assembly, in its order."""

from __future__ import annotations

from bible_builder.assembly.index_marks import index
from bible_builder.assembly.labels import label
from bible_builder.assembly.lexicon import link_terms
from bible_builder.assembly.numbering import number
from bible_builder.assembly.references import refer
from bible_builder.assembly.selection import select
from bible_builder.assembly.tables import lay_out
from bible_builder.assembly.typography import typeset
from bible_builder.assembly.variables import substitute
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible


def resolve(bible: Bible, audience: str, findings: Findings) -> Bible:
    """The bible as ``audience`` reads it ("" reads everything), with nothing left to resolve but folios.

    Each step stands on those before it: what is withheld gets no number; numbers are there before references name them; the text
    has its final spelling before terms are looked for, and its links before the index marks words. Mistakes go to ``findings``;
    the bible that comes back is then the best that could be made.
    """
    selected = select(bible, audience, findings)
    substituted = substitute(selected, findings)
    tabled = lay_out(substituted, findings)
    numbered = number(tabled, findings)
    referred = refer(numbered, bible, findings)
    typed = typeset(referred, findings)
    linked = link_terms(typed, bible, findings)
    indexed = index(linked, bible, findings)
    return label(indexed, findings)
