"""A document's text merged with a section: what is unchanged keeps its very lines, what its author wrote around words stays."""

from __future__ import annotations

from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

from bible_builder.errors import Diagnostic, Severity
from bible_builder.importing.atoms import Known
from bible_builder.importing.merge import Merged, merge
from bible_builder.importing.section_file import parted, rewritten
from bible_builder.model.bible import Bible
from bible_builder.model.languages import Language
from bible_builder.model.tree import Content, Element, Node, rewrite
from bible_builder.model.words import words
from tests.importing.reread import loaded, reread

ROOT = Path(__file__).resolve().parents[2]
FRENCH = Language("fr")

HEAD = "---\nid: appel\ntitre: L’appel   # gardé tel quel\n---\n"
BODY = """\
Chaque {terme}`appel entrant` est {index}`pris <appel!délai|principal>` en {{ objectifs.decroche }} au plus[^delai].

## Accueillir {#accueillir}

On se présente, puis on écoute. Voir {voir}`vie-contact`.

:::{regle} Se taire
:id: regle-taire
- *Ne coupez* jamais la parole.
- Comptez une seconde.
:::

:::{procedure} Identifier
1. {role}`Conseiller` {delai}`20 s` Demande le nom.
2. Confirme le prénom.
:::

:::{seulement} prestataires
Le numéro direct du superviseur ne se donne pas.
:::

| Quand | Quoi |
|---|---|
| Le matin | On rappelle |
| Le soir | On écrit |

Un dernier paragraphe, sans surprise.

[^delai]: Mesuré au décroché.
"""


@cache
def sample() -> Bible:
    return loaded(ROOT)


def known() -> Known:
    bible = sample()
    return Known(
        {**{name: v.text for name, v in bible.variables.items()}, "objectifs.decroche": "20 secondes"},
        words("fr"),
        {"RPC": "résolution au premier contact"},
    )


def present(text: str = HEAD + BODY) -> Content:
    """The tree of a file's body, placed on the file's lines."""
    file = parted(text)
    return reread("\n" * len(file.head) + "\n".join(file.body), sample())[0]


def printed(nodes: Content) -> Content:
    """What a document shows of a section: no marks, no look-ups, no passages of one audience."""
    said = known()

    def change(node: Node) -> Content:
        if isinstance(node, str):
            return (node,)
        match node.name:
            case "x-variable":
                return (said.variables[node.get("name")],)
            case "x-label":
                return (said.labels[node.get("word")],)
            case "x-term" | "x-index":
                return node.children
            case "x-only":
                return ()
        return (Element(node.name, {k: v for k, v in node.attributes.items() if not k.startswith("data-")}, node.children),)

    return rewrite(nodes, change)


def replaced(nodes: Content, old: str, new: str) -> Content:
    """The tree with other words in one text."""

    def change(node: Node) -> Content:
        return (node.replace(old, new),) if isinstance(node, str) else (node,)

    changed = rewrite(nodes, change)
    assert changed != nodes, f"{old!r} is in no text"
    return changed


def merged(document: Content, text: str = HEAD + BODY) -> tuple[Merged, str]:
    found = merge(present(text), document, known())
    return found, rewritten(parted(text), found, FRENCH, "")


def lines_changed(before: str, after: str) -> list[str]:
    diff = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in diff if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def edited(old: str, new: str) -> tuple[Merged, list[str]]:
    found, after = merged(replaced(printed(present()), old, new))
    return found, lines_changed(HEAD + BODY, after)


def warnings(found: Merged) -> list[Diagnostic]:
    return [d for d in found.diagnostics if d.severity is Severity.WARNING]


def test_a_section_that_comes_back_unread_changes_no_byte() -> None:
    for chapter in sample().chapters:
        for section in chapter.sections:
            text = (ROOT / section.source.file).read_text("utf-8")
            known_ = Known({n: v.text for n, v in sample().variables.items()}, words("fr"))
            body = replaced_variables(section.body, known_)
            found = merge(section.body, body, known_)
            assert found.is_same, section.id
            assert not found.changes
            assert rewritten(parted(text), found, FRENCH, "") == text


