"""Editions through the library: issued, verified, made anew from their own sources, restored, corrected."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

import bible_builder as bb
from bible_builder.comparison import to_json
from bible_builder.comparison.reading import reading
from bible_builder.publishing import MANIFEST, SOURCES
from tests.bibles import BASE, build_over_base
from tests.rendering.docx.resolved import resolved

DAY = datetime.date(2026, 9, 20)
OUTPUTS = "\nsorties:\n  - formats: [pdf]\n"


def written(root: Path, more: str = OUTPUTS) -> Path:
    """The tiny bible, which is issued as a PDF alone, everything in it validated."""
    build_over_base(BASE, root)
    settings = root / "content" / "bible.yaml"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    validated(root)
    return root


def validated(root: Path) -> None:
    report = bb.status(root)
    bb.validate(root, [one.id for one in report.standings], by=next(iter(report.bible.contributors)), on=DAY, force=True)


def changed(root: Path, old: str, new: str) -> None:
    """The bible with words replaced in the one file that holds them."""
    files = [path for path in (root / "content").rglob("*") if path.suffix in {".md", ".yaml"} and old in path.read_text("utf-8")]
    assert len(files) == 1, files
    files[0].write_text(files[0].read_text("utf-8").replace(old, new), "utf-8")


def edition_of(root: Path) -> str:
    return bb.status(root).bible.edition.id


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, bb.PublishResult]]:
    root = written(tmp_path_factory.mktemp("editions") / "bible")
    yield root, bb.publish(root, edition_of(root))


def test_an_edition_holds_its_files_its_manifest_its_snapshot_its_sources(published: tuple[Path, bb.PublishResult]) -> None:
    root, result = published
    edition, manifest = edition_of(root), result.manifest
    (output,) = manifest.outputs
    assert result.folder == root / "editions" / edition
    assert sorted(bytes_of(result.folder)) == sorted([output.path, MANIFEST, "snapshot.json", SOURCES])
    assert (output.format, output.purpose, output.layout, output.audience) == ("pdf", "screen", "livre", "")
    assert output.pages > 0 and manifest.date == bb.status(root).bible.edition.date.isoformat()
    assert {record.path.split("/")[0] for record in manifest.inputs} == {"content", "layouts"}
    assert manifest.engines["weasyprint"] == "70.0" and manifest.engines["pango"] and manifest.engines["harfbuzz"]
    assert (result.was_there, result.swept) == (False, ())


def test_no_page_of_an_edition_says_that_it_is_a_proof(published: tuple[Path, bb.PublishResult], tmp_path: Path) -> None:
    def texts(path: Path) -> list[str]:
        with PdfDocument(path) as document:
            return [page.get_textpage().get_text_bounded() for page in document]

    root, result = published
    assert not [text for text in texts(result.folder / result.manifest.outputs[0].path) if "ÉPREUVE" in text]
    proof = bb.build(root, tmp_path, formats=("pdf",)).outputs[0].path
    assert all("ÉPREUVE" in text for text in texts(proof) if text.strip())


def test_it_is_verified_and_made_anew_with_neither_content_nor_layouts(
    published: tuple[Path, bb.PublishResult], tmp_path: Path
) -> None:
    root, result = published
    shelf = tmp_path / "editions"
    shutil.copytree(root / "editions", shelf)  # and nothing of the bible
    verified = bb.verify(shelf, result.manifest.edition, rebuild=True)
    assert (verified.deviations, verified.rebuilt, dict(verified.other_engines)) == ((), True, {})


def test_a_byte_that_changed_is_found_by_its_file(published: tuple[Path, bb.PublishResult], tmp_path: Path) -> None:
    root, result = published
    shutil.copytree(root / "editions", tmp_path / "editions")
    file = tmp_path / "editions" / result.manifest.edition / result.manifest.outputs[0].path
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    (deviation,) = bb.verify(tmp_path / "editions", result.manifest.edition).deviations
    assert (deviation.file, deviation.fault) == (file.name, "changed")


def test_publishing_again_gives_what_is_there_unless_a_word_changed(
    published: tuple[Path, bb.PublishResult], tmp_path: Path
) -> None:
    root, result = published
    copy = tmp_path / "bible"
    shutil.copytree(root, copy)
    before = bytes_of(copy / "editions")
    assert bb.publish(copy, result.manifest.edition).was_there
    changed(copy, "Un appel reçoit", "Chaque appel reçoit")
    validated(copy)
    with pytest.raises(bb.UsageError, match="edition-exists"):
        bb.publish(copy, result.manifest.edition)
    assert bytes_of(copy / "editions") == before


def test_a_correction_is_published_from_the_sources_of_an_edition(
    published: tuple[Path, bb.PublishResult], tmp_path: Path
) -> None:
    root, result = published
    name, shelf = result.manifest.edition, tmp_path / "editions"
    shutil.copytree(root / "editions", shelf)
    work = bb.restore(shelf, name, tmp_path / "correction")
    assert bytes_of(work / "content") == bytes_of(root / "content")
    changed(work, f"id: {name}", f"id: {name}.1\n  baseline: {name}")
    validated(work)
    bb.publish(work, f"{name}.1", into=shelf)
    assert [(one.edition, one.baseline) for one in bb.list_editions(shelf)] == [(name, ""), (f"{name}.1", name)]
    with ZipFile(shelf / f"{name}.1" / SOURCES) as sources:
        assert sources.read(f"editions/{name}/snapshot.json") == (shelf / name / "snapshot.json").read_bytes()
    with pytest.raises(bb.UsageError, match="folder-not-empty"):
        bb.restore(shelf, name, work)


@pytest.mark.conformance
def test_what_changes_is_made_anew_from_the_sources_alone(published: tuple[Path, bb.PublishResult], tmp_path: Path) -> None:
    root, result = published
    name, shelf, work = result.manifest.edition, tmp_path / "editions", tmp_path / "suite"
    shutil.copytree(root / "editions", shelf)
    shutil.copytree(root / "content", work / "content")
    changed(work, f"id: {name}", f"id: suite\n  baseline: {name}")
    changed(work, "Un appel reçoit", "Chaque appel reçoit")
    validated(work)
    folder = bb.publish(work, "suite", into=shelf).folder
    shutil.rmtree(work)
    shutil.rmtree(shelf / name)
    verified = bb.verify(shelf, "suite", rebuild=True)
    assert (verified.deviations, verified.rebuilt) == ((), True)
    with PdfDocument(next(folder.glob("*.pdf"))) as document:
        assert any("Ce qui change" in page.get_textpage().get_text_bounded() for page in document)


def test_a_baseline_that_is_nowhere_is_noted_when_an_edition_is_issued(tmp_path: Path) -> None:
    from bible_builder.editions import baseline_files
    from bible_builder.errors import Findings

    root, findings = written(tmp_path / "bible"), Findings()
    changed(root, f"id: {edition_of(root)}", f"id: {edition_of(root)}\n  baseline: 1999-T1")
    assert baseline_files(bb.load(root), (root / "editions",), findings) == {}
    assert [(one.code, one.parameters["edition"]) for one in findings.all] == [("baseline-not-kept", "1999-T1")]


def test_an_edition_is_compared_as_one_audience_reads_it(published: tuple[Path, bb.PublishResult], tmp_path: Path) -> None:
    root, result = published
    assert not bb.compare(result.folder, root)
    with pytest.raises(bb.UsageError, match="no-such-audience"):
        bb.compare(result.folder, root, "personne")


def test_sources_that_were_touched_are_not_restored(published: tuple[Path, bb.PublishResult], tmp_path: Path) -> None:
    root, result = published
    shutil.copytree(root / "editions", tmp_path / "editions")
    sources = tmp_path / "editions" / result.manifest.edition / SOURCES
    sources.chmod(0o644)
    sources.write_bytes(sources.read_bytes()[:-10])
    with pytest.raises(bb.UnsafeError, match="sources-changed"):
        bb.restore(tmp_path / "editions", result.manifest.edition, tmp_path / "work")
    with pytest.raises(bb.UnsafeError, match="archive-unsafe"):
        bb.verify(tmp_path / "editions", result.manifest.edition, rebuild=True)
    assert not (tmp_path / "work").exists()


def test_a_word_changed_after_a_section_was_validated_is_refused_by_name(tmp_path: Path) -> None:
    root = written(tmp_path / "bible")
    changed(root, "Un appel reçoit", "Chaque appel reçoit")
    with pytest.raises(bb.ContentError) as caught:
        bb.publish(root, edition_of(root))
    (refusal,) = [one for one in caught.value.diagnostics if one.code == "not-validated-yet"]
    assert refusal.parameters["state"] == "changed" and refusal.parameters["owner"]
    assert refusal.source is not None and refusal.source.file.endswith(".md")
    assert not (root / "editions").exists()


def test_what_is_not_prepared_is_not_published(tmp_path: Path) -> None:
    root = written(tmp_path / "bible")
    with pytest.raises(bb.UsageError, match="other-edition"):
        bb.publish(root, "1999-T1")
    for command in (bb.verify, lambda shelf, name: bb.restore(shelf, name, tmp_path / "x")):
        with pytest.raises(bb.UsageError, match="no-such-edition"):
            command(root / "editions", "1999-T1")
    assert bb.list_editions(root / "editions") == () and not (root / "editions").exists()


@pytest.mark.conformance
def test_an_edition_is_issued_with_what_changes_tracked_and_made_anew_from_its_sources_alone(tmp_path: Path) -> None:
    root = written(tmp_path / "bible", "\nsorties:\n  - {formats: [suivi]}\n")
    changed(root, "id: 2026-T4", "id: 2026-T4\n  baseline: 2026-T3")
    before = bb.snapshot(root)
    kept = root / "editions" / "2026-T3" / "snapshot.json"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(to_json(before))
    changed(root, before.chapters[0].sections[0].title, "Le marsupilami")
    validated(root)
    (output,) = bb.publish(root, "2026-T4").manifest.outputs
    assert (output.format, output.path.endswith("-redline.docx")) == ("redline", True)
    document = (root / "editions" / "2026-T4" / output.path).read_bytes()
    rejected, accepted = ([text.text for text in resolved(document, accept=accept)] for accept in (False, True))
    assert rejected == [piece.block.text for piece in reading(before)]
    assert [text for text in accepted if "marsupilami" in text] and accepted != rejected
    shutil.rmtree(root / "content")
    assert not bb.verify(root / "editions", "2026-T4", rebuild=True).deviations


def test_a_redline_with_nothing_to_compare_with_is_left_out_and_said_so(tmp_path: Path) -> None:
    root = written(tmp_path / "bible", "\nsorties:\n  - {formats: [suivi]}\n")
    result = bb.publish(root, edition_of(root))
    assert result.manifest.outputs == ()
    assert "redline-without-baseline" in [diagnostic.code for diagnostic in result.diagnostics]


def test_what_an_edition_is_issued_as_is_told_in_its_settings(tmp_path: Path) -> None:
    outputs = "\nsorties:\n  - {usage: impression}\n  - {formats: [docx, pdf, suivi], gabarit: memo}\n"
    planned = bb.status(written(tmp_path / "bible", outputs)).bible.outputs
    assert [(one.layout, one.purpose, one.audience, one.formats) for one in planned] == [
        ("", "print", "", ("pdf",)), ("memo", "screen", "", ("docx", "pdf", "redline")),
    ]  # fmt: skip
