"""Snapshots: what they hold of a bible, what they do not, and what is refused as one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bible_builder.assembly import resolve, select
from bible_builder.comparison import Snapshot, compare, from_json, take, to_json
from bible_builder.comparison import serial as serial_module
from bible_builder.comparison.snapshot import Block, Edition, Place, Reference, Variable
from bible_builder.errors import ContentError, Findings
from bible_builder.model.bible import AnnexKind, Bible
from tests.assembly import factory
from tests.comparison import snapshots


def taken(bible: Bible, audience: str = "", **digests: str) -> Snapshot:
    findings = Findings()
    resolved = resolve(bible, audience, findings)
    assert findings.errors == ()
    return take(select(bible, audience, Findings()), resolved, digests)


def blocks(html: str, **fields: Any) -> tuple[Block, ...]:
    return taken(factory.bible(body=html, **fields)).chapters[0].sections[0].blocks


def test_a_block_is_a_line_with_its_path_in_the_vocabulary() -> None:
    body = '<p>Un.</p><aside class="rule"><p class="callout-title">Règle</p><p>Deux.</p></aside><ul><li><p>Trois.</p></li></ul>'
    assert [(block.kind, block.text) for block in blocks(body)] == [
        ("paragraph", "Un."),
        ("callout-rule/callout-title", "Règle"),
        ("callout-rule/paragraph", "Deux."),
        ("bullet-list/list-item/paragraph", "Trois."),
    ]


def test_a_row_of_a_table_is_one_block_and_its_cells_are_parted_by_tabs() -> None:
    body = (
        "<table><caption>Délais</caption><thead><tr><th scope='col'>Canal</th><th scope='col'>Délai</th></tr></thead>"
        "<tbody><tr><td>Chat</td><td></td></tr></tbody></table>"
    )
    assert [block.text for block in blocks(body)] == ["Délais", "Canal\tDélai", "Chat\t"]


def test_generated_numbers_of_headings_captions_and_notes_are_left_out() -> None:
    body = (
        '<p>Dit.<a role="doc-noteref" href="#n1"></a><span role="doc-footnote" id="n1">Une note.</span></p>'
        '<section id="a"><h3 class="section-title">Titre</h3><p>Suite.</p></section>'
        '<figure id="f"><img src="content/x.png" alt="Un plan"/><figcaption>Le plan</figcaption></figure>'
    )
    assert [(block.kind, block.text) for block in blocks(body)] == [
        ("paragraph", "Dit."),
        ("note", "Une note."),
        ("heading-3", "Titre"),
        ("paragraph", "Suite."),
        ("figure", "Un plan"),
        ("figure/figure-caption", "Le plan"),
    ]


def test_a_reference_is_one_word_that_means_its_target() -> None:
    bible = factory.bible(
        factory.section("a", '<p>Voir <x-see target="b" form="full"/>.</p>'), factory.section("b", title="Avoir")
    )
    text = taken(bible).chapters[0].sections[0].blocks[0]
    assert (text.text, text.references) == ("Voir 1.2 Avoir.", (Reference(5, 14, "section-b"),))
    moved = factory.bible(
        factory.section("z", "<p>Neuf.</p>"),
        factory.section("a", '<p>Voir <x-see target="b" form="full"/>.</p>'),
        factory.section("b", title="Avoir"),
    )
    assert [section.id for _chapter, section in compare(taken(bible), taken(moved)).sections()] == ["z"]


def test_the_expansion_that_follows_an_abbreviation_s_first_use_is_no_change_of_the_text() -> None:
    term = factory.term("DMT", "<p>Durée.</p>", expansion="durée moyenne")
    first, second = factory.section("a", "<p>La DMT compte.</p>"), factory.section("b", "<p>La DMT baisse.</p>")
    old, new = factory.bible(first, second, terms=[term]), factory.bible(second, first, terms=[term])
    fates = {section.id: section.fates for _chapter, section in compare(taken(old), taken(new)).sections()}
    assert len(fates) == 1 and next(iter(fates.values())) == ("moved",)


def test_another_picture_under_the_same_name_is_a_change() -> None:
    bible = factory.bible(body='<figure id="f"><img src="content/x.png" alt="Un plan"/><figcaption>Le plan</figcaption></figure>')
    findings = Findings()
    resolved = resolve(bible, "", findings)
    old, new = (take(bible, resolved, {"content/x.png": digest}) for digest in ("aaaa", "bbbb"))
    (_chapter, section), *_ = compare(old, new).sections()
    assert [change.carries for change in section.blocks if change.fate == "changed"] == [True]


def test_variables_are_kept_with_the_places_that_use_them() -> None:
    bible = factory.bible(
        factory.section("a", '<p>Sous <x-variable name="delai"/>.</p>', title="En {{ delai }}"),
        factory.section("b", "<p>Rien.</p>"),
        terms=[factory.term("avoir", '<p><x-variable name="delai"/></p>', always=True)],
        variables={"delai": "48 h", "autre": "x"},
    )
    (variable,) = taken(bible).variables
    assert (variable.name, variable.text) == ("delai", "48 h")
    assert variable.places == (Place("section", "a"), Place("term", "avoir"))


def test_a_section_in_which_only_a_variable_changed_says_so() -> None:
    body = '<p>La réponse part sous <x-variable name="delai"/>.</p>'
    old, new = (taken(factory.bible(body=body, variables={"delai": text})) for text in ("48 h", "24 h"))
    (_chapter, section), *_ = compare(old, new).sections()
    assert (section.variables, section.why) == (("delai",), "delai\u00a0: 48 h → 24 h")


CANARY = "Zirconium"


@pytest.mark.parametrize(
    "hidden",
    [
        factory.bible(factory.section("a", "<p>Vu.</p>"), factory.section("s", f"<p>{CANARY}</p>", audiences=("interne",))),
        factory.bible(body=f'<p>Vu.</p><x-only audiences="interne"><p>{CANARY}</p></x-only>'),
        factory.bible(
            body='<p>Vu.</p><x-only audiences="interne"><p><x-variable name="v"/></p></x-only>', variables={"v": CANARY}
        ),
        factory.bible(body="<p>Vu.</p>", terms=[factory.term(CANARY, audiences=("interne",), always=True)]),
        factory.bible(body="<p>Vu.</p>", annexes=[factory.annex("x", f"<p>{CANARY}</p>", audiences=("interne",))]),
        factory.bible(
            body="<p>Vu.</p>",
            annexes=[
                factory.annex(
                    "t",
                    kind=AnnexKind.TABLE,
                    sheets=(
                        factory.sheet(
                            [factory.column("Code"), factory.column(CANARY, audiences=("interne",))],
                            factory.row("M1", CANARY),
                            factory.row("M2", CANARY, audiences=("interne",)),
                        ),
                    ),
                )
            ],
        ),
        factory.bible(factory.section("a", "<p>Vu.</p>", audiences=("interne", "prestataires"))),
    ],
)
def test_what_an_audience_may_not_read_is_nowhere_in_its_snapshot(hidden: Bible) -> None:
    assert CANARY in to_json(taken(hidden)).decode() or "interne" in to_json(taken(hidden)).decode()
    kept = to_json(taken(hidden, "prestataires")).decode()
    assert CANARY not in kept and "interne" not in kept and "Vu." in kept


def test_a_passage_that_is_withheld_now_reads_as_withdrawn() -> None:
    seen = factory.bible(factory.section("a", "<p>Vu.</p>"), factory.section("b", "<p>Secret.</p>"))
    hidden = factory.bible(factory.section("a", "<p>Vu.</p>"), factory.section("b", "<p>Secret.</p>", audiences=("interne",)))
    told = compare(taken(seen, "prestataires"), taken(hidden, "prestataires"))
    assert [(section.id, section.fates) for _chapter, section in told.sections()] == [("b", ("withdrawn",))]


# the file --------------------------------------------------------------------------------------------------------------------


def test_the_file_is_the_same_bytes_for_the_same_bible_and_in_composed_letters() -> None:
    composed, decomposed = (
        snapshots.bible(snapshots.section("a", "Été")),
        snapshots.bible(snapshots.section("a", "E\u0301te\u0301")),
    )
    assert to_json(composed) == to_json(decomposed)
    assert to_json(composed).endswith(b"}\n")
    assert list(json.loads(to_json(composed))) == sorted(json.loads(to_json(composed)))


WHOLE = json.loads(to_json(snapshots.bible(snapshots.section("a", "Un."), snapshots.section("b", "Deux."))))


def with_text(text: Any) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(WHOLE))
    changed["chapters"][0]["sections"][0]["blocks"][0]["text"] = text
    return changed


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (b"", "snapshot-not-json"),
        (b"\xff\xfe", "snapshot-not-json"),
        (b"[1, 2]", "snapshot-not-json"),
        (b"[" * 200_000, "snapshot-not-json"),
        (b'{"format": 1, "format": 1}', "snapshot-not-json"),
        (b'{"format": NaN}', "snapshot-not-json"),
        (b'{"format": ' + b"9" * 5000 + b"}", "snapshot-not-json"),
        (b'{"title": "Bible"}', "snapshot-not-json"),
        (b'{"format": 2, "edition": {}}', "snapshot-format"),
        (b'{"format": true, "edition": {}}', "snapshot-format"),
        (b'{"format": 1}', "snapshot-unsound"),
        ({**WHOLE, "strange": 1}, "snapshot-unsound"),
        ({**WHOLE, "chapters": {}}, "snapshot-unsound"),
        ({**WHOLE, "edition": {"id": "e", "number": -1}}, "snapshot-unsound"),
        ({**WHOLE, "edition": {"id": "e", "number": True}}, "snapshot-unsound"),
        ({**WHOLE, "chapters": [*WHOLE["chapters"], *WHOLE["chapters"]]}, "snapshot-unsound"),
        (with_text(None), "snapshot-unsound"),
        (with_text("\x1b[2J"), "snapshot-unsound"),
        (with_text("\u202eabc"), "snapshot-unsound"),
        (with_text("\ud800"), "snapshot-unsound"),
    ],
)
def test_what_is_not_sound_is_refused_with_its_place(written: bytes | dict[str, Any], code: str) -> None:
    data = written if isinstance(written, bytes) else json.dumps(written).encode()
    with pytest.raises(ContentError) as refused:
        from_json(data, "vieux.json")
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, str(diagnostic.source)) == (code, "vieux.json:1")


def test_the_place_of_what_is_unsound_is_named() -> None:
    with pytest.raises(ContentError) as refused:
        from_json(json.dumps(with_text(7)).encode(), "vieux.json")
    assert refused.value.diagnostics[0].parameters == {"where": "chapters[0].sections[0].blocks[0].text"}


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial_module, "LARGEST", 10)
    with pytest.raises(ContentError) as refused:
        from_json(to_json(snapshots.bible()), "vieux.json")
    assert refused.value.diagnostics[0].code == "snapshot-too-large"


def test_a_reference_beyond_its_block_and_a_row_that_does_not_fit_are_refused() -> None:
    strange = snapshots.bible(snapshots.section("a", replace(snapshots.block("Un."), references=(Reference(1, 9, "x"),))))
    with pytest.raises(ContentError) as refused:
        from_json(to_json(strange), "vieux.json")
    assert refused.value.diagnostics[0].parameters == {"where": "a.references"}


def test_a_value_is_told_by_what_readers_know_it_as() -> None:
    """By the label of now; by its name where nobody said."""
    old, new = (
        Snapshot(Edition(edition), variables=(Variable("delai", text, (), label), Variable("seuil", text)))
        for edition, text, label in (("2026-T3", "48 h", ""), ("2026-T4", "24 h", "délai de réponse"))
    )
    assert [change.called for change in compare(old, new).variables] == ["délai de réponse", "seuil"]
