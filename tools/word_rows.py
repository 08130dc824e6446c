"""What ``docs/word.md`` says of each row of the vocabulary beside what the vocabulary itself says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MADE: Final = "not brought back: made anew"


@dataclass(frozen=True, slots=True)
class InWord:
    """A row in Word: the clauses of ECMA-376 Part 1 that its construct is in, and how a change to it comes back."""

    clause: str
    back: str


def _part(what: str) -> InWord:
    return InWord("17.6", f"{MADE} from {what}")


def _callout(directive: str) -> InWord:
    return InWord("17.3.1.24, 17.3.1.31", f"`:::{{{directive}}} Title` around its blocks, by the style's name")


_HEADING: Final = "17.7.4, 17.9"

IN_WORD: Final[Mapping[str, InWord]] = {
    # parts
    "cover": _part("`bible.yaml` and the layout"),
    "title-page": _part("`bible.yaml` and the layout"),
    "colophon": _part("`bible.yaml`"),
    "contents": InWord("17.5.2, 17.16.5.68", f"{MADE}, as F9 does in Word"),
    "caption-list": InWord("17.16.5.68", f"{MADE}, as F9 does in Word"),
    "changes": InWord("17.3.1.23", f"{MADE} from the baseline"),
    "chapter": InWord("17.6", "its sections, one by one; its title and introduction from `_chapitre.md`"),
    "glossary": _part("`lexique.yaml`"),
    "appendix": _part("the files of the annexes"),
    "index": InWord("17.16.5.29, 17.6.4", f"{MADE} from the marks"),
    "back-cover": _part("`bible.yaml` and the layout"),
    # structure
    "section": InWord("17.5.2, 17.13.6.2", "the file whose `id` is the control's tag; a subsection: what follows its `##`"),
    "annex-section": InWord("–", MADE),
    "letter-group": InWord("–", MADE),
    "box": InWord("17.3.1.11", MADE),
    # headings
    "chapter-title": InWord(_HEADING, f"{MADE} from `titre` of `_chapitre.md`"),
    "part-title": InWord(_HEADING, MADE),
    "annex-title": InWord(_HEADING, f"{MADE} from `titre` in `annexes.yaml`"),
    "heading-2": InWord(_HEADING, "`titre` of the section"),
    "heading-3": InWord(_HEADING, "`##`"),
    "heading-4": InWord(_HEADING, "`###`"),
    "annex-heading": InWord(_HEADING, MADE),
    "annex-subheading": InWord(_HEADING, MADE),
    "letter-head": InWord("17.7.4", MADE),
    "change-head": InWord("17.7.4", MADE),
    # lines of cover, contents, index
    "cover-title": InWord("17.3.1.11", f"{MADE} from `titre`"),
    "cover-subtitle": InWord("17.3.1.11", f"{MADE} from `sous-titre`"),
    "cover-edition": InWord("17.3.1.11", f"{MADE} from `édition`"),
    "cover-brand": InWord("17.3.1.11", f"{MADE} from `marque`"),
    "mention": InWord("17.3.1", MADE),
    "toc-list": InWord("–", MADE),
    "toc-item": InWord("–", MADE),
    "toc-1": InWord("17.16.5.45, 17.16.22", MADE),
    "toc-2": InWord("17.16.5.45, 17.16.22", MADE),
    "toc-3": InWord("17.16.5.45, 17.16.22", MADE),
    "toc-caption": InWord("17.16.5.45, 17.16.22", MADE),
    "change-list": InWord("–", MADE),
    "change-item": InWord("–", MADE),
    "change": InWord("17.16.5.45, 17.16.22", MADE),
    "change-why": InWord("17.3.1", MADE),
    "index-list": InWord("–", MADE),
    "index-item": InWord("–", MADE),
    "index-1": InWord("17.16.5.29", MADE),
    "index-2": InWord("17.16.5.29", MADE),
    "index-3": InWord("17.16.5.29", MADE),
    "glossary-list": InWord("–", MADE),
    "glossary-term": InWord("17.3.1", f"{MADE} from `lexique.yaml`"),
    "glossary-definition": InWord("17.3.1", f"{MADE} from `lexique.yaml`"),
    "see-also": InWord("17.3.1", MADE),
    "entry-locators": InWord("17.16.5.45", MADE),
    # flow
    "paragraph": InWord("17.3.1.27", "a paragraph"),
    "lead": InWord("17.3.1.27", "`{.chapeau}` and the paragraph"),
    "block-title": InWord("17.3.1.27", "the title of the procedure, dialogue or letter below it"),
    "section-reference": InWord("17.3.1.27", "left out: the layout writes it"),
    "bullet-list": InWord("17.9.15, 17.9.18", "`-`"),
    "numbered-list": InWord("17.9.15, 17.9.26", "`1.`, or the number it begins with"),
    "list-item": InWord("17.3.1.19", "an item; further paragraphs of it indented"),
    "definition-list": InWord("17.3.1.27", "the word, then `: definition`"),
    "defined-word": InWord("17.3.1.27", "the word, on a line of its own"),
    "definition": InWord("17.3.1.27", "`: definition`"),
    "table": InWord("17.4.37", "a pipe table; `:::{tableau} Caption` around it when it has a caption"),
    "decision-table": InWord("17.4.37", "`:::{decision} Caption` around a pipe table, by the table style's name"),
    "data-table": InWord("17.4.37", f"{MADE} from the spreadsheet"),
    "caption": InWord("17.16.5.56", "the argument of `:::{tableau}`; label and number are made anew"),
    "columns": InWord("17.4.48", "`:largeurs:`"),
    "column": InWord("17.4.16", "`:largeurs:`"),
    "table-head": InWord("17.4.49", "the first row of a pipe table"),
    "table-body": InWord("17.4.78", "its other rows"),
    "table-row": InWord("17.4.6, 17.4.78", "a row"),
    "head-cell": InWord("17.4.65", "a cell of the first row; heads of rows: `:entetes-lignes: oui`"),
    "cell": InWord("17.4.65", "a cell; one that was merged in Word is named among what was not understood"),
    "figure": InWord("20.4.2.8", "`:::{figure} file` with its caption"),
    "figure-caption": InWord("17.16.5.56", "the body of `:::{figure}`; label and number are made anew"),
    "image": InWord("20.4.2.5, 20.4.2.8", "the file, taken out and named; its alternative text is `:alt:`"),
    "quotation": InWord("17.3.1.27", "`>`"),
    "letter": InWord("17.3.1.27", "`:::{lettre} Title`"),
    "callout-rule": _callout("regle"),
    "callout-tip": _callout("conseil"),
    "callout-warning": _callout("attention"),
    "callout-example": _callout("exemple"),
    "callout-say": _callout("dire"),
    "callout-avoid": _callout("eviter"),
    "callout-title": InWord("17.3.1.27", "the argument of the directive"),
    "dialogue": InWord("17.3.1.27", "`:::{dialogue} Title`"),
    "turn": InWord("17.3.1.27", "a paragraph, `Speaker : words`"),
    "procedure": InWord("17.9.15", "`:::{procedure} Title` around an ordered list"),
    "step": InWord("17.3.1.19", "an item"),
    "step-head": InWord("17.3.1.27", "``{role}`…` `` and ``{delai}`…` `` at the start of the item"),
    "kpi": InWord("17.3.1.24", "`:::{indicateur} Name`"),
    "kpi-name": InWord("17.3.1.27", "the argument of the directive"),
    "kpi-value": InWord("17.3.1.27", "`:valeur:`"),
    # phrasing
    "emphasis": InWord("17.3.2.29", "`*…*`"),
    "strong": InWord("17.3.2.29", "`**…**`"),
    "code": InWord("17.3.2.29", "`` `…` ``"),
    "superscript": InWord("17.3.2.42", "`[…]{.exposant}`"),
    "subscript": InWord("17.3.2.42", "`[…]{.indice}`"),
    "abbreviation": InWord("17.3.3.31", "its letters; the expansion is in the lexicon"),
    "defined": InWord("17.3.2.29", MADE),
    "foreign": InWord("17.3.2.20", "`[…]{lang=en}`"),
    "link": InWord("17.16.22", "`[words](address)`"),
    "cross-reference": InWord("17.16.5.51", "``{voir}`id` ``, ``{titre}`id` `` or ``{numero}`id` ``, by its bookmark"),
    "term-reference": InWord("17.16.22", "its words: the first mention of a term is linked anew"),
    "note-call": InWord("17.11.14", "`[^a]`"),
    "note": InWord("17.11.10", "`[^a]: …`"),
    "index-mark": InWord("17.16.5.72, 17.13.6.2", "``{index}`words <heading!subheading>` ``"),
    "locators": InWord("17.16.5.45", MADE),
    "folio": InWord("17.16.5.45", "part of ``{voir}`id` `` or ``{page}`id` ``; the number is made anew"),
    "inserted": InWord("17.3.2.29", "``{ajoute}`…` ``; an insertion tracked by Word is accepted, rejected or shown, as asked"),
    "deleted": InWord("17.3.2.29", "``{retire}`…` ``; a deletion tracked by Word is accepted, rejected or shown, as asked"),
    "number": InWord("17.9", MADE),
    "label": InWord("17.16.5.56", MADE),
    "change-mark": InWord("17.3.2.29", MADE),
    "speaker": InWord("17.3.2.29", "what stands before the colon of a turn"),
    "actor": InWord("17.3.2.29", "``{role}`…` ``"),
    "time-limit": InWord("17.3.2.29", "``{delai}`…` ``"),
    "line-break": InWord("17.3.3.1", "a line break (`\\` at the end of the line)"),
}  # fmt: skip
