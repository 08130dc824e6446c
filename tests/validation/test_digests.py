"""What a validation covers: all that is read, and nothing of how it is written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bible_builder.model.tree import Element
from bible_builder.validation.canonical import canonical_text, canonical_tree, digest_of
from bible_builder.validation.digests import MISSING, Pictures
from tests.validation.bibles import BODY, SECTION, SVG, TERM, copy, loaded, put, put_reply, put_section
from tests.validation.bibles import digest_of as digest_in

Edit = Callable[[Path], None]


def replace_in(root: Path, file: str, old: str, new: str) -> None:
    text = (root / "content" / file).read_text("utf-8")
    assert old in text
    put(root, file, text.replace(old, new))


def rename(root: Path, old: str, new: str) -> None:
    folder = root / "content" / "guide" / "1-accueil"
    (folder / old).rename(folder / new)


def rename_picture(root: Path) -> None:
    rename(root, "plan.svg", "vue.svg")
    put_section(root, BODY.replace("plan.svg", "vue.svg"))


def give_to(root: Path, audience: str) -> None:
    replace_in(root, "bible.yaml", "variables:", f"publics: {{{audience}: Conseillers}}\nvariables:")
    put_section(root, more=f"publics: [{audience}]\n")


SAME: dict[str, Edit] = {
    "blank lines before": lambda root: put_section(root, "\n\n\n" + BODY),
    "spaces at the ends of lines": lambda root: put_section(root, BODY.replace("note[^n].", "note[^n]. ")),
    "a paragraph on two lines": lambda root: put_section(root, BODY.replace("rappelle, puis", "rappelle,\npuis")),
    "a straight apostrophe": lambda root: put_section(root, title="L'appel"),
    "no-break spaces": lambda root: put_section(root, BODY.replace("en {{", "en\u00a0{{")),
    "the status": lambda root: replace_in(root, SECTION, "en relecture", "brouillon"),
    "the date of review": lambda root: put_section(root, more="revu-le: 2026-09-01\nà-revoir: 6 mois\n"),
    "the note of change": lambda root: put_section(root, more="note-de-changement: Le délai.\n"),
    "another name for the file": lambda root: rename(root, "10-appel.md", "70-autre.md"),
    "another name for the picture": rename_picture,
    "another name for the note": lambda root: put_section(root, BODY.replace("[^n]", "[^journal]")),
    "a variable that it does not use": lambda root: replace_in(root, "bible.yaml", "inutile", "sans emploi"),
}
OTHER: dict[str, Edit] = {
    "a word": lambda root: put_section(root, BODY.replace("rappelle", "écrit")),
    "a word of a note": lambda root: put_section(root, BODY.replace("journal", "cahier")),
    "an emphasis": lambda root: put_section(root, BODY.replace("rappelle", "*rappelle*")),
    "a comma": lambda root: put_section(root, BODY.replace("rappelle, puis", "rappelle puis")),
    "a paragraph gone": lambda root: put_section(root, f"{BODY.partition('Le conseiller')[0]}{BODY[BODY.index(':::') :]}"),
    "the title": lambda root: put_section(root, title="L’appel reçu"),
    "a variable's value": lambda root: put_reply(root, "24 h"),
    "another variable": lambda root: put_section(root, BODY.replace("delais.reponse", "autre.valeur")),
    "who may read it": lambda root: give_to(root, "interne"),
    "the index": lambda root: put_section(root, more="index: [appel!reçu]\n"),
    "what the picture shows": lambda root: put(root, "guide/1-accueil/plan.svg", SVG.format(n=20)),
    "the picture's alternative text": lambda root: put_section(root, BODY.replace("Le plan\n", "Le plan du site\n")),
}


@pytest.mark.parametrize("edit", SAME.values(), ids=SAME)
def test_what_reads_the_same_is_the_same(edit: Edit, root: Path, written: Path) -> None:
    edit(root)
    assert digest_in(root).hex == digest_in(written).hex


@pytest.mark.parametrize("edit", OTHER.values(), ids=OTHER)
def test_what_reads_otherwise_is_another(edit: Edit, root: Path, written: Path) -> None:
    edit(root)
    assert digest_in(root).hex != digest_in(written).hex


def test_another_spelling_in_markdown_of_the_same_tree_is_the_same(root: Path, tmp_path: Path) -> None:
    other = copy(root, tmp_path / "other")
    put_section(root, "Un *mot* et un **autre**.\n\n- un\n- deux\n\nVoir  la suite.\n")
    put_section(other, "Un _mot_ et un __autre__.\n\n* un\n* deux\n\n\nVoir la suite.\n")
    assert digest_in(root).hex == digest_in(other).hex


def test_a_term_s_digest_covers_what_is_read_and_not_how_it_is_found(root: Path, written: Path) -> None:
    first = digest_in(written, "term:appel-entrant").hex
    put(root, "lexique.yaml", TERM.replace("appels entrants", "appels entrant"))
    assert digest_in(root, "term:appel-entrant").hex == first
    put(root, "lexique.yaml", TERM.replace("synonymes: [appel reçu]", "synonymes: [appel pris]"))
    assert digest_in(root, "term:appel-entrant").hex != first


@pytest.mark.parametrize(
    "rows",
    ["ville;code\nAuxerre;89000\n", "ville;code\nNantes;44000\nAuxerre;89000\n", "ville;code\nAuxerre;89001\nNantes;44000\n"],
)
def test_an_annex_s_digest_covers_its_rows(rows: str, root: Path, written: Path) -> None:
    put(root, "annexes/m.csv", rows)
    assert digest_in(root, "magasins").hex != digest_in(written, "magasins").hex


def test_a_column_that_is_not_printed_is_not_covered(root: Path, written: Path) -> None:
    put(root, "annexes/m.csv", "ville;code;memo\nAuxerre;89000;a\nNantes;44000;b\n")
    assert digest_in(root, "magasins").hex == digest_in(written, "magasins").hex


def test_a_picture_outside_the_bible_is_not_read(root: Path) -> None:
    outside = root.parent / "secret.svg"
    outside.write_text(SVG.format(n=1), "utf-8")
    pictures = Pictures(loaded(root))
    assert pictures.digest("../secret.svg") == pictures.digest("content/nowhere.svg") == MISSING


def test_the_digest_does_not_change_with_the_version() -> None:
    """A register outlives the program that wrote it: another digest of the same text would make everything look changed."""
    content = (Element("p", {"id": "x", "class": "lead"}, ("Un  mot", Element("code", {}, ("a  b",)))),)
    assert canonical_tree(content, str) == [["p", {"class": "lead"}, ["Un mot", ["code", {}, ["a  b"]]]]]
    assert digest_of({"b": [1, "é"], "a": "x"}) == "1e656cd0e3ca440c1201791b1b49e590624e7d827f8ccce4c7c7ca88e76cb7c2"


def test_the_digest_of_a_whole_part_does_not_change_with_the_version(written: Path) -> None:
    pinned = {
        "accueil": "ed33c3653643486d",
        "appel": "c3208edb392f71be",
        "magasins": "fa3a4024f5e93c19",
        "term:appel-entrant": "569795879f77589d",
    }
    assert {key: digest_in(written, key).hex[:16] for key in pinned} == pinned


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert canonical_text("e\u0301te\u0301\u202f!") == canonical_text("été !")