def replaced_variables(nodes: Content, said: Known) -> Content:
    def change(node: Node) -> Content:
        if isinstance(node, Element) and node.name == "x-variable":
            return (said.variables[node.get("name")],)
        return (node,) if isinstance(node, str) else (Element(node.name, node.attributes, node.children),)

    return rewrite(nodes, change)


def test_one_changed_word_changes_one_line() -> None:
    found, diff = edited("puis on écoute", "puis on attend")
    assert diff == [
        "-On se présente, puis on écoute. Voir {voir}`vie-contact`.",
        "+On se présente, puis on attend. Voir {voir}`vie-contact`.",
    ]
    (change,) = found.changes
    assert (change.kind, change.heading) == ("changed", "Accueillir")
    assert [(run.kind, run.text) for run in change.runs if run.kind != "same"] == [
        ("deleted", " écoute"),
        ("inserted", " attend"),
    ]


def test_a_word_beside_constructs_leaves_them_be() -> None:
    found, diff = edited(" au plus", " au maximum")
    assert diff[1] == (
        "+Chaque {terme}`appel entrant` est {index}`pris <appel!délai|principal>` en {{ objectifs.decroche }} au maximum[^delai]."
    )
    assert not warnings(found)


def test_other_typography_is_no_change() -> None:
    for old, new in (("présente, puis", "présente,\u00a0puis"), ("L’appel", "L'appel"), ("seconde.", "seconde\u202f.")):
        if old in BODY:
            found, _after = merged(replaced(printed(present()), old, new))
            assert found.is_same


def test_a_changed_value_is_written_out_and_told() -> None:
    found, diff = edited("20 secondes", "15 secondes")
    assert "en 15 secondes au plus" in diff[1]
    assert [(d.code, d.parameters["name"]) for d in warnings(found)] == [("import-variable-replaced", "objectifs.decroche")]


def test_a_term_whose_words_are_gone_is_told() -> None:
    found, diff = edited("appel entrant", "coup de fil")
    assert "Chaque coup de fil est {index}`pris <appel!délai|principal>`" in diff[1]
    assert [(d.code, d.parameters["kind"]) for d in warnings(found)] == [("import-mark-lost", "term")]


def test_a_change_within_a_callout_or_a_step_touches_its_line_alone() -> None:
    assert edited("Comptez une seconde.", "Comptez deux secondes.")[1] == ["-- Comptez une seconde.", "+- Comptez deux secondes."]
    assert edited("Demande le nom.", "Demande le nom entier.")[1] == [
        "-1. {role}`Conseiller` {delai}`20 s` Demande le nom.",
        "+1. {role}`Conseiller` {delai}`20 s` Demande le nom entier.",
    ]
    assert edited("On écrit", "On répond")[1] == ["-| Le soir | On écrit |", "+| Le soir | On répond |"]


def test_a_note_with_other_words_keeps_its_label() -> None:
    found, diff = edited("Mesuré au décroché.", "Mesuré à la fin.")
    assert diff == ["-[^delai]: Mesuré au décroché.", "+[^delai]: Mesuré à la fin."]
    assert len(found.changes) == 1


def test_a_passage_for_one_audience_that_was_not_shown_stays() -> None:
    found, after = merged(printed(present()))
    assert after == HEAD + BODY
    assert [(d.code, d.parameters["audiences"]) for d in found.diagnostics] == [("import-passage-kept", "prestataires")]


def blocks(*texts: str) -> tuple[Element, ...]:
    return tuple(Element("p", {}, (text,)) for text in texts)


PLAIN = "Premier paragraphe du texte.\n\nDeuxième, tout à fait autre.\n\n\nTroisième et dernier.\n"


def plain(document: Content) -> tuple[Merged, str]:
    return merged(document, PLAIN)


def test_a_deleted_paragraph_goes_and_the_others_keep_their_lines() -> None:
    found, after = plain(blocks("Premier paragraphe du texte.", "Troisième et dernier."))
    assert after == "Premier paragraphe du texte.\n\nTroisième et dernier.\n"
    assert [change.kind for change in found.changes] == ["deleted"]


