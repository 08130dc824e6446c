"""The words of messages."""

from __future__ import annotations

import pytest

from bible_builder.cli import messages
from bible_builder.cli.messages import Message, count, message, say, word
from bible_builder.errors import Diagnostic

ENTRY = {
    "found": {
        "fr": "Le {thing:word} « {name} » est là.",
        "fr-hint": ["Vouliez-vous dire « {suggestion} » ?", "Sinon, rien."],
        "en": "The {thing:word} “{name}” is there.",
    }
}


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "catalogue", lambda: ENTRY)


def test_a_sentence_takes_its_parameters_and_the_words_of_the_language() -> None:
    found = Diagnostic("found", {"thing": "warning", "name": "x", "suggestion": "y"})
    assert message(found, "fr") == Message("Le avertissement « x » est là.", ("Vouliez-vous dire « y » ?", "Sinon, rien."))
    assert message(found, "en") == Message("The warning “x” is there.")


def test_a_line_of_a_hint_that_has_nothing_to_say_is_left_out() -> None:
    assert message(Diagnostic("found", {"thing": "note", "name": "x", "suggestion": ""}), "fr").hints == ("Sinon, rien.",)


def test_a_parameter_with_braces_is_text() -> None:
    assert "« {name} »" in message(Diagnostic("found", {"thing": "note", "name": "{name}", "suggestion": ""}), "fr").sentence


def test_a_value_that_is_no_word_of_the_program_stands_as_it_is() -> None:
    assert word("quoi", "fr") == "quoi"


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert [count("errors", number, "fr") for number in (0, 1, 2)] == ["0 erreur", "1 erreur", "2 erreurs"]
    assert [count("errors", number, "en") for number in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]


def test_a_sentence_of_the_commands_takes_its_values() -> None:
    assert say("next-build", "fr", at=" -C x") == "Suite : fabriquez l’épreuve : bible build -C x"
