"""What was laid out before is found again, and only where it is the same."""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
import threading
from pathlib import Path

import pytest

from bible_builder.errors import Findings
from bible_builder.rendering.pdf import cache as module
from bible_builder.rendering.pdf import render
from bible_builder.rendering.pdf.cache import Cache, clear
from bible_builder.rendering.pdf.nursery import READS
from tests.rendering.pdf import books

ASKED = {"html": "<p>x</p>", "css": ""}


def cache(tmp_path: Path, *fonts: Path, most: int = module.MOST) -> Cache:
    return Cache(tmp_path / "cache", fonts, Findings(), most)


def files(*reads: Path) -> dict[str, bytes]:
    return {"pages.pdf": b"%PDF", "result.json": b"{}", READS: json.dumps([str(path) for path in reads]).encode()}


def entries(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache").glob("*/*.zip"))


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    cache(tmp_path).put("lay", ASKED, files())
    found = cache(tmp_path).get("lay", ASKED)
    assert found is not None
    assert found["pages.pdf"] == b"%PDF"


@pytest.mark.parametrize(
    ("task", "asked"), [("annex", ASKED), ("lay", {**ASKED, "html": "<p>y</p>"}), ("lay", {**ASKED, "css": "p {}"})]
)
def test_another_question_is_a_miss(tmp_path: Path, task: str, asked: dict[str, str]) -> None:
    cache(tmp_path).put("lay", ASKED, files())
    assert cache(tmp_path).get(task, asked) is None


def test_another_font_or_engine_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = tmp_path / "f.ttf"
    font.write_bytes(b"1")
    cache(tmp_path, font).put("lay", ASKED, files())
    assert cache(tmp_path, font).get("lay", ASKED) is not None
    font.write_bytes(b"2")
    assert cache(tmp_path, font).get("lay", ASKED) is None
    font.write_bytes(b"1")
    monkeypatch.setattr(module, "engines", lambda: "weasyprint 71")
    assert cache(tmp_path, font).get("lay", ASKED) is None


def test_a_picture_that_has_changed_is_a_miss(tmp_path: Path) -> None:
    picture = tmp_path / "p.png"
    picture.write_bytes(b"1")
    cache(tmp_path).put("lay", ASKED, files(picture))
    assert cache(tmp_path).get("lay", ASKED) is not None
    picture.write_bytes(b"2")
    assert cache(tmp_path).get("lay", ASKED) is None
    picture.unlink()
    assert cache(tmp_path).get("lay", ASKED) is None


def test_a_bible_that_lies_elsewhere_finds_what_was_kept_and_is_told_where_it_lies(tmp_path: Path) -> None:
    def kept(base: Path) -> tuple[Cache, dict[str, str]]:
        base.mkdir(exist_ok=True)
        (base / "p.png").write_bytes(b"1")
        asked = {"html": f'<img src="{base.as_uri()}/p.png"/>', "base": f"{base.as_uri()}/", "roots": str(base)}
        return Cache(tmp_path / "cache", (), Findings(), base=base), asked

    here, there, beside = tmp_path / "né d’ici", tmp_path / "là", tmp_path / "là-bas"
    known, asked = kept(here)
    known.put(
        "lay", asked, {**files(here / "p.png"), "result.json": json.dumps([str(here / "p.png")], ensure_ascii=False).encode()}
    )
    other, question = kept(there)
    found = other.get("lay", question)
    assert found is not None and json.loads(found["result.json"]) == [str(there / "p.png")]
    assert Cache(tmp_path / "cache", (), Findings(), base=there).get("lay", {**question, "roots": str(beside)}) is None
    (there / "p.png").write_bytes(b"2")
    assert kept(there)[0].get("lay", question) is not None and (there / "p.png").read_bytes() == b"1"
    (there / "p.png").write_bytes(b"2")
    assert Cache(tmp_path / "cache", (), Findings(), base=there).get("lay", question) is None


def test_what_does_not_say_what_it_read_is_not_kept(tmp_path: Path) -> None:
    cache(tmp_path).put("lay", ASKED, {"pages.pdf": b"%PDF"})
    assert entries(tmp_path) == []


def test_a_damaged_entry_is_a_miss_and_is_replaced(tmp_path: Path) -> None:
    cache(tmp_path).put("lay", ASKED, files())
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    data = whole.index(b"pages.pdf") + len("pages.pdf")
    for damaged in (b"", whole[:40], whole[:data] + b"\xff" + whole[data + 1 :]):
        entry.write_bytes(damaged)
        assert cache(tmp_path).get("lay", ASKED) is None
    cache(tmp_path).put("lay", ASKED, files())
    assert cache(tmp_path).get("lay", ASKED) is not None


def test_the_cache_stays_within_its_size(tmp_path: Path) -> None:
    small = cache(tmp_path, most=20_000)
    for number in range(8):
        small.put("lay", {"html": str(number)}, {**files(), "pages.pdf": os.urandom(4_000)})
        for age, entry in enumerate(sorted(entries(tmp_path), key=lambda path: path.stat().st_mtime_ns)):
            os.utime(entry, (1_000_000 + age, 1_000_000 + age))
    assert small.get("lay", {"html": "0"}) is not None  # used just now: stays
    small.shrink()
    assert sum(path.stat().st_size for path in entries(tmp_path)) <= 20_000
    assert small.get("lay", {"html": "0"}) is not None
    assert small.get("lay", {"html": "1"}) is None


def test_a_cache_that_cannot_be_written_warns_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    findings = Findings()
    known = Cache(tmp_path / "cache", (), findings)
    known.put("lay", ASKED, files())
    known.put("lay", {"html": "y"}, files())
    (found,) = findings.all
    assert (found.code, found.parameters["reason"]) == ("pdf-cache-unwritable", "No space left on device")


def test_a_file_in_the_place_of_the_folder_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("x")
    findings = Findings()
    known = Cache(tmp_path / "cache", (), findings)
    assert known.get("lay", ASKED) is None
    known.put("lay", ASKED, files())
    known.shrink()
    assert [found.code for found in findings.all] == ["pdf-cache-unwritable"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    cache(tmp_path).put("lay", ASKED, files())
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_two_that_write_the_same_entry_leave_a_whole_one(tmp_path: Path) -> None:
    made = {**files(), "pages.pdf": bytes(200_000)}
    threads = [threading.Thread(target=cache(tmp_path).put, args=("lay", ASKED, made)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entries(tmp_path)) == 1
    found = cache(tmp_path).get("lay", ASKED)
    assert found is not None
    assert found["pages.pdf"] == made["pages.pdf"]


def test_clearing_tells_what_it_removed(tmp_path: Path) -> None:
    cache(tmp_path).put("lay", ASKED, files())
    size = entries(tmp_path)[0].stat().st_size
    assert clear(tmp_path / "cache") == (1, size)
    assert clear(tmp_path / "cache") == (0, 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bible's folder with a drawing, and a cache in which a book of it was laid out."""
    base = tmp_path_factory.mktemp("book")
    (base / "d.svg").write_text(books.DRAWING, encoding="utf-8")
    return base


def built(base: Path, kept: Path | None, jobs: int | None = None) -> bytes:
    picture = '<figure><img src="d.svg" alt="x"/></figure>'
    units = (books.unit("a", books.chapter(1, extra=picture)), books.unit("b", books.chapter(2)))
    findings = Findings()
    data = render(books.book(base, *units), findings, cache=kept, jobs=jobs).data
    assert findings.all == ()
    return data


def test_a_hit_gives_the_bytes_of_a_miss(folder: Path, tmp_path: Path) -> None:
    without, miss, hit = built(folder, None), built(folder, tmp_path / "cache"), built(folder, tmp_path / "cache", jobs=1)
    assert without == miss == hit
    assert len(entries(tmp_path)) >= 3  # two units, and the heads


def test_a_hit_starts_no_process(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = built(folder, tmp_path / "cache")
    monkeypatch.setattr("bible_builder.rendering.pdf.nursery.subprocess.Popen", None)
    assert built(folder, tmp_path / "cache") == first


def test_a_drawing_that_has_changed_is_drawn_anew(folder: Path, tmp_path: Path) -> None:
    first = built(folder, tmp_path / "cache")
    drawing = folder / "d.svg"
    kept = drawing.read_text(encoding="utf-8")
    drawing.write_text(kept.replace("#1f4a33", "#aa0000"), encoding="utf-8")
    try:
        assert built(folder, tmp_path / "cache") != first
    finally:
        drawing.write_text(kept, encoding="utf-8")


def test_the_cache_belongs_to_its_user(tmp_path: Path) -> None:
    cache(tmp_path).put("lay", ASKED, files())
    (entry,) = entries(tmp_path)
    assert not entry.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    shutil.rmtree(tmp_path / "cache")


TABULAR = "a.folio { font-variant-numeric: lining-nums tabular-nums }"
SECOND = '<p>p. <a class="folio" href="#section-s1-3"></a>, <a class="folio" href="#section-s3-2"></a></p>'


def three_chapters(base: Path, kept: Path | None, inserted: str = "") -> tuple[bytes, int]:
    """A book of three chapters, the first with ``inserted`` before its second section; and how many units were laid out."""
    first = books.chapter(1, 3, 14).replace('<section id="section-s1-2"', f'{inserted}<section id="section-s1-2"', 1)
    texts = {"a": first, "b": books.chapter(2, 3, 14, SECOND), "c": books.chapter(3, 3, 14, SECOND)}
    made = books.book(base, *(books.unit(name, html) for name, html in texts.items()), css=TABULAR)
    before = len(list(kept.glob("*/*.zip"))) if kept else 0
    findings = Findings()
    data = render(made, findings, cache=kept).data
    assert findings.all == ()
    return data, len(list(kept.glob("*/*.zip"))) - before if kept else 0


def test_a_page_inserted_in_the_first_chapter_moves_folios_and_lays_out_that_chapter_alone(tmp_path: Path) -> None:
    """Its pages, and the furniture of all pages, are new; the others get other figures in the pages laid out before."""
    cache = tmp_path / "cache"
    old, laid = three_chapters(tmp_path, cache)
    assert laid >= 4  # three units and the heads
    page = "".join(f"<p>{books.SENTENCE * 3}</p>" for _ in range(6))
    new, laid = three_chapters(tmp_path, cache, page)
    assert new == three_chapters(tmp_path, None, page)[0]
    with books.opened(old) as before, books.opened(new) as after:
        assert len(after.pages) == len(before.pages) + 2
    moved = [texts_of(data)["section-s3-2"] for data in (old, new)]
    assert int(moved[1]) == int(moved[0]) + 2
    assert laid <= 2 + 2  # chapter 1, the heads of three units


def test_one_word_changed_and_with_it_the_mark_on_every_page_lays_out_that_chapter_alone(tmp_path: Path) -> None:
    """The mark of a proof has the fingerprint of the whole book: each side of it is drawn anew, and no other head."""

    def built_with(word: str, proof: str) -> int:
        html = {"a": books.chapter(1), "b": books.chapter(2, extra=f"<p>{word}</p>"), "c": books.chapter(3)}
        made = books.book(tmp_path, *(books.unit(name, text) for name, text in html.items()), css=TABULAR, proof=proof)
        before = len(list((tmp_path / "cache").glob("*/*.zip")))
        pdf = render(made, findings := Findings(), cache=tmp_path / "cache")
        assert findings.all == ()
        with books.opened(pdf.data) as opened:
            assert f"<xmp:Label>{proof}</xmp:Label>".encode() in opened.Root.Metadata.read_bytes()
        return len(list((tmp_path / "cache").glob("*/*.zip"))) - before

    assert built_with("avant", "ÉPREUVE – non publiée · 3f9a1c2e") == 3 + 2  # three units, their heads, the mark
    assert built_with("après", "ÉPREUVE – non publiée · 0b1c2d3e") == 1 + 1  # the unit, the mark
    assert built_with("après", "ÉPREUVE – non publiée · 0b1c2d3e") == 0


def texts_of(data: bytes) -> dict[str, str]:
    """What the links of a document print, by where they lead."""
    found: dict[str, str] = {}
    with books.opened(data) as pdf:
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                found[str(annotation.A.D)] = str(annotation.Contents)
    return found
