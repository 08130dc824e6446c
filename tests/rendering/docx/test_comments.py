"""What those who review a document see: each section's name, its state, and a comment where something is asked of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bible_builder.model.book import Review
from tests.conformance.docx_lint import lint
from tests.rendering.docx.books import METADATA, one, table
from tests.rendering.docx.opened import Opened, W, attributes, rendered, style, text, val

ASKED = Review("en relecture", "Nour Haddad", ("Statut : en relecture.", "À relire par Nour Haddad avant le 1er octobre 2026."))
REVIEWS = {"courriel": ASKED, "accueil-telephonique": Review("validé", "Nour Haddad"), "b" * 70: Review("brouillon", "")}


def section(name: str, html: str = "<p>Texte.</p>") -> str:
    """A section of the guide."""
    heading = f'<h2 class="section-title">Titre de {name[:20]}</h2>'
    return f'<section id="section-{name}" data-reference="{name}">{heading}{html}</section>'


BODY = "".join(section(name) for name in REVIEWS)


@cache
def reviewed() -> Opened:
    return rendered(one(BODY, reviews=REVIEWS))


@cache
def plain() -> Opened:
    return rendered(one(BODY))


def controls(opened: Opened) -> dict[str, str]:
    """Tag → title of each content control."""
    return {val(c, "sdtPr/tag") or "": val(c, "sdtPr/alias") or "" for c in opened.find("//w:sdt[w:sdtPr/w:tag]")}


def test_a_section_stands_in_a_control_whose_tag_and_title_are_its_id() -> None:
    assert list(controls(plain()).items())[:2] == [("courriel", "courriel"), ("accueil-telephonique", "accueil-telephonique")]
    assert all(len(word) <= 64 for pair in controls(plain()).items() for word in pair)


def test_a_bookmark_of_its_name_spans_the_section() -> None:
    opened = rendered(one(section("accueil-telephonique", "<p>Un.</p>" + table("a", "b"))))
    (start,) = opened.find("//w:sdtContent/w:bookmarkStart")
    assert start.get(f"{W}name") == "accueil_telephonique"
    (end,) = opened.find(f"//w:sdtContent/w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")
    assert start.getprevious() is None and end.getnext() is None and start.getparent() is end.getparent()


def test_those_who_review_see_owner_and_status_of_every_section() -> None:
    titles = controls(reviewed())
    assert titles["courriel"] == "courriel · en relecture · Nour Haddad"
    assert titles["accueil-telephonique"] == "accueil-telephonique · validé · Nour Haddad"
    appearance = "//w:sdt[w:sdtPr/w:tag]/w:sdtPr/*[local-name()='appearance']"
    assert len(plain().find(appearance)) == 3 and not reviewed().find(appearance)


def test_a_section_on_which_something_is_asked_has_a_comment_on_its_heading() -> None:
    (comment,) = reviewed().part("word/comments.xml")
    assert {str(key).rpartition("}")[2]: value for key, value in comment.attrib.items()} == {
        "id": "0", "author": METADATA.title, "date": "2026-09-28T00:00:00Z", "initials": "BRC",
    }  # fmt: skip
    assert [text(paragraph) for paragraph in comment] == list(ASKED.request)
    heading = reviewed().paragraph("Titre de courriel")
    names = [child.tag.rpartition("}")[2] for child in heading]
    assert names[:2] == ["pPr", "commentRangeStart"] and names[-2:] == ["commentRangeEnd", "r"]
    assert attributes(heading[-1], "commentReference") == {"id": "0"}
    assert len(reviewed().find("//w:commentReference")) == 1


def test_what_calls_and_says_a_comment_has_its_style() -> None:
    (comment,) = reviewed().part("word/comments.xml")
    names = {val(reviewed().styles[style(paragraph)], "name") for paragraph in comment}
    assert names == {"annotation text"}
    call = reviewed().find("//w:r[w:commentReference]")[0]
    assert val(reviewed().styles[val(call, "rPr/rStyle") or ""], "name") == "annotation reference"


def test_the_words_of_the_text_are_the_same_with_and_without_comments() -> None:
    assert text(reviewed().document) == text(plain().document)


def test_without_reviews_there_is_no_trace_of_comments() -> None:
    assert not [name for name in plain().archive.namelist() if "comments" in name]
    assert not [one for one in plain().styles if one.startswith("Annotation")]
    assert plain().data == rendered(one(BODY)).data


def test_comments_add_no_fault(tmp_path: Path) -> None:
    paths = [tmp_path / "lecture.docx", tmp_path / "relecture.docx"]
    for path, opened in zip(paths, (plain(), reviewed()), strict=True):
        path.write_bytes(opened.data)
    assert lint(paths[0]) == lint(paths[1])
