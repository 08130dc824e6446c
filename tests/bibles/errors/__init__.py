"""A tiny bible a code: each folder here holds the files that differ from the base, and makes exactly that mistake.

What no file in a repository can hold (a file too large, accents of another age) is written by a recipe; a mistake in a layout
is an edit of a copy of the built-in one. ``build_every_mistake`` lays them all over one base.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from tests.bibles import BASE, FONTS, build_over_base
from tests.rendering.docx import templates

HERE: Final = Path(__file__).resolve().parent
EVERY: Final = HERE.parent / "every_mistake"
"""The files of which a bible has one: ``bible.yaml`` and the charter, with all their mistakes."""

LAYOUT: Final = HERE.parents[2] / "layouts" / "livre"
_LISTS: Final = ("content/lexique.yaml", "content/annexes/annexes.yaml")
_BODY: Final = "{{ chapter.introduction }}"


def _in_chapter(markup: str) -> tuple[str, str, str]:
    return ("chapter.html", _BODY, markup)


EDITS: Final[Mapping[str, tuple[str, str, str]]] = {
    "css-dresses": ("book.css", "", ".lead { color: red }"),
    "css-hides": ("book.css", "", ".mention { display: none }"),
    "css-reaches-out": ("book.css", "", '@import "https://example.com/x.css";'),
    "css-speaks": ("book.css", "", '.mention::before { content: "Nota : " }'),
    "css-syntax": ("book.css", "", "}"),
    "layout-based-on-itself": ("layout.yaml", "", "based-on: livre"),
    "layout-bad-value": _in_chapter('<ol start="un"><li><p>a</p></li></ol>'),
    "layout-dangling-link": _in_chapter('<p><a class="folio" href="#nulle-part"></a></p>'),
    "layout-duplicate-id": _in_chapter('<p id="deux">a</p><p id="deux">b</p>'),
    "layout-duplicate-key": ("layout.yaml", "", "contents-depth: 2"),
    "layout-duplicate-unit": ("layout.yaml", "id: back-cover", "id: index"),
    "layout-duplicate-word-style": ("styles.yaml", "word: Lead\n", "word: Body Text\n"),
    "layout-link-scheme": _in_chapter('<p><a href="ftp://example.com">a</a></p>'),
    "layout-misplaced": _in_chapter("<ul><p>a</p></ul>"),
    "layout-missing-attribute": _in_chapter('<section><h2 class="section-title">a</h2></section>'),
    "layout-missing-image": _in_chapter('<figure><img src="content/absente.svg" alt="a"/></figure>'),
    "layout-missing-key": ("layout.yaml", "folios: no, parts: [back-cover]", "folios: no"),
    "layout-missing-style": ("styles.yaml", "\nlead:\n", "\nlede:\n"),
    "layout-no-room": ("layout.yaml", "  inner: ", "  inner: 9"),
    "layout-not-a-part": ("back-cover.html", "", "<p>a</p>"),
    "layout-not-well-formed": _in_chapter("<p>a"),
    "layout-style-cycle": ("styles.yaml", "  word: Lead\n  based-on: body", "  word: Lead\n  based-on: lead"),
    "layout-style-incomplete": ("styles.yaml", "  leading: ", "  tracking: "),
    "layout-template-error": _in_chapter("{{ 1 / 0 }}"),
    "layout-template-missing": ("layout.yaml", "parts: [index]", "parts: [registre]"),
    "layout-template-syntax": _in_chapter("{% if %}"),
    "layout-template-undefined": _in_chapter("{{ inconnue }}"),
    "layout-text": _in_chapter("des mots nus"),
    "layout-unknown-attribute": _in_chapter('<p onclick="a">a</p>'),
    "layout-unknown-element": _in_chapter("<marquee>a</marquee>"),
    "layout-unknown-key": ("layout.yaml", "contents-depth:", "contents-dept:"),
    "layout-unknown-placeholder": ("layout.yaml", "{section}", "{paragraphe}"),
    "layout-unknown-style": ("styles.yaml", "", "inutile:\n  based-on: body"),
    "layout-wrong-type": ("layout.yaml", "contents-depth: 3", "contents-depth: 9"),
    "layout-wrong-value": ("styles.yaml", "  size: ", "  size: x"),
    "layout-yaml": ("layout.yaml", "", "a: ["),
}
"""Code → file of the built-in layout, what is replaced in it (nothing: at its end), by what."""


def _restrict(root: Path) -> None:
    file = root / "content" / "charte" / "polices" / "SourceSans3-It.ttf"
    with TTFont(file) as font:
        font["OS/2"].fsType = 0x0002
        font.save(file)


def _without_licences(root: Path) -> None:
    for licence in (root / "content" / "charte" / "polices").glob("*-OFL.txt"):
        licence.unlink()


def _too_large(root: Path) -> None:
    (root / "content" / "guide" / "1-accueil" / "20-trop-grand.md").write_text("mot " * 1_000_001, "utf-8")


def _other_encoding(root: Path) -> None:
    section = root / "content" / "guide" / "1-accueil" / "10-appel.md"
    text = section.read_text("utf-8").replace("id: appel", "id: encodage").replace("titre: L’appel", "titre: Un cas")
    section.with_name("20-encodage.md").write_text(text, "cp1252")


def _link_to_itself(root: Path) -> None:
    link = root / "content" / "guide" / "1-accueil" / "20-boucle.md"
    link.symlink_to(link.name)


def _template(code: str) -> Callable[[Path], None]:
    """A charter that names a company's Word template with one fault; where the charter names one already, that one has all."""

    def write(root: Path) -> None:
        charter = root / "content" / "charte"
        brand = charter / "_brand.yml"
        text = brand.read_text("utf-8")
        if "modele-word:" in text:
            (charter / "modele.dotx").write_bytes(templates.every_fault())
            return
        (charter / "modele.dotx").write_bytes(templates.faulty(code))
        asked = "    styles-word: {regle: Boîte de règle}\n" if code == "word-template-style-unknown" else ""
        brand.write_text(f"{text}defaults:\n  bible-builder:\n    modele-word: modele.dotx\n{asked}", "utf-8")

    return write


