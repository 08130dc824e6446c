"""Roles: links to the lexicon, references, index marks, and the words of steps and changes."""

from __future__ import annotations

import pytest

from tests.loading.conftest import LoadSection


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("{terme}`appel entrant`", '<x-term target="appel entrant">appel entrant</x-term>'),
        ("{terme}`appels  entrants <appel entrant>`", '<x-term target="appel entrant">appels  entrants</x-term>'),
        ("{voir}`reclamation`", '<x-see target="reclamation" form="full"></x-see>'),
        ("{voir}`la *suite* <reclamation>`", '<x-see target="reclamation" form="text">la <em>suite</em></x-see>'),
        ("{titre}`a`{numero}`b`{page}`c`", '<x-see target="a" form="title"></x-see><x-see target="b" form="number"></x-see>'
         '<x-see target="c" form="page"></x-see>'),
        ("{ajoute}`48 h` {retire}`{{ a.b }}`", '<ins>48 h</ins> <del><x-variable name="a.b"></x-variable></del>'),
        ("{index}`appel`", '<x-index entry="[&quot;appel&quot;]">appel</x-index>'),
        ("{index}`Bonjour !`", '<x-index entry="[&quot;Bonjour !&quot;]">Bonjour !</x-index>'),
        ("{index}`*motif* <réclamation ! motifs!a>`",
         '<x-index entry="[&quot;réclamation&quot;, &quot;motifs&quot;, &quot;a&quot;]"><em>motif</em></x-index>'),
        ("{index}`x <a!b|principal; c>`", '<x-index entry="[&quot;a&quot;, &quot;b&quot;]" main="true">'
         '<x-index entry="[&quot;c&quot;]">x</x-index></x-index>'),
        ("{index}`<a|debut>`", '<x-index entry="[&quot;a&quot;]" range="begin"></x-index>'),
        ("{index}`x <a|fin|principal>`", '<x-index entry="[&quot;a&quot;]" main="true" range="end">x</x-index>'),
        ("{index}`x <a|voir b!c>`", '<x-index entry="[&quot;a&quot;]" see="b!c">x</x-index>'),
        ("{index}`x <a|voir-aussi b>`", '<x-index entry="[&quot;a&quot;]" see-also="b">x</x-index>'),
        ("{index}``le {terme}`rappel` <a>``",
         '<x-index entry="[&quot;a&quot;]">le <x-term target="rappel">rappel</x-term></x-index>'),
    ],
)  # fmt: skip
def test_a_role_becomes_a_source_element(markdown: str, html: str, load_section: LoadSection) -> None:
    loaded = load_section(markdown)
    assert loaded.found == (), loaded.describe()
    assert loaded.html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("markdown", "code", "parameters"),
    [
        ("{see}`a`", "unknown-role", {"role": "see", "suggestion": "voir"}),
        ("{délai}`a`", "unknown-role", {"suggestion": "delai"}),
        ("{zut}`a`", "unknown-role", {"suggestion": ""}),
        ("{terme}` `", "bad-role", {"reason": "empty"}),
        ("{voir}`a <>`", "bad-role", {"reason": "no-target"}),
        ("{page}`texte <a>`", "bad-role", {"reason": "two-targets"}),
        ("{index}`x <a!b!c!d>`", "bad-index-entry", {"reason": "levels", "found": "4"}),
        ("{index}`x <a!>`", "bad-index-entry", {"reason": "empty"}),
        ("{index}`x <a;>`", "bad-index-entry", {"reason": "empty"}),
        ("{index}`x <a|main>`", "bad-index-entry", {"reason": "option", "suggestion": "principal"}),
        ("{index}`x <a|voir>`", "bad-index-entry", {"reason": "target"}),
        ("{index}`x <a|principal b>`", "bad-index-entry", {"reason": "target"}),
        ("{index}`x|principal`", "bad-index-entry", {"reason": "words"}),
        ("{index}`de {{ a.b }}`", "bad-index-entry", {"reason": "words"}),
    ],
)
def test_a_role_with_a_mistake_is_told_which(
    markdown: str, code: str, parameters: dict[str, str], load_section: LoadSection
) -> None:
    found = load_section(markdown).only(code)
    assert {name: found.parameters[name] for name in parameters} == parameters


def test_the_words_of_a_mistaken_role_stay(load_section: LoadSection) -> None:
    assert load_section("{zut}`un *mot* <x>` et {index}`deux <a|zut>`").html == "<p>un <em>mot</em> et deux</p>"


def test_a_role_over_two_lines_is_one(load_section: LoadSection) -> None:
    assert load_section("{terme}`appel\nentrant`").html == '<p><x-term target="appel entrant">appel entrant</x-term></p>'