def test_a_moved_paragraph_is_moved_not_rewritten() -> None:
    found, after = plain(blocks("Troisième et dernier.", "Premier paragraphe du texte.", "Deuxième, tout à fait autre."))
    assert after.split("\n\n")[0] == "Troisième et dernier."
    assert [change.kind for change in found.changes] == ["moved"]


def test_an_inserted_list_stands_where_it_was_inserted() -> None:
    first, *others = blocks("Premier paragraphe du texte.", "Deuxième, tout à fait autre.", "Troisième et dernier.")
    added = Element("ul", {}, tuple(Element("li", {}, blocks(text)) for text in ("un", "deux")))
    found, after = plain((first, added, *others))
    assert after == PLAIN.replace("\n\nDeuxième", "\n\n- un\n- deux\n\nDeuxième")
    assert [(change.kind, change.runs[0].text) for change in found.changes] == [("inserted", "un deux")]


def test_an_added_note_gets_a_label_that_nothing_has() -> None:
    note = (
        Element("a", {"role": "doc-noteref", "href": "#note-appel-1"}),
        Element("span", {"role": "doc-footnote", "id": "note-appel-1"}, ("Une autre note.",)),
    )
    document = (*printed(present()), Element("p", {}, ("Un ajout", *note, ".")))
    _found, after = merged(document)
    assert after.endswith("Un ajout[^1].\n\n[^delai]: Mesuré au décroché.\n[^1]: Une autre note.\n")


def test_a_note_that_nothing_calls_any_more_goes_with_its_call() -> None:
    document = tuple(node for node in printed(present()) if isinstance(node, Element) and node.name == "section")
    _found, after = merged(document)
    assert "[^delai]" not in after
    assert after.startswith(HEAD + "## Accueillir {#accueillir}\n")


def test_a_paragraph_right_after_a_passage_is_for_everybody_and_that_is_said() -> None:
    text = "Avant.\n\n:::{seulement} prestataires\nRéservé aux centres.\n:::\n\nAprès tout cela.\n"
    document = blocks("Avant.", "Réservé aux centres.", "Une chose nouvelle.", "Après tout cela.")
    found, after = merged(document, text)
    assert after == text.replace(":::\n\nAprès", ":::\n\nUne chose nouvelle.\n\nAprès")
    assert [d.code for d in found.diagnostics] == ["import-beside-passage"]


def test_a_changed_passage_is_still_for_its_audience() -> None:
    text = "Avant.\n\n:::{seulement} prestataires\nRéservé aux centres de Nantes.\n:::\n"
    _found, after = merged(blocks("Avant.", "Réservé aux centres de Vannes."), text)
    assert after == text.replace("Nantes", "Vannes")


def test_what_assembly_says_after_an_abbreviation_is_not_taken_for_an_addition() -> None:
    found, after = merged(blocks("La RPC (résolution au premier contact) monte."), "La {terme}`RPC` monte.\n")
    assert found.is_same
    assert after == "La {terme}`RPC` monte.\n"


def test_front_matter_line_ends_and_byte_order_mark_are_kept() -> None:
    text = "\ufeff" + (HEAD + "Un mot.\n").replace("\n", "\r\n")
    found = merge(present(text), blocks("Un autre mot."), known())
    assert rewritten(parted(text), found, FRENCH, "") == text.replace("Un mot", "Un autre mot")


@pytest.mark.parametrize("columns", [1, 3])
def test_a_table_with_other_columns_is_taken_as_it_comes(columns: int) -> None:
    def row(name: str) -> Element:
        return Element("tr", {}, tuple(Element(name, {}, (f"c{n}",)) for n in range(columns)))

    text = ":::{tableau} Horaires\n:id: tab-h\n:largeurs: 50 50\n\n| Quand | Quoi |\n|---|---|\n| Le matin | On rappelle |\n:::\n"
    caption = Element("caption", {}, ("Horaires",))
    table = Element("table", {}, (caption, Element("thead", {}, (row("th"),)), Element("tbody", {}, (row("td"),))))
    _found, after = merged((table,), text)
    assert after.startswith(":::{tableau} Horaires\n:id: tab-h\n\n| c0 |")
    assert reread(after, sample())[1] == ()