RECIPES: Final[Mapping[str, Callable[[Path], None]]] = {
    **{code: _template(code) for code in templates.FAULTS},
    "encoding": _other_encoding,
    "file-too-large": _too_large,
    "font-licence-missing": _without_licences,
    "font-not-embeddable": _restrict,
    "unreadable-file": _link_to_itself,
}
"""Code → what changes the base into a bible that makes the mistake."""


def error_codes() -> tuple[str, ...]:
    """Every code that has a tiny bible, in order."""
    return tuple(sorted({*_folders(), *EDITS, *RECIPES}))


def build_error(code: str, root: Path) -> Path:
    """Write the tiny bible of ``code`` into ``root``, which must not be there; returns ``root``."""
    _base(HERE / code if code in _folders() else BASE, root)
    if code in RECIPES:
        RECIPES[code](root)
    if code in EDITS:
        file, old, new = EDITS[code]
        text = (LAYOUT / file).read_text("utf-8")
        assert old in text, f"{file} has no {old!r} any more"
        (root / "layouts" / "livre").mkdir(parents=True)
        (root / "layouts" / "livre" / file).write_text(text.replace(old, new, 1) if old else f"{text}\n{new}\n", "utf-8")
    return root


def build_every_mistake(root: Path) -> Path:
    """Write one bible that makes the mistakes of all content at once; returns ``root``."""
    _base(EVERY, root)
    for code in _folders():
        for file in (HERE / code).rglob("*"):
            name = file.relative_to(HERE / code).as_posix()
            if file.is_dir() or name.startswith("layouts/") or (EVERY / name).exists():
                continue
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            with (root / name).open("ab" if name in _LISTS else "wb") as written:
                written.write(file.read_bytes())
    for recipe in RECIPES.values():
        recipe(root)
    return root


def _folders() -> tuple[str, ...]:
    return tuple(
        sorted(folder.name for folder in HERE.iterdir() if (folder / "content").is_dir() or (folder / "layouts").is_dir())
    )


def _base(folder: Path, root: Path) -> None:
    build_over_base(folder, root)
    for licence in FONTS.glob("*-OFL.txt"):
        shutil.copyfile(licence, root / "content" / "charte" / "polices" / licence.name)
