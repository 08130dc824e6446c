"""Nothing that a file holds makes loading crash, hang or reach out: depth, size, and any text at all."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bible_builder.errors import Findings, Source
from bible_builder.loading.blocks import read_blocks
from bible_builder.loading.ids import Ids
from bible_builder.loading.page import Page, PageKind
from bible_builder.loading.paths import Files
from bible_builder.loading.reading import Reading
from bible_builder.loading.sections import nest
from bible_builder.loading.xlsx import XlsxError, read_xlsx
from bible_builder.model.languages import DIRECTIVES, ROLES, Language
from bible_builder.model.tree import Content, Element
from tests.loading.bibles import HEAD, SECTION
from tests.loading.conftest import Load, LoadSection
from tests.loading.spreadsheets import sheet_of


def read(markdown: str) -> tuple[Content, Findings]:
    from pathlib import Path

    findings = Findings()
    reading = Reading(Files(Path("/nowhere"), findings), findings, Language("fr"), Ids(findings), frozenset({"interne"}))
    page = Page(reading, PageKind.SECTION, Source("a.md", 8), tuple(markdown.split("\n")), "a", "content")
    return nest(read_blocks(page), page), findings


def depth(nodes: Content) -> int:
    return max((1 + depth(node.children) for node in nodes if isinstance(node, Element)), default=0)


@pytest.mark.parametrize(
    "markdown",
    [
        "\n".join("  " * n + "- x" for n in range(1000)),
        "- " * 1000 + "x",
        "> " * 1000 + "x",
        ">" * 1000 + "x",
        "\n".join(":" * (1100 - n) + "{regle}" for n in range(1000)),
        ":::{regle}\n" * 1000,
        "*a **b " * 500 + "**x* " * 500,
        "[" * 900 + "x" + "]{lang=en}" * 900,
        "".join("{terme}" + "`" * n for n in range(1, 120)) + "x" + "".join(" " + "`" * n for n in range(119, 0, -1)),
        "x[^a]\n\n" + "\n\n".join(f"[^a]: {'> ' * n}x" for n in range(200)),
    ],
    ids=[
        "lists",
        "dashes",
        "quotes",
        "quotes-tight",
        "fences",
        "same-fences",
        "emphasis",
        "spans",
        "roles",
        "notes",
    ],
)
def test_what_is_nested_a_thousand_deep_is_reported_and_cut(markdown: str) -> None:
    content, findings = read(markdown)
    assert findings.all
    assert depth(content) < 40


@pytest.mark.parametrize(
    "unit",
    ["[", "![", "[^", "*a ", "_*", "{a}`", "{{", "[a]{", "<", "[a](", "`", "\\", "|", "&", "![[]()", ":::", "**a ", "]("],
)
def test_repeating_a_sign_takes_no_time(unit: str) -> None:
    start = time.process_time()
    read(unit * (9_900 // len(unit)))
    read("x\n" + unit * 20_000)
    assert time.process_time() - start < 10


def test_a_long_table_line_takes_no_time() -> None:
    start = time.process_time()
    read("|" * 20_000 + "\n" + "|-" * 10_000 + "|\n" + "| a " * 10_000)
    assert time.process_time() - start < 10


WORDS = st.sampled_from(
    [f":::{{{forms[0]}}}" for forms in DIRECTIVES.values()]
    + [f"{{{forms[0]}}}`x <y>`" for forms in ROLES.values()]
    + [
        ":::",
        "::::",
        ":id: a",
        ":alt: b",
        ":valeur: 3",
        ":largeurs: 50 50",
        "interne",
        "{{ a.b }}",
        "{#a .b lang=en}",
        "{#c}",
        "## T {#d}",
    ]
    + [
        "# T",
        "### T",
        "- a",
        "  - b",
        "1. c",
        "> d",
        "| a | b |",
        "|---|--:|",
        "| 1 | 2 | 3 |",
        "[^a]",
        "[^a]: n",
        "Client : x",
        "T\n: d",
    ]
    + [
        "***",
        "```",
        "    code",
        "<b>",
        "[l](http://a.example)",
        "[l](x)",
        "`c`",
        "*e*",
        "\n",
        "\n\n",
        " ",
        "\t",
        "\\",
        "é",
        "\u00a0",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25).map(lambda words: "".join(word + ("\n" if len(word) > 2 else "") for word in words)))
def test_any_mixture_of_our_syntax_gives_elements_or_findings(markdown: str) -> None:
    content, findings = read(markdown)
    assert all(isinstance(node, Element) for node in content)
    assert all(found.source is not None and found.source.line >= 8 for found in findings.all)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_elements_or_findings(markdown: str) -> None:
    content, _ = read(markdown)
    assert all(isinstance(node, Element) for node in content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300), st.sampled_from([SECTION, "lexique.yaml", "charte/_brand.yml", "bible.yaml", "destinataires.csv"])
)
def test_any_bytes_in_any_file_give_a_bible_or_findings(load: Load, data: bytes, name: str) -> None:
    loaded = load({name: HEAD.encode() + data if name == SECTION else data})
    assert loaded.bible_or_none is not None or loaded.found


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 6_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_workbook_is_read_or_refused(place: int, noise: bytes) -> None:
    data = sheet_of(lambda sheet: None)
    try:
        read_xlsx(data[:place] + noise + data[place + len(noise) :])
    except XlsxError as error:
        assert error.reason


def test_a_workbook_that_unpacks_to_gigabytes_is_refused() -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 70_000_000)
    with pytest.raises(XlsxError, match="too-large"):
        read_xlsx(data.getvalue())


def test_a_workbook_with_entities_is_refused() -> None:
    data = BytesIO(sheet_of(lambda sheet: None))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(XlsxError, match="entity"):
        read_xlsx(data.getvalue())


def test_a_merged_range_of_a_whole_sheet_is_not_filled() -> None:
    start = time.process_time()
    (sheet,) = read_xlsx(_with_part(sheet_of(lambda sheet: sheet.merge_cells("A2:B2")), b'"A2:B2"', b'"A2:XFD1048576"'))
    assert sheet.merged[0][0] == "A2:XFD1048576"
    assert time.process_time() - start < 5


def _with_part(data: bytes, old: bytes, new: bytes) -> bytes:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return changed.getvalue()


def test_a_section_is_placed_even_when_it_is_only_signs(load_section: LoadSection) -> None:
    assert load_section("*" * 50).codes == ["thematic-break"]
