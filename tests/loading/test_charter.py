"""The charter: brand.yml with our own words, colours resolved, fonts and logo looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from brand_yml import Brand

from bible_builder.errors import Severity, Source
from bible_builder.loading.fonts import font_fault
from bible_builder.model.units import Color
from tests.loading.bibles import BRAND, FONT, SVG, Loaded, write_bible
from tests.loading.conftest import Load

FILE = "content/charte/_brand.yml"
WHOLE = """\
meta: {name: {full: Maison Lorme SA, short: Lorme}, link: https://lorme.example}
logo:
  images:
    plein: {path: logo.svg, alt: Une graine}
  medium: {light: plein, dark: plein}
color:
  palette:
    nuit: "#1f2a44"
    mer: nuit
    or: "#fc0"
  foreground: nuit
  background: "#ffffff"
  primary: mer
  warning: or
typography:
  fonts:
    - source: file
      family: Essai
      files:
        - {path: polices/Essai-Regular.ttf, weight: bold, style: italic}
  base: Essai
  headings: {family: Essai, weight: 700, color: nuit}
defaults:
  quarto: {format: {html: {toc: true}}}
  bible-builder:
    page: {size: A5}
    voice: "Franc : jamais sec"
    colors: {say: or, rule: "#010203"}
    cmyk: {nuit: [100, 80, 30, 40]}
"""


def test_a_whole_charter_is_read(load: Load) -> None:
    loaded = load({"charte/_brand.yml": WHOLE, "charte/logo.svg": SVG})
    assert loaded.found == (), loaded.describe()
    charter = loaded.bible.charter
    night, gold = Color(0x1F, 0x2A, 0x44), Color(0xFF, 0xCC, 0x00)
    assert charter.name == "Maison Lorme SA"
    assert (charter.colors["mer"], charter.colors["primary"], charter.colors["warning"]) == (night, night, gold)
    assert (charter.colors["say"], charter.colors["rule"]) == (gold, Color(1, 2, 3))
    assert charter.families == {"base": "Essai", "headings": "Essai", "monospace": "Essai"}
    assert [(font.family, font.weight, font.style, font.path.name) for font in charter.fonts] == [
        ("Essai", 700, "italic", "Essai-Regular.ttf")
    ]
    assert (charter.logo, charter.logo_alt) == (loaded.root / "content/charte/logo.svg", "Une graine")
    assert (charter.voice, charter.page_size, charter.cmyk) == ("Franc : jamais sec", "A5", {"nuit": (100, 80, 30, 40)})
    assert charter.source == Source(FILE)


def test_brand_yml_itself_reads_our_charter_to_the_same_colours(tmp_path: Path) -> None:
    """The library of the format's makers is the oracle: what we accept is a brand.yml, and means the same."""
    root = write_bible(tmp_path, {"charte/_brand.yml": WHOLE, "charte/logo.svg": SVG})
    ours, theirs = Loaded(root).bible.charter, Brand.from_yaml(root / FILE)
    assert theirs.color is not None
    for role in ("foreground", "background", "primary", "warning"):
        value = getattr(theirs.color, role)
        assert Color.parse(str(value)) == ours.colors[role]
    assert theirs.typography is not None
    assert theirs.typography.base is not None
    assert theirs.typography.base.family == ours.families["base"]


@pytest.mark.parametrize(
    ("old", "new", "code", "parameters", "place"),
    [
        ("primary: nuit", "primary: nuitt", "unknown-color", {"color": "nuitt", "suggestion": "nuit"}, (4, 12)),
        ("mer: nuit", "mer: rgb(1,2,3)", "unknown-color", {"suggestion": ""}, (3, 35)),
        ('"#1f2a44"', '"#1f2a4"', "bad-color", {"value": "#1f2a4"}, (3, 19)),
        (
            "primary: nuit",
            "primaire: nuit",
            "unknown-key",
            {"key": "primaire", "object": "color", "suggestion": "primary"},
            (4, 3),
        ),
        ("meta:", "metta: 1\nmeta:", "unknown-key", {"key": "metta", "suggestion": "meta"}, (1, 1)),
        ("weight: 400", "weight: 4000", "bad-value", {"key": "weight", "value": "4000"}, (10, 53)),
        ("style: normal", "style: oblique", "bad-value", {"key": "style", "expected": "normal or italic"}, (10, 65)),
        ("source: file", "source: google", "bad-value", {"key": "source", "value": "google", "expected": "file"}, (7, 15)),
        (
            "family: Essai\n",
            "famille: Essai\n",
            "unknown-key",
            {"key": "famille", "object": "fonts", "suggestion": "family"},
            (8, 7),
        ),
        ("      family: Essai\n", "", "missing-key", {"key": "family", "object": "fonts"}, (7, 7)),
        (
            "weight: 400, style: normal}",
            "}\n        - {weight: 400}",
            "missing-key",
            {"key": "path", "object": "files"},
            (11, 11),
        ),
        ("palette: {", "palette: [{", "bad-yaml", {}, None),
        ("meta: {name: Maison Lorme}", "meta: {name: [a]}", "wrong-type", {"key": "name", "expected": "mapping"}, (1, 14)),
        ("base: {family: Essai}", "base: {family: Essay}", "unknown-family", {"suggestion": "Essai"}, (11, 9)),
        ("base: {family: Essai}", "headings: Essai", "missing-key", {"key": "base"}, None),
        ("Essai-Regular.ttf", "Essai-Bold.ttf", "missing-file", {"suggestion": "polices/Essai-Regular.ttf"}, (10, 11)),
        ("polices/Essai-Regular.ttf", "../../../x.ttf", "outside-bible", {}, (10, 11)),
    ],
)
def test_a_mistake_in_the_charter_is_found_at_its_place(
    old: str, new: str, code: str, parameters: dict[str, str], place: tuple[int, int] | None, load: Load
) -> None:
    loaded = load({"charte/_brand.yml": BRAND.replace(old, new)})
    found = loaded.one(code) if code != "unknown-color" else next(d for d in loaded.found if d.code == code)
    assert {name: found.parameters[name] for name in parameters} == parameters
    if place:
        assert found.source == Source(FILE, *place)


def test_what_is_wrong_is_left_out_and_the_rest_read(load: Load) -> None:
    loaded = load({"charte/_brand.yml": BRAND.replace("weight: 400", "weight: x").replace("meta: {name", "meta: {nam")})
    assert sorted(loaded.codes) == ["bad-value", "unknown-key"]
    assert loaded.bible.charter.colors["primary"] == Color(0x1F, 0x2A, 0x44)
    assert [font.weight for font in loaded.bible.charter.fonts] == [400]


def test_own_words_are_checked_too(load: Load) -> None:
    own = "defaults:\n  bible-builder:\n    page: {size: A6}\n    colors: {dire: nuit}\n"
    own += "    cmyk: {nuit: [1, 2, 3, 101], lune: [0, 0, 0, 0]}\n"
    loaded = load({"charte/_brand.yml": BRAND + own})
    assert [(found.code, found.source and found.source.line) for found in loaded.found] == [
        ("bad-value", 14), ("unknown-key", 15), ("bad-value", 16), ("unknown-color", 16),
    ]  # fmt: skip


def test_without_a_charter_the_bible_is_still_read(load: Load) -> None:
    loaded = load({"charte/_brand.yml": None})
    assert loaded.only("missing-file").parameters["file"] == FILE
    assert (loaded.bible.charter.name, loaded.bible.charter.fonts) == ("Maison Lorme", ())


def test_a_charter_needs_fonts(load: Load) -> None:
    loaded = load({"charte/_brand.yml": "color: {primary: '#000000'}\n"})
    assert loaded.only("missing-key").parameters == {"key": "fonts", "object": "typography"}


@pytest.mark.parametrize(
    ("data", "fault"),
    [(FONT, ""), (b"", "empty"), (b"wOF2xxxx", "format"), (FONT[:300], "damaged"), (b"\x00\x01\x00\x00", "damaged")],
)
def test_a_font_is_opened(data: bytes, fault: str) -> None:
    assert font_fault(data) == fault


def test_a_font_of_another_family_is_doubtful(load: Load) -> None:
    loaded = load({"charte/_brand.yml": BRAND.replace("Essai}", "Autre}").replace("family: Essai", "family: Autre")})
    found = loaded.only("font-family-differs")
    assert (found.severity, found.parameters["found"]) == (Severity.WARNING, "Essai")
