"""A company's Word template is held to what a bible needs of it when the bible is loaded, each fault at the line of its key."""

from __future__ import annotations

from pathlib import Path

import pytest

import bible_builder as bb
from bible_builder.model.vocabulary import ROWS
from bible_builder.model.word_roles import ROLES, role_named
from tests.bibles import BASE, build_over_base
from tests.rendering.docx import templates

GUIDE = Path(__file__).parents[2] / "docs" / "modele-word.md"


def checked(root: Path, data: bytes, more: str = "", name: str = "modele.dotx", key: str = "modele-word") -> bb.Report:
    """The report on a tiny bible whose charter names a template of these bytes."""
    build_over_base(BASE, root)
    charter = root / "content" / "charte"
    (charter / name).write_bytes(data)
    brand = charter / "_brand.yml"
    brand.write_text(f"{brand.read_text('utf-8')}defaults:\n  bible-builder:\n    {key}: {name}\n{more}", "utf-8")
    return bb.check(root)


def faults(report: bb.Report) -> list[bb.Diagnostic]:
    return [diagnostic for diagnostic in report.diagnostics if diagnostic.code != "font-licence-missing"]


@pytest.mark.parametrize("template", [templates.english(), templates.french()], ids=["english", "french"])
@pytest.mark.parametrize("key", ["modele-word", "modèle-word", "word-template"])
def test_a_good_template_is_taken(template: templates.Parts, key: str, tmp_path: Path) -> None:
    report = checked(tmp_path / "b", template.packed(), key=key)
    assert not faults(report) and report.bible is not None
    assert report.bible.charter.word_template is not None and report.bible.charter.word_template.path.name == "modele.dotx"
    assert "content/charte/modele.dotx" in report.bible.files


def test_roles_are_named_in_french_or_english_with_or_without_accents(tmp_path: Path) -> None:
    more = "    styles-word: {règle: Rule Box, callout-tip: Rule Box, sommaire-1: Normal}\n"
    report = checked(tmp_path / "b", templates.english().packed(), more)
    assert not faults(report) and report.bible is not None and report.bible.charter.word_template is not None
    assert dict(report.bible.charter.word_template.styles) == {
        "callout-rule": "Rule Box", "callout-tip": "Rule Box", "toc-1": "Normal",
    }  # fmt: skip


@pytest.mark.parametrize("code", templates.FAULTS)
def test_each_fault_names_the_line_of_its_key(code: str, tmp_path: Path) -> None:
    more = "    styles-word: {regle: Boîte de règle}\n" if code == "word-template-style-unknown" else ""
    (found,) = faults(checked(tmp_path / "b", templates.faulty(code), more))
    assert found.code == code and found.source is not None and found.source.file == "content/charte/_brand.yml"
    lines = (tmp_path / "b" / found.source.file).read_text("utf-8").splitlines()
    assert ("styles-word" if more else "modele-word") in lines[found.source.line - 1]


def test_a_missing_role_names_what_there_is(tmp_path: Path) -> None:
    (found,) = faults(checked(tmp_path / "b", templates.faulty("word-template-role-missing")))
    assert found.parameters["role"] == "titre-3" and found.parameters["word"] == "Titre 3 (heading 3)"
    assert "Titre 2 (heading 2)" in found.parameters["known"]


def test_a_role_that_there_is_not_is_an_unknown_key(tmp_path: Path) -> None:
    (found,) = faults(checked(tmp_path / "b", templates.english().packed(), "    styles-word: {regl: Rule Box}\n"))
    assert found.code == "unknown-key" and found.parameters["suggestion"] == "regle"


def test_a_style_of_another_kind_does_not_suit(tmp_path: Path) -> None:
    (found,) = faults(checked(tmp_path / "b", templates.english().packed(), "    styles-word: {tableau: Rule Box}\n"))
    assert found.code == "word-template-style-unknown" and "Company Table" in found.parameters["known"]


@pytest.mark.parametrize("suffix", [".dotm", ".docm"])
def test_a_template_with_macros_is_refused_by_its_name_too(suffix: str, tmp_path: Path) -> None:
    (found,) = faults(checked(tmp_path / "b", templates.english().packed(), name=f"modele{suffix}"))
    assert found.code == "word-template-unsafe" and found.parameters["reason"] == "macros"


@pytest.mark.parametrize("words", ["", "<w:t>avant {{ corps }}</w:t>"])
def test_the_place_of_the_body_stands_alone_in_its_paragraph(words: str, tmp_path: Path) -> None:
    made = templates.english().changed("word/document.xml", '<w:t xml:space="preserve">{{ corps }}</w:t>', words)
    (found,) = faults(checked(tmp_path / "b", made.packed()))
    assert (found.code, found.parameters["reason"]) == ("word-template-placeholder", "astray" if words else "missing")


def test_there_is_one_place_of_the_body(tmp_path: Path) -> None:
    made = templates.english().changed("word/document.xml", "Legal notice of the company.", "{{ body }}")
    (found,) = faults(checked(tmp_path / "b", made.packed()))
    assert found.parameters["reason"] == "several"


def test_styles_without_a_template_say_what_is_missing(tmp_path: Path) -> None:
    root = build_over_base(BASE, tmp_path / "b")
    brand = root / "content" / "charte" / "_brand.yml"
    brand.write_text(f"{brand.read_text('utf-8')}defaults:\n  bible-builder:\n    styles-word: {{regle: Boîte}}\n", "utf-8")
    (found,) = faults(bb.check(root))
    assert (found.code, found.parameters["key"]) == ("missing-key", "modele-word")


def test_a_file_of_another_kind_and_one_outside_are_refused(tmp_path: Path) -> None:
    assert [d.code for d in faults(checked(tmp_path / "a", b"x", name="modele.odt"))] == ["unknown-file-type"]
    root = build_over_base(BASE, tmp_path / "b")
    brand = root / "content" / "charte" / "_brand.yml"
    brand.write_text(f"{brand.read_text('utf-8')}defaults:\n  bible-builder:\n    modele-word: ../../../x.dotx\n", "utf-8")
    assert [d.code for d in faults(bb.check(root))] == ["outside-bible"]


def test_the_guide_to_templates_shows_each_role_with_its_styles() -> None:
    rows = {row.split("|")[1].strip(): row for row in GUIDE.read_text("utf-8").splitlines() if row.startswith("| `")}
    for role in ROLES:
        assert all(word.lower() in rows[f"`{role.french}`"].lower() for word in role.words), role.name


def test_each_style_of_the_vocabulary_is_a_role_and_each_role_has_one_french_name() -> None:
    assert {row.style for row in ROWS if row.style} == {role.name for role in ROLES}
    french = [role.french for role in ROLES]
    assert len(french) == len(set(french)) and all(role_named(role.french) == role for role in ROLES)
    assert all(role_named(role.name) == role for role in ROLES), "an English name is nobody else's French one"
