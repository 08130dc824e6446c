"""The whole comparison of two snapshots: the guide, the lexicon, the annexes, the variables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bible_builder.comparison.changes import compare_blocks
from bible_builder.comparison.comparison import AnnexChange, Comparison, Fate, Reached, TermChange, VariableChange
from bible_builder.comparison.guide import Guide
from bible_builder.comparison.matching import Known, field_changes, merged, out_of_order, same_things, title_fate
from bible_builder.comparison.sequences import Pairs
from bible_builder.comparison.snapshot import Annex, Snapshot, Term, Variable
from bible_builder.comparison.tables import compare_sheets
from bible_builder.comparison.words import same_words, text_keys


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """What changes from ``old`` to ``new``; false in a condition when nothing does. Both are for the same audience.

    The time it takes grows with the books' size, whatever became of their parts.
    """
    variables = tuple(_variables(old, new))
    return Comparison(
        old=old.edition,
        new=new.edition,
        audience=new.audience,
        fields=field_changes(("title", old.title, new.title), ("brand", old.brand, new.brand)),
        chapters=Guide(old, new, variables).chapters(),
        terms=tuple(_terms(old, new)),
        annexes=tuple(_annexes(old.annexes, new.annexes)),
        variables=variables,
    )


def same_terms(old: Sequence[Term], new: Sequence[Term]) -> Pairs:
    """The places of the same terms."""
    return same_things(_known_terms(old), _known_terms(new))


def same_annexes(old: Sequence[Annex], new: Sequence[Annex]) -> Pairs:
    """The places of the same annexes."""
    known = [[Known(annex.id, " ".join(text_keys(annex.title)), ()) for annex in side] for side in (old, new)]
    return same_things(*known)


def _terms(old: Snapshot, new: Snapshot) -> Iterator[TermChange]:
    """In the new order, withdrawn ones where they stood."""
    for a, b in merged(same_terms(old.terms, new.terms), old.terms, new.terms):
        if a < 0 or b < 0:
            term = new.terms[b] if a < 0 else old.terms[a]
            names = ("", term.term) if a < 0 else (term.term, "")
            fate = Fate.ADDED if a < 0 else Fate.WITHDRAWN
            sides = ((), term.blocks) if a < 0 else (term.blocks, ())
            yield TermChange(term.id, term.term, names[0], (fate,), blocks=compare_blocks(*sides))
            continue
        before, term = old.terms[a], new.terms[b]
        fields = field_changes(
            ("expansion", before.expansion, term.expansion),
            *(
                (name, ", ".join(getattr(before, name)), ", ".join(getattr(term, name)))
                for name in ("synonyms", "avoid", "see_also")
            ),
        )
        blocks = compare_blocks(before.blocks, term.blocks)
        fates = (*title_fate(before.term, term.term), *((Fate.CHANGED,) if blocks or fields else ()))
        if fates:
            yield TermChange(term.id, term.term, before.term, fates, fields, blocks)


def _known_terms(terms: Iterable[Term]) -> list[Known]:
    return [Known(term.id, " ".join(text_keys(term.term)), ()) for term in terms]


def _annexes(old: Sequence[Annex], new: Sequence[Annex]) -> Iterator[AnnexChange]:
    pairs = same_annexes(old, new)
    moved = out_of_order([annex.id for annex in old], [annex.id for annex in new], pairs)
    for a, b in merged(pairs, old, new):
        change = _annex(old[a] if a >= 0 else None, new[b] if b >= 0 else None, (a, b) in moved)
        if change.fates:
            yield change


def _annex(old: Annex | None, new: Annex | None, moved: bool) -> AnnexChange:
    annex = new or old
    assert annex is not None
    if old is None or new is None:
        fate = Fate.ADDED if old is None else Fate.WITHDRAWN
        sides = ((), annex.blocks) if old is None else (annex.blocks, ())
        sheets = compare_sheets((), annex.sheets) if old is None else compare_sheets(annex.sheets, ())
        title = "" if old is None else annex.title
        return AnnexChange(annex.id, annex.title, title, annex.letter, (fate,), (), compare_blocks(*sides), sheets)
    pages = ("pages", str(old.pages or ""), str(new.pages or ""))
    fields = field_changes(("description", old.description, new.description), pages)
    blocks = compare_blocks(old.blocks, new.blocks)
    sheets = compare_sheets(old.sheets, new.sheets)
    replaced = bool(old.digest and new.digest and old.digest != new.digest)
    changed = (Fate.CHANGED,) if fields or blocks or sheets or replaced else ()
    fates = (*((Fate.MOVED,) if moved else ()), *title_fate(old.title, new.title), *changed)
    return AnnexChange(new.id, new.title, old.title, new.letter, fates, fields, blocks, sheets, replaced)


def _variables(old: Snapshot, new: Snapshot) -> Iterator[VariableChange]:
    """Variables used before and after whose value is another; one that comes or goes shows in the text that uses it."""
    before, names = {variable.name: variable for variable in old.variables}, _Names(new)
    for variable in new.variables:
        was = before.get(variable.name)
        if was is not None and not same_words(was.text, variable.text):
            yield VariableChange(variable.name, was.text, variable.text, tuple(names.reached(variable)), variable.label)


class _Names:
    """What the places of a bible are called."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.known = {
            **{("chapter", chapter.id): (chapter.number, chapter.title) for chapter in snapshot.chapters},
            **{("section", section.id): (section.number, section.title) for _chapter, section in snapshot.sections()},
            **{("term", term.id): ("", term.term) for term in snapshot.terms},
            **{("annex", annex.id): (annex.letter, annex.title) for annex in snapshot.annexes},
        }

    def reached(self, variable: Variable) -> Iterator[Reached]:
        """The places a variable reaches; one that the snapshot does not hold is left out."""
        for place in variable.places:
            if (place.kind, place.id) in self.known:
                yield Reached(place.kind, place.id, *self.known[place.kind, place.id])
