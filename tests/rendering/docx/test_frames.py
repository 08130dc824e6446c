"""Callouts and cards: bar and shade around all they hold, in one piece."""

from __future__ import annotations

from typing import Any

from tests.rendering.docx.books import one
from tests.rendering.docx.opened import Opened, W, attributes, rendered, style, val

CALLOUT = """<aside class="rule"><p class="callout-title">Titre du cadre</p><p>Un</p><p>Deux</p></aside><p>Après</p>"""
LISTED = """<aside class="rule"><p class="callout-title">Titre du cadre</p>
<ul><li><p>point</p><p>suite</p></li></ul><p>Fin</p></aside>"""


def borders(document: Opened, words: str) -> dict[str, dict[str, str]]:
    """The sides of a paragraph's own or its style's border."""
    paragraph = document.paragraph(words)
    found: Any = paragraph.find(f"{W}pPr/{W}pBdr")
    if found is None:
        found = document.styles[style(paragraph)].find(f"{W}pPr/{W}pBdr")
    return {e.tag.rpartition("}")[2]: {k.rpartition("}")[2]: v for k, v in e.attrib.items()} for e in found}


def test_a_plain_paragraph_has_the_callouts_style() -> None:
    document = rendered(one(CALLOUT))
    assert style(document.paragraph("Un")) == "CalloutRule"
    rule = document.styles["CalloutRule"]
    assert attributes(rule, "pPr/pBdr/left")["color"] == "1F4A33"
    assert attributes(rule, "pPr/shd")["val"] == "clear"


def test_its_title_has_a_style_of_its_own_in_the_same_frame() -> None:
    document = rendered(one(CALLOUT))
    title = document.styles[style(document.paragraph("Titre du cadre"))]
    assert val(title, "name") == "Callout Title in Callout Rule"
    assert val(title, "basedOn") == "CalloutTitle"
    assert attributes(title, "pPr/ind")["left"] == attributes(document.styles["CalloutRule"], "pPr/ind")["left"]
    assert borders(document, "Titre du cadre") == borders(document, "Un")


def test_rules_stand_within_the_measure() -> None:
    """Word draws them outside the text: the text stands in by the rule's width and distance."""
    rule = rendered(one(CALLOUT)).styles["CalloutRule"]
    left = attributes(rule, "pPr/pBdr/left")
    assert int(attributes(rule, "pPr/ind")["left"]) == int(left["space"]) * 20 + int(left["sz"]) * 20 // 8


def test_the_frames_space_stands_at_its_ends_only() -> None:
    document = rendered(one(CALLOUT))
    spaces = [attributes(document.paragraph(words), "pPr/spacing") for words in ("Titre du cadre", "Un", "Deux")]
    assert [s["before"] for s in spaces] == ["180", "0", "0"]
    assert [s["after"] for s in spaces] == ["40", "150", "180"]
    assert document.paragraph("Après").find(f"{W}pPr/{W}spacing") is None


def test_a_list_in_a_frame_keeps_the_frames_bar_in_line() -> None:
    document = rendered(one(LISTED))
    assert style(document.paragraph("point")) == "ListBulletInCalloutRule"
    frame_left = int(attributes(document.styles["CalloutRule"], "pPr/ind")["left"])
    point, further = (attributes(document.paragraph(words), "pPr/ind") for words in ("point", "suite"))
    assert int(point["left"]) - int(point["hanging"]) == frame_left
    distance = int(borders(document, "suite")["left"]["space"]) - int(borders(document, "point")["left"]["space"])
    assert int(further["left"]) - frame_left == distance * 20


def test_pieces_of_a_frame_have_no_gap_and_no_rules_between_them() -> None:
    document = rendered(one(LISTED))
    assert borders(document, "point")["bottom"] == {"val": "nil"}
    assert attributes(document.paragraph("point"), "pPr/spacing")["after"] == "0"
    assert borders(document, "suite")["bottom"] == {"val": "nil"}
    assert borders(document, "suite")["top"]["color"] == attributes(document.styles["CalloutRule"], "pPr/shd")["fill"]
    assert borders(document, "Fin")["bottom"]["val"] == "single"


def test_a_frame_that_asks_for_it_stays_on_one_page() -> None:
    card = '<article class="kpi"><p class="kpi-name">Nom</p><p>Texte</p><p>Reste</p></article><p>Après</p>'
    document = rendered(one(card))
    assert [document.paragraph(w).find(f"{W}pPr/{W}keepNext") is not None for w in ("Texte", "Reste")] == [True, False]


def test_what_is_short_stays_on_one_page_whatever_it_is() -> None:
    for block in ('<aside class="rule">{}</aside>', "<blockquote>{}</blockquote>", "<ul><li>{}</li></ul>"):
        start, gap, rest = block.partition(">")
        document = rendered(one(f'{start} data-together="yes"{gap}{rest}'.format("<p>Un</p><p>Deux</p><p>Trois</p>")))
        paragraphs = [document.paragraph(words) for words in ("Un", "Deux", "Trois")]
        assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in paragraphs] == [True, True, False]
        assert all(p.find(f"{W}pPr/{W}keepLines") is not None for p in paragraphs)


def test_a_long_callout_may_be_parted() -> None:
    document = rendered(one(CALLOUT))
    assert document.paragraph("Un").find(f"{W}pPr/{W}keepNext") is None


def test_boxes_of_a_kind_do_not_grow_together() -> None:
    """Word joins paragraphs whose rules are all the same: those of every other box are a point further from its foot."""
    box = '<aside class="rule"><p>{}</p></aside>'
    document = rendered(one("".join(map(box.format, ("Un", "Deux", "Trois")))))
    first, second, third = (int(borders(document, words)["bottom"]["space"]) for words in ("Un", "Deux", "Trois"))
    assert (second, third) == (first + 1, first)
    assert all(borders(document, "Un")[side] == borders(document, "Deux")[side] for side in ("top", "left", "right"))


def test_boxes_of_two_kinds_or_with_words_between_them_need_nothing() -> None:
    document = rendered(one('<aside class="rule"><p>Un</p></aside><aside class="tip"><p>Deux</p></aside>'))
    assert document.paragraph("Deux").find(f"{W}pPr/{W}pBdr") is None


def test_a_card_is_compact() -> None:
    card = '<article class="kpi"><dl><dt>Source</dt><dd><p>Carillon</p></dd></dl><p>Texte</p></article>'
    document = rendered(one(card))
    assert max(int(attributes(document.paragraph(w), "pPr/spacing")["after"]) for w in ("Source", "Carillon")) <= 60
