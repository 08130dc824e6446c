"""The guide: a folder a chapter, a file a section, in the order asked for."""

from __future__ import annotations

import pytest

from bible_builder.errors import Severity, Source
from bible_builder.model.bible import Status
from tests.loading.bibles import BIBLE, SECTION, html
from tests.loading.conftest import Load

CHAPTER = "---\nid: {0}\ntitre: {0}\n---\n"
TWO = {"guide/2-suite/_chapitre.md": CHAPTER.format("suite"), "guide/3-fin/_chapitre.md": CHAPTER.format("fin")}


def test_chapters_and_sections_stand_in_the_order_of_their_names(load: Load) -> None:
    loaded = load({**TWO, "guide/1-accueil/05-x.md": CHAPTER.format("x") + "Texte.\n"})
    assert loaded.found == ()
    assert [chapter.folder for chapter in loaded.bible.chapters] == ["1-accueil", "2-suite", "3-fin"]
    assert [section.id for section in loaded.bible.chapters[0].sections] == ["x", "appel"]


def test_an_order_may_be_asked_for(load: Load) -> None:
    loaded = load({**TWO, "bible.yaml": BIBLE + "ordre: [3-fin, 1-accueil]\n"})
    assert [chapter.folder for chapter in loaded.bible.chapters] == ["3-fin", "1-accueil"]
    found = loaded.only("chapter-left-out")
    assert (found.severity, found.parameters) == (Severity.WARNING, {"folder": "2-suite"})


def test_a_folder_in_the_order_that_is_not_there_is_missing(load: Load) -> None:
    loaded = load({"bible.yaml": BIBLE + "ordre:\n  - 1-acceuil\n"})
    assert loaded.one("missing-file").parameters == {"file": "content/guide/1-acceuil", "suggestion": "1-accueil"}
    assert loaded.one("missing-file").source == Source("content/bible.yaml", 17, 5)


def test_a_chapter_has_its_own_file(load: Load) -> None:
    loaded = load(
        {
            "guide/1-accueil/_chapitre.md": "---\nid: acc\ntitre: L’accueil\nresponsable: marketing\npublics: [interne]\n"
            "---\n*Intro*.\n"
        }
    )
    chapter = loaded.bible.chapters[0]
    assert (chapter.id, chapter.title, chapter.owner, chapter.audiences) == ("acc", "L’accueil", "marketing", ("interne",))
    assert html(chapter.body) == "<p><em>Intro</em>.</p>"
    assert chapter.place("title") == Source("content/guide/1-accueil/_chapitre.md", 3, 8)


def test_without_it_the_chapter_is_still_read(load: Load) -> None:
    loaded = load({"guide/1-accueil/_chapitre.md": None})
    assert loaded.only("missing-file").parameters["file"] == "content/guide/1-accueil/_chapitre.md"
    assert [section.id for section in loaded.bible.chapters[0].sections] == ["appel"]


def test_a_guide_without_folders_is_missing(load: Load) -> None:
    loaded = load({SECTION: None, "guide/1-accueil/_chapitre.md": None})
    assert loaded.only("missing-file").parameters["file"] == "content/guide"


@pytest.mark.parametrize("name", ["guide/1-accueil/20-x.MD", "guide/1-accueil/x.docx", "guide/x.md", "guide/1-accueil/plus/x.md"])
def test_a_text_that_would_be_overlooked_is_reported(name: str, load: Load) -> None:
    found = load({name: "x"}).only("ignored-file")
    assert (found.severity, found.parameters) == (Severity.WARNING, {"file": f"content/{name}"})


@pytest.mark.parametrize("name", ["guide/1-accueil/.cache.md", "guide/1-accueil/~$x.docx", "guide/1-accueil/_note.png"])
def test_what_programs_leave_behind_is_not(name: str, load: Load) -> None:
    assert load({name: "x"}).found == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Texte.\n", "none"),
        ("---\nid: a\ntitre: A\n", "unclosed"),
        ("---\n---\nTexte.\n", "empty"),
        ("---\n- a\n---\nTexte.\n", "empty"),
    ],
)
def test_a_section_without_front_matter_is_told_so(text: str, reason: str, load: Load) -> None:
    loaded = load({SECTION: text})
    assert loaded.only("bad-front-matter").parameters == {"reason": reason}
    assert (loaded.section.id, loaded.section.title, loaded.section.status) == ("10-appel", "10-appel", Status.DRAFT)


def test_blank_lines_may_stand_before_front_matter(load: Load) -> None:
    loaded = load({SECTION: "\n\n---\nid: a\ntitre: A\n---\nUn {zut}`texte`.\n"})
    assert loaded.only("unknown-role").source == Source(f"content/{SECTION}", 7, 4)


def test_ids_are_unique_in_the_whole_bible(load: Load) -> None:
    loaded = load(
        {
            "guide/1-accueil/20-x.md": "---\nid: accueil\ntitre: X\n---\n{#appel}\nTexte.\n",
            "annexes/annexes.yaml": "- {id: appel, titre: A, fichier: a.md}\n",
            "annexes/a.md": ":::{lettre}\n:id: accueil\nTexte.\n:::\n",
        }
    )
    assert sorted(found.parameters["id"] for found in loaded.found) == ["accueil", "accueil", "appel", "appel"]


@pytest.mark.parametrize(("given", "suggestion"), [("Été 1", "ete-1"), ("a_b", "a-b"), ("a--b", "a-b"), ("l’appel", "l-appel")])
def test_an_id_is_small_letters_digits_and_hyphens(given: str, suggestion: str, load: Load) -> None:
    loaded = load({SECTION: f"---\nid: {given}\ntitre: A\n---\nTexte.\n"})
    assert loaded.only("bad-id").parameters == {"id": given, "suggestion": suggestion}
    assert loaded.section.id == suggestion
