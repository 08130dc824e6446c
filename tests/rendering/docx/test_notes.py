"""Notes are Word's own footnotes, counted anew in each unit."""

from __future__ import annotations

from bible_builder.errors import Findings
from bible_builder.rendering.docx.survey import survey
from tests.rendering.docx.books import book, chapter, one, unit
from tests.rendering.docx.opened import W, rendered, style, text


def note(number: int, name: str = "", words: str = "Dit.") -> str:
    """A call and its note."""
    name = name or f"note-{number}"
    body = f'<span role="doc-footnote" id="{name}" data-number="{number}"><span class="number">{number}</span> {words}</span>'
    return f'<a role="doc-noteref" href="#{name}">{number}</a>{body}'


def test_a_note_is_called_in_the_text_and_lies_in_its_part() -> None:
    document = rendered(one(f"<p>Mot{note(1, words='Dit <em>vrai</em>.')} suite.</p>"))
    paragraph = document.paragraph("Mot")
    assert text(paragraph) == "Mot suite."
    (call,) = paragraph.iter(f"{W}footnoteReference")
    assert call.get(f"{W}customMarkFollows") is None
    (found,) = [n for n in document.part("word/footnotes.xml") if n.get(f"{W}id") == call.get(f"{W}id")]
    assert text(found) == " Dit vrai."
    assert next(found.iter(f"{W}footnoteRef")) is not None
    assert style(found[0]) == "FootnoteText"


def test_notes_are_counted_anew_in_each_section() -> None:
    findings = Findings()
    two = chapter(f"<p>b{note(1, 'note-b')}</p>").replace("chapter-1", "chapter-2").replace(">1</span> Titre", ">2</span> Titre")
    document = rendered(book(unit(chapter(f"<p>a{note(1, 'note-a')}</p>")), unit(two)), findings=findings)
    assert not findings.all
    assert {e.get(f"{W}val") for e in document.document.iter(f"{W}numRestart")} == {"eachSect"}


def test_a_number_that_word_would_not_print_is_text() -> None:
    findings = Findings()
    document = rendered(one(f"<p>a{note(1)} b{note(5)}</p>"), findings=findings)
    assert text(document.paragraph("a")) == "a b5"
    calls = list(document.document.iter(f"{W}footnoteReference"))
    assert [call.get(f"{W}customMarkFollows") for call in calls] == [None, "1"]
    assert text(document.part("word/footnotes.xml")[-1]) == "5 Dit."
    assert [d.code for d in findings.all] == ["word-number-as-text"]


def test_the_two_rules_above_notes_are_there_and_named_in_the_settings() -> None:
    document = rendered(one("<p>a</p>"))
    notes = document.part("word/footnotes.xml")
    assert [(n.get(f"{W}type"), n.get(f"{W}id")) for n in notes] == [("separator", "-1"), ("continuationSeparator", "0")]
    named = document.part("word/settings.xml").iterfind(f"{W}footnotePr/{W}footnote")
    assert [n.get(f"{W}id") for n in named] == ["-1", "0"]


def test_the_page_of_a_mark_in_a_note_is_asked_of_the_notes_call() -> None:
    """LibreOffice tells no page of a bookmark in a note."""
    mark = '<span class="index-mark" id="m" data-entry=\'["mot"]\'>mot</span>'
    html = (
        f'<p>Texte<a role="doc-noteref" href="#n">1</a><span role="doc-footnote" id="n" data-number="1">'
        f'<span class="number">1</span> Un {mark}.</span></p><p><span class="locators" data-targets="m"></span></p>'
    )
    facts = survey(one(html))
    assert (facts.anchors, facts.calls) == (("m",), {"m": "n..call"})
    (start,) = rendered(one(html)).find("//w:bookmarkStart[@w:name='n__call']")
    assert start.getnext().find(f"{W}footnoteReference") is not None
