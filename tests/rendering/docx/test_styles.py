"""Word's styles come from the style sheet and the charter."""

from __future__ import annotations

from typing import Any

import pytest

from bible_builder.model.styles import Border, Style, StyleSheet
from bible_builder.model.units import Color, Length
from bible_builder.rendering.docx.stylebook import language_id, language_tag, style_id
from tests.rendering.docx.books import one, stylesheet, with_style
from tests.rendering.docx.opened import Opened, W, attributes, rendered, style, val


def test_each_style_of_the_sheet_is_there_under_its_word_name() -> None:
    names = [val(s, "name") for s in rendered(one("<p>a</p>")).styles.values()]
    assert len(names) == len(set(names))
    assert {s.word for s in stylesheet().styles.values()} <= set(names)


@pytest.mark.parametrize(
    ("word", "made"),
    [
        ("heading 1", "Heading1"),
        ("toc 2", "TOC2"),
        ("footnote text", "FootnoteText"),
        ("List Bullet", "ListBullet"),
        ("À dire", "ADire"),
    ],
)
def test_ids_are_those_that_word_gives(word: str, made: str) -> None:
    assert style_id(word) == made


def test_only_styles_that_word_does_not_know_are_custom() -> None:
    styles = rendered(one("<p>a</p>")).styles
    custom = {style_id for style_id, s in styles.items() if s.get(f"{W}customStyle")}
    assert {"Heading1", "TOC1", "Caption", "Title", "BodyText", "ListBullet", "FootnoteText", "Hyperlink", "Header"}.isdisjoint(
        custom
    )
    assert {"Lead", "CalloutRule", "PartTitle"} <= custom


def test_a_style_says_what_it_is_based_on_and_what_follows() -> None:
    lead = rendered(one("<p>a</p>")).styles["Lead"]
    assert (val(lead, "basedOn"), val(lead, "next")) == ("BodyText", "BodyText")
    assert attributes(lead, "pPr/spacing")["after"] == "300"


def test_defaults_are_the_base_style_and_the_language() -> None:
    defaults = rendered(one("<p>a</p>")).part("word/styles.xml").find(f"{W}docDefaults")
    assert defaults is not None
    assert attributes(defaults, "rPrDefault/rPr/lang")["val"] == "fr-FR"
    assert val(defaults, "rPrDefault/rPr/sz") == "21"
    assert attributes(defaults, "rPrDefault/rPr/rFonts")["asciiTheme"] == "minorHAnsi"


def test_colours_and_families_of_the_charter_follow_the_theme() -> None:
    styles = rendered(one("<p>a</p>")).styles
    assert attributes(styles["Lead"], "rPr/color") == {"val": "1F4A33", "themeColor": "accent1"}
    assert attributes(styles["SansText"], "rPr/rFonts")["asciiTheme"] == "majorHAnsi"


def test_the_theme_holds_the_charters_colours_and_families() -> None:
    theme = rendered(one("<p>a</p>")).archive.read("word/theme/theme1.xml").decode()
    assert '<a:accent1><a:srgbClr val="1F4A33"/></a:accent1><a:accent2><a:srgbClr val="9A3A20"/></a:accent2>' in theme
    assert theme.index('typeface="Source Sans 3"') < theme.index('typeface="Vollkorn"')


def run_properties(document: Opened, words: str) -> Any:
    return document.find(f"//w:r[w:t[contains(., '{words}')]]/w:rPr")[0]


def test_nested_words_take_the_innermost_style_and_the_look_of_the_others() -> None:
    properties = run_properties(rendered(one("<p><em>un <strong>deux</strong></em></p>")), "deux")
    assert val(properties, "rStyle") == "Strong"
    assert properties.find(f"{W}i") is not None


def test_bold_words_in_a_bold_paragraph_stay_bold() -> None:
    """Word would take the two for a switch thrown twice."""
    document = rendered(one('<p class="block-title"><strong>un</strong></p><p><strong>deux</strong></p>'))
    assert run_properties(document, "un").find(f"{W}b") is not None
    assert run_properties(document, "deux").find(f"{W}b") is None


