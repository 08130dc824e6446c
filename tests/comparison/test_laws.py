"""What holds for every two bibles, sensible or not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bible_builder.comparison import compare, from_json, to_json
from bible_builder.comparison.comparison import BlockFate
from bible_builder.comparison.sequences import align, longest_rising
from bible_builder.comparison.snapshot import (
    Annex,
    Block,
    Column,
    Place,
    Reference,
    Row,
    Section,
    Sheet,
    Snapshot,
    Term,
    Variable,
)
from bible_builder.comparison.words import Kind, compare_words, keys, tokens
from tests.comparison import snapshots

SPOKEN = """le|la|un|de|client|appel|réponse|réponse,|avoir.|48\u00a0h|24|h|«|oui|»|d'abord|d’abord|œuvre|OEuvre|État|rendez-vous
–|-|…|10 %|10%|Prénom :|12 000 €|\u00adcé\u00adsure"""
WORDS = st.sampled_from(SPOKEN.replace("\n", "|").split("|"))
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
KINDS = st.sampled_from(["paragraph", "paragraph", "callout-rule/paragraph", "heading-3", "table/table-body/table-row", "note"])


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text, kind = draw(TEXTS), draw(KINDS)
    if kind.endswith("row"):
        return Block(kind, text.replace(" ", "\t"))
    references = (Reference(0, 2, "section-a"),) if len(text) > 5 and draw(st.booleans()) else ()
    return Block(kind, text, references, draw(st.sampled_from([(), (), ("link https://x.example",)])))


POOL = st.lists(blocks(), min_size=1, max_size=9)
IDS = ("a", "b", "d", "e")


@st.composite
def bibles(draw: st.DrawFn, pool: tuple[Block, ...]) -> Snapshot:
    """A bible made of the blocks of a pool, so that two of them share much."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4))
    made = [Section(name, draw(TEXTS), blocks=tuple(draw(st.lists(st.sampled_from(pool), max_size=7)))) for name in ids]
    cut = draw(st.integers(0, len(made)))
    chapters = (snapshots.chapter("x", *made[:cut]), snapshots.chapter("y", *made[cut:]))
    rows = st.builds(lambda key, cell: Row((key, cell)), st.sampled_from(["M1", "M2", "M3"]), TEXTS)
    sheet = Sheet("", (Column("code", "Code"), Column("ville", "Ville")), tuple(draw(st.lists(rows, max_size=4))))
    return replace(
        snapshots.bible(*draw(st.permutations(chapters))),
        terms=tuple(Term(name, draw(TEXTS), expansion=draw(TEXTS)) for name in draw(st.lists(st.sampled_from(IDS), unique=True))),
        annexes=(Annex("m", "Magasins", "table", sheets=(sheet,)),),
        variables=(Variable("v", draw(TEXTS), (Place("section", "a"),)),),
    )


PAIRS = POOL.flatmap(lambda pool: st.tuples(bibles(tuple(pool)), bibles(tuple(pool))))


@given(PAIRS)
@settings(max_examples=25)
def test_a_bible_compared_with_itself_says_nothing(pair: tuple[Snapshot, Snapshot]) -> None:
    for one in pair:
        assert not compare(one, one)


@given(PAIRS)
@settings(max_examples=25)
def test_each_block_old_and_new_is_told_once_and_in_its_order(pair: tuple[Snapshot, Snapshot]) -> None:
    old, new = pair
    before, after = ({section.id: section for _chapter, section in side.sections()} for side in pair)
    for _chapter, change in compare(old, new).sections():
        if change.blocks:
            was = before[change.old_id].blocks if change.old_id in before and "added" not in change.fates else ()
            now = () if "withdrawn" in change.fates else after[change.id].blocks
            assert snapshots.old_side(change.blocks) == list(was)
            assert snapshots.new_side(change.blocks) == list(now)


@given(PAIRS)
@settings(max_examples=25)
def test_the_comparison_the_other_way_round_says_the_opposite(pair: tuple[Snapshot, Snapshot]) -> None:
    old, new = pair
    assert snapshots.facts(compare(old, new)) == snapshots.facts(compare(new, old), turned=True)


@given(PAIRS)
@settings(max_examples=25)
def test_a_moved_block_is_told_where_it_was_and_where_it_is(pair: tuple[Snapshot, Snapshot]) -> None:
    told = compare(*pair)
    left = [(c.elsewhere, s.old_id) for _chapter, s in told.sections() for c in s.blocks if c.fate is BlockFate.LEFT]
    came = [(s.id, c.elsewhere) for _chapter, s in told.sections() for c in s.blocks if c.fate is BlockFate.MOVED and c.elsewhere]
    assert sorted(left) == sorted(came)


@given(blocks(), blocks())
def test_the_word_operations_applied_to_the_old_text_give_the_new_one(old: Block, new: Block) -> None:
    changes = compare_words(tokens(old), tokens(new))
    assert "".join(change.old for change in changes) == old.text
    assert "".join(change.new for change in changes) == new.text
    for change in changes:
        assert bool(change.old) == (change.kind is not Kind.INSERTED)
        assert bool(change.new) == (change.kind is not Kind.DELETED)
    same = [change for change in changes if change.kind is Kind.EQUAL]
    if not (old.references or new.references):
        assert all(keys(Block("", change.old)) == keys(Block("", change.new)) for change in same)


@given(st.text(max_size=80))
def test_the_words_of_any_text_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(Block("paragraph", text))) == text


@given(st.lists(st.integers(0, 4), max_size=60), st.lists(st.integers(0, 4), max_size=60))
def test_aligned_items_are_equal_rise_on_both_sides_and_are_the_same_the_other_way_round(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)
    assert all(old[a] == new[b] for a, b in pairs)
    assert [a for a, _b in pairs] == sorted({a for a, _b in pairs})
    assert [b for _a, b in pairs] == sorted({b for _a, b in pairs})
    assert align(new, old) == [(b, a) for a, b in pairs]


@given(st.lists(st.integers(0, 9), max_size=9))
def test_the_longest_rising_chain_is_the_longest(values: list[int]) -> None:
    chain = longest_rising(values)
    assert all(values[a] < values[b] for a, b in pairwise(chain))
    best = [1] * len(values)
    for n in range(len(values)):
        best[n] = 1 + max((best[m] for m in range(n) if values[m] < values[n]), default=0)
    assert len(chain) == max(best, default=0)


@given(PAIRS)
@settings(max_examples=25)
def test_a_snapshot_is_read_back_as_it_was_written(pair: tuple[Snapshot, Snapshot]) -> None:
    for one in pair:
        assert from_json(to_json(one), "x.json") == one
