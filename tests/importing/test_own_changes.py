"""What somebody changes in our Word document is what changes in its sections, and nothing else."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import yaml

from bible_builder.importing.imported import Changes
from bible_builder.importing.own_default_styles import ROLES
from bible_builder.model.tree import Element, to_html
from tests.importing.round_trip import RoundTrip, tiny_round_trip

Edit = Callable[[str], str]

ROOT = Path(__file__).parents[2]
SECTION = '<w:tag w:val="appel"/>'


def changed(tmp_path: Path, edit: Edit, *, row: str = "callouts", part: str = "word/document.xml") -> RoundTrip:
    """The round trip of a tiny bible, whose document is edited on the way."""
    return tiny_round_trip(row, tmp_path, partial(rewrite, edit=edit, part=part))


def rewrite(path: Path, edit: Edit, part: str) -> None:
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    text = parts[part].decode()
    after = edit(text)
    assert after != text, "the edit found nothing to change"
    parts[part] = after.encode()
    with zipfile.ZipFile(path, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)


def html(made: RoundTrip, changes: Changes = Changes.ACCEPT) -> str:
    return to_html(next(section for section in made.read(changes).sections if section.id == "appel").body)


def paragraph_with(text: str, words: str) -> str:
    """The XML of the paragraph that holds these words."""
    return next(found[0] for found in re.finditer(r"<w:p>(?:(?!<w:p>).)*?</w:p>", text, re.DOTALL) if words in found[0])


def test_a_word_put_in_is_the_only_thing_that_comes_back_changed(tmp_path: Path) -> None:
    made = changed(tmp_path, lambda text: text.replace("Ne pas couper", "Ne jamais couper"))
    assert len(list(made.differences())) == 1
    assert "Ne jamais couper." in html(made)


def tracked(text: str) -> str:
    deleted = '<w:del w:id="9001" w:author="Léa Marchand"><w:r><w:delText>pas</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="9002" w:author="Léa Marchand"><w:r><w:t>jamais</w:t></w:r></w:ins>'
    parted = f'Ne </w:t></w:r>{deleted}{inserted}<w:r><w:t xml:space="preserve"> couper'
    return text.replace("<w:t>Ne pas couper", f'<w:t xml:space="preserve">{parted}')


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    assert "<p>Ne jamais couper.</p>" in html(changed(tmp_path, tracked))


def test_tracked_changes_are_rejected_when_asked(tmp_path: Path) -> None:
    made = changed(tmp_path, tracked)
    assert "<p>Ne pas couper.</p>" in html(made, Changes.REJECT)


def test_tracked_changes_are_shown_with_their_author_when_asked(tmp_path: Path) -> None:
    shown = html(changed(tmp_path, tracked), Changes.SHOW)
    assert 'Ne <del data-author="Léa Marchand">pas</del><ins data-author="Léa Marchand">jamais</ins> couper.' in shown


def test_a_paragraph_whose_end_was_deleted_runs_on_when_the_change_is_accepted(tmp_path: Path) -> None:
    def join(text: str) -> str:
        first = paragraph_with(text, "un crayon")
        mark = '<w:rPr><w:del w:id="9003" w:author="Léa"/></w:rPr></w:pPr>'
        return text.replace(first, first.replace("</w:pPr>", mark, 1))

    made = changed(tmp_path, join, row="lists")
    assert "un crayon ;du papier :" in html(made).replace(" ; ", " ;")
    assert "<li><p>un crayon ;</p></li>" in html(made, Changes.REJECT)


def test_runs_that_word_parts_at_will_change_nothing(tmp_path: Path) -> None:
    def part(text: str) -> str:
        return re.sub(r"<w:t>(\w{4})(\w+)", r"<w:t>\1</w:t></w:r><w:r><w:t>\2", text)

    assert list(changed(tmp_path, part, row="lists").differences()) == []


def test_a_new_item_of_a_list_is_an_item(tmp_path: Path) -> None:
    def add(text: str) -> str:
        item = paragraph_with(text, "un crayon")
        return text.replace(item, item + item.replace("un crayon", "une gomme"))

    assert "<li><p>un crayon ;</p></li><li><p>une gomme ;</p></li>" in html(changed(tmp_path, add, row="lists"))


def test_a_paragraph_in_a_style_that_is_not_ours_is_a_paragraph_of_its_section(tmp_path: Path) -> None:
    def add(text: str) -> str:
        item = paragraph_with(text, "Préparer")
        return text.replace(item, f"{item}<w:p><w:r><w:t>Ajout du service juridique.</w:t></w:r></w:p>")

    assert "<p>Préparer :</p><p>Ajout du service juridique.</p>" in html(changed(tmp_path, add, row="lists"))


def test_a_section_whose_control_was_taken_away_is_found_by_its_heading(tmp_path: Path) -> None:
    def unwrap(text: str) -> str:
        start = text.rindex("<w:sdt>", 0, text.index(SECTION))
        opening = text[start : text.index("<w:sdtContent>", start) + len("<w:sdtContent>")]
        end = text.index("</w:sdtContent></w:sdt>", start)
        return text[:start] + text[start + len(opening) : end] + text[end + len("</w:sdtContent></w:sdt>") :]

    assert list(changed(tmp_path, unwrap, row="lists").differences()) == []


def test_a_mark_that_somebody_sets_with_word_is_a_mark_of_the_index(tmp_path: Path) -> None:
    def mark(text: str) -> str:
        signs = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        field = f'{signs.format("begin")}<w:r><w:instrText> XE "outils:crayon" \\b </w:instrText></w:r>{signs.format("end")}'
        item = paragraph_with(text, "un crayon")
        return text.replace(item, item.replace("<w:r>", f"{field}<w:r>", 1))

    made = html(changed(tmp_path, mark, row="lists"))
    assert '<x-index entry="[&quot;outils&quot;, &quot;crayon&quot;]" main="true"></x-index>un crayon' in made


def test_letters_of_a_private_use_area_in_a_document_are_taken_out(tmp_path: Path) -> None:
    sign = f"{chr(0x10F8F1)}0{chr(0x10F8F3)}"
    assert "un 0crayon" in html(changed(tmp_path, lambda text: text.replace("un crayon", f"un {sign}crayon"), row="lists"))


def test_variables_that_somebody_has_spoilt_are_passed_over(tmp_path: Path) -> None:
    def spoil(text: str) -> str:
        return re.sub(r'(w:name="_origin_\d+" w:val=")[^"]*', r"\1{[", text)

    made = changed(tmp_path, spoil, row="table", part="word/settings.xml")
    tables = [e for block in made.section("appel").body if isinstance(block, Element) for e in block.iter() if e.name == "table"]
    assert tables and not any(child.name == "colgroup" for table in tables for child in table.elements)


def test_a_document_that_has_lost_its_variables_is_still_read_by_its_styles_and_said_to_have(tmp_path: Path) -> None:
    def forget(text: str) -> str:
        return re.sub(r"<w:docVars>.*</w:docVars>", "", text, flags=re.DOTALL)

    made = changed(tmp_path, forget, row="procedure", part="word/settings.xml")
    assert list(made.differences()) == []
    assert [found.code for found in made.reading.diagnostics] == ["word-origin-lost"]


def test_the_styles_known_by_heart_are_those_of_the_built_in_layout() -> None:
    written = yaml.safe_load((ROOT / "layouts" / "livre" / "styles.yaml").read_text("utf-8"))
    assert {name: style for name, style in ROLES.items() if written[style]["word"].lower() != name} == {}
