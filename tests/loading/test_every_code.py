"""Every code of loading can be raised, at its place; and a bible that makes all those mistakes is told of all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bible_builder.loading.codes import CODES
from tests.loading.bibles import HEAD, SECTION, Files, Loaded, write_bible
from tests.loading.conftest import Load
from tests.loading.mistakes import ELSEWHERE, IN_FRONT_MATTER, IN_MARKDOWN, PICTURES


def test_there_is_a_mistake_for_every_code() -> None:
    assert sorted({*IN_MARKDOWN, *IN_FRONT_MATTER, *ELSEWHERE}) == sorted(CODES)


@pytest.mark.parametrize("code", IN_MARKDOWN)
def test_a_mistake_in_markdown_is_found_in_its_section(code: str, load: Load) -> None:
    loaded = load({**PICTURES, SECTION: HEAD + IN_MARKDOWN[code]})
    assert code in loaded.codes, loaded.describe()
    assert {found.source.file for found in loaded.found if found.source} == {f"content/{SECTION}"}


@pytest.mark.parametrize("code", IN_FRONT_MATTER)
def test_a_mistake_in_front_matter_is_found_on_its_line(code: str, load: Load) -> None:
    loaded = load({SECTION: f"---\nid: appel\n{IN_FRONT_MATTER[code]}\n---\nTexte.\n"})
    found = next(diagnostic for diagnostic in loaded.found if diagnostic.code == code)
    assert found.source is not None
    assert (found.source.file, found.source.line >= 2) == (f"content/{SECTION}", True)


@pytest.mark.parametrize("code", [code for code in ELSEWHERE if code != "unreadable-file"])
def test_a_mistake_elsewhere_is_found(code: str, load: Load) -> None:
    loaded = load(ELSEWHERE[code])
    assert code in loaded.codes, loaded.describe()


def test_a_loop_of_links_is_unreadable(tmp_path: Path) -> None:
    root = write_bible(tmp_path, {})
    (root / "content/lexique.yaml").symlink_to("lexique.yaml")
    assert Loaded(root).only("unreadable-file").source is not None


def test_all_mistakes_of_all_files_are_reported_in_one_run(load: Load) -> None:
    files: dict[str, str | bytes | None] = {**PICTURES}
    for number, (code, markdown) in enumerate(IN_MARKDOWN.items()):
        head = f"---\nid: m-{number}\ntitre: {code}\n---\n"
        files[f"guide/1-accueil/{number:03}-{code}.md"] = head + markdown
    for number, (code, front_matter) in enumerate(IN_FRONT_MATTER.items()):
        files[f"guide/1-accueil/f{number:02}-{code}.md"] = f"---\nid: f-{number}\n{front_matter}\n---\nTexte.\n"
    one_of_each: Files = {
        "destinataires.yaml": ELSEWHERE["duplicate-recipient"]["destinataires.yaml"],
        "lexique.yaml": ELSEWHERE["duplicate-term"]["lexique.yaml"],
        "charte/_brand.yml": ELSEWHERE["unknown-color"]["charte/_brand.yml"],
        "bible.yaml": ELSEWHERE["dates-reversed"]["bible.yaml"],
        **ELSEWHERE["merged-head"],
    }
    loaded = load({**files, **one_of_each})
    expected = {*IN_MARKDOWN, *IN_FRONT_MATTER, "duplicate-recipient", "duplicate-term", "unknown-color", "dates-reversed"}
    assert expected | {"merged-head"} <= set(loaded.codes)
    assert len(loaded.bible.chapters[0].sections) == 1 + len(IN_MARKDOWN) + len(IN_FRONT_MATTER)
