"""What is short enough for its style's ``keep-together`` is marked, and nothing else."""

from __future__ import annotations

import pytest

from bible_builder.layout.together import count_words, keep_together
from bible_builder.model.styles import Style, StyleSheet, WordCount
from bible_builder.model.tree import Element, from_html, to_html


def sheet(**kept: object) -> StyleSheet:
    """Styles that say how much they keep together; ``_`` is for ``-``."""
    names = {name.replace("_", "-"): value for name, value in kept.items()}
    return StyleSheet(
        {name: Style(name, name, "paragraph", properties={"keep-together": value}) for name, value in names.items()}
    )


RULE = '<aside class="rule"><p class="callout-title">Une règle</p><p>de cinq <em>mots</em></p></aside>'


@pytest.mark.parametrize(("words", "kept"), [(6, True), (5, False)])
def test_an_element_with_fewer_words_is_marked(words: int, kept: bool) -> None:
    marked = to_html(keep_together(from_html(RULE), sheet(callout_rule=WordCount(words))))
    assert marked == (RULE.replace('class="rule"', 'class="rule" data-together="yes"') if kept else RULE)


@pytest.mark.parametrize("value", [True, False])
def test_all_or_nothing_needs_no_mark(value: bool) -> None:
    assert to_html(keep_together(from_html(RULE), sheet(callout_rule=value))) == RULE


def test_other_styles_are_left_alone_within_and_around() -> None:
    content = from_html(f'<section id="s">{RULE}<blockquote class="letter"><p>Bonjour,</p></blockquote></section>')
    assert to_html(keep_together(content, sheet(letter=WordCount(9)))).count("data-together") == 1


def test_a_style_takes_the_number_of_the_one_it_is_based_on() -> None:
    callout = Style("callout", "Callout", "paragraph", properties={"keep-together": WordCount(80)})
    styles = StyleSheet({"callout": callout, "callout-rule": Style("callout-rule", "Rule", "paragraph", based_on="callout")})
    assert 'data-together="yes"' in to_html(keep_together(from_html(RULE), styles))


def test_the_words_of_neighbouring_blocks_are_not_one_and_notes_stand_elsewhere() -> None:
    (rule,) = from_html(
        '<aside class="rule"><p class="callout-title">Un</p><p>deux tr<em>ois</em>'
        '<a role="doc-noteref" href="#n"></a><span role="doc-footnote" id="n">et plus bas</span></p></aside>'
    )
    assert isinstance(rule, Element)
    assert count_words(rule) == 3
