"""Books for the bench: of the size asked for, the same each time, without a mistake; their variants differ by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import generate
from benchmarks.sentences import deal, sentences_of, split
from benchmarks.variants import one_word_changed, page_inserted
from bible_builder.errors import Findings
from bible_builder.loading import load


def texts(bible: Path) -> dict[str, bytes]:
    """Every file but workbooks, whose dates of saving differ."""
    files = sorted(path for path in bible.rglob("*") if path.is_file() and path.suffix != ".xlsx")
    return {str(path.relative_to(bible)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def bible(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("bench") / "bible", 260)  # a second series with one chapter


def test_the_same_arguments_give_the_same_files(bible: Path, tmp_path: Path) -> None:
    assert texts(generate(tmp_path / "again", 260)) == texts(bible)


def test_another_series_is_read_without_a_mistake(bible: Path) -> None:
    findings = Findings()
    read = load(bible, findings)
    assert not findings.errors
    assert read is not None
    assert [chapter.id for chapter in read.chapters][-2:] == ["mesure", "fondamentaux-b"]


def test_one_word_is_changed_and_changed_back(bible: Path) -> None:
    before = texts(bible)
    with one_word_changed(bible) as path:
        name = str(path.relative_to(bible))
        after = texts(bible)
        assert [key for key in before if before[key] != after[key]] == [name]
        pairs = zip(before[name].decode().split(), after[name].decode().split(), strict=True)
        assert sum(one != other for one, other in pairs) == 1
    assert texts(bible) == before


def test_a_page_is_inserted_in_the_first_chapter_and_taken_out(bible: Path) -> None:
    before = texts(bible)
    with page_inserted(bible, words=300) as path:
        assert path.parent.name.startswith("01-")
        more = len(path.read_text("utf-8").split()) - len(before[str(path.relative_to(bible))].split())
        assert 300 <= more < 450
    assert texts(bible) == before


def test_what_is_quoted_is_one_sentence() -> None:
    sentences = ["Un.", "Deux « trois. Quatre » cinq.", "Six {index}`a. B <x>`.", "Sept."]
    assert split(" ".join(sentences)) == sentences


def test_notes_and_directives_stay_where_they_are() -> None:
    text = "---\nid: a\n---\nUn. Deux[^n].\n\n:::{regle}\nTrois.\n:::\n\n[^n]: Note.\n"
    assert sentences_of([text]) == ["Un."]
    assert deal(text, iter(["Autre."])) == text.replace("Un.", "Autre.")