def test_raised_words_are_made_small_by_word_alone() -> None:
    superscript = rendered(one("<p>a</p>")).styles["Superscript"]
    assert val(superscript, "rPr/vertAlign") == "superscript"
    assert superscript.find(f"{W}rPr/{W}sz") is None


def test_foreign_words_say_their_language() -> None:
    properties = run_properties(rendered(one('<p>un <span lang="en">care</span></p>')), "care")
    assert val(properties, "lang") == "en-GB"
    assert val(run_properties(rendered(one('<p lang="de">Wort</p>')), "Wort"), "lang") == "de-DE"


@pytest.mark.parametrize(("language", "tag", "number"), [("fr", "fr-FR", 1036), ("en", "en-GB", 2057), ("fr-CA", "fr-CA", 1036)])
def test_languages_get_a_region(language: str, tag: str, number: int) -> None:
    assert (language_tag(language), language_id(language)) == (tag, number)


def test_two_names_that_make_one_id_are_told_apart() -> None:
    styles = {**stylesheet().styles, "lead-2": Style("lead-2", "Lead!", "paragraph", "body")}
    made = rendered(one("<p>a</p>", stylesheet=StyleSheet(styles))).styles
    assert {val(made["Lead"], "name"), val(made["Lead2"], "name")} == {"Lead", "Lead!"}


def test_a_numberless_style_based_on_a_numbered_one_takes_no_number() -> None:
    styles = rendered(one("<p>a</p>")).styles
    assert val(styles["Heading1"], "pPr/numPr/numId") == "1"
    assert val(styles["AnnexSubheading"], "pPr/numPr/numId") == "0"


def test_rules_and_shade_of_a_cells_style_belong_to_the_table() -> None:
    sheet = with_style("table-head", shade=Color(1, 2, 3), border_bottom=Border(Length.pt(1), Color(4, 5, 6)))
    styles = rendered(one("<p>a</p>", stylesheet=sheet)).styles
    assert styles["TableHead"].find(f"{W}pPr/{W}shd") is None
    first_row = styles["Table"].find(f"{W}tblStylePr[@{W}type='firstRow']")
    assert first_row is not None
    assert attributes(first_row, "tcPr/shd")["fill"] == "010203"
    assert attributes(first_row, "tcPr/tcBorders/bottom")["color"] == "040506"


def test_contents_have_their_folio_at_the_end_of_the_measure() -> None:
    tab = attributes(rendered(one("<p>a</p>")).styles["TOC1"], "pPr/tabs/tab")
    assert (tab["val"], tab["pos"], tab["leader"]) == ("right", "8051", "dot")


def test_hyphenation_is_the_sheets() -> None:
    assert rendered(one("<p>a</p>")).part("word/settings.xml").find(f"{W}autoHyphenation") is not None
    sheet = with_style("body", hyphenation=False)
    assert rendered(one("<p>a</p>", stylesheet=sheet)).part("word/settings.xml").find(f"{W}autoHyphenation") is None


def test_settings_are_of_the_current_word_and_ask_nothing_of_the_reader() -> None:
    settings = rendered(one("<p>a</p>")).part("word/settings.xml")
    mode = settings.find(f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']")
    assert mode is not None and mode.get(f"{W}val") == "15"
    assert settings.find(f"{W}updateFields") is None
    assert attributes(settings, "zoom") == {"percent": "100"}


def test_fields_are_made_anew_only_for_a_bible_that_asks() -> None:
    settings = rendered(one("<p>a</p>", word_refresh=True)).part("word/settings.xml")
    names = [str(child.tag).rpartition("}")[2] for child in settings]
    assert names.index("updateFields") == names.index("footnotePr") - 1


def test_a_paragraph_in_a_section_has_its_containers_style() -> None:
    document = rendered(one("<blockquote><p>un</p></blockquote><dl><dt>mot</dt><dd><p>sens</p></dd></dl>"))
    assert [style(document.paragraph(words)) for words in ("un", "mot", "sens")] == ["Quote", "DefinedWord", "Definition"]
