"""The way back, from a Word document to section files: read, proposed, held to the rules, and only then written.

reading = bb.read_word("relecture.docx")
for proposal in bb.import_section("my-bible", reading, "accueil"):
    print(proposal.changes, proposal.errors)
    bb.write_import("my-bible", proposal)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Final

from bible_builder.errors import ContentError, Diagnostic, Findings, Severity, UsageError
from bible_builder.files import write_whole
from bible_builder.importing.atoms import Known
from bible_builder.importing.imported import CHANGES, Changes, Imported, Reading
from bible_builder.importing.proposal import Proposal
from bible_builder.model.bible import Bible, Chapter, Section
from bible_builder.model.languages import Language
from bible_builder.model.tree import Element
from bible_builder.model.words import words

DRAFTS: Final = "imports"
"""The folder of the bible, outside ``content/``, for what could not be written where it belongs."""

_PLAIN: Final = re.compile(r"[^\W\d_«(][^#:\"\\\n]*|[«(][^#:\"\\\n]*")
_VARIABLE: Final = re.compile(r"\{\{\s*([^\s{}]+)\s*\}\}")
_NUMBERED: Final = re.compile(r"(\d+)-")

Fault = tuple[str, str, str]


def read_word(path: str | Path, *, changes: str = Changes.ACCEPT) -> Reading:
    """What the Word document at ``path`` says, in sections; ``changes``: what becomes of tracked changes.

    Its diagnostics name everything that was not understood. Raises UsageError for no such way, ContentError for a document that
    is not there or cannot be read.
    """
    from bible_builder.importing.reader import read

    if changes not in CHANGES:
        raise UsageError(Diagnostic("no-such-changes", {"changes": changes, "known": ", ".join(CHANGES)}))
    findings = Findings()
    reading = read(Path(path), findings, changes=Changes(changes))
    findings.stop_on_errors(ContentError)
    if reading is None:
        raise ContentError(findings.all)
    return replace(reading, diagnostics=(*findings.all, *reading.diagnostics))


def import_section(root: str | Path, reading: Reading, section: str = "") -> tuple[Proposal, ...]:
    """What a document would change in the bible in ``root``: in ``section``, or in each of its sections if it is one of ours.

    Nothing is written. Raises UsageError for a section that the bible or the document has not, and ContentError when the present
    file of one holds a mistake: what cannot be read cannot be merged.
    """
    bible, findings = loaded(Path(root))
    sections = {own.id: own for chapter in bible.chapters for own in chapter.sections}
    pairs = list(_pairs(reading, section, sections))
    own = [proposal for proposal in (_changed(bible, one, imported, findings) for one, imported in pairs) if proposal]
    return _verified(bible, own, findings)


def new_section(
    root: str | Path, reading: Reading, *, owner: str, chapter: str, id: str = "", title: str = ""
) -> tuple[Proposal, ...]:
    """What a document would add to the bible in ``root``: a section in draft that ``owner`` answers for, the last of ``chapter``.

    ``title`` ("": the document's), ``id`` ("": made from the title). Nothing is written. Raises UsageError for an owner or a
    chapter that there is not (``no-such-owner``, ``no-such-chapter``), an id that is none or is taken (``import-bad-id``,
    ``import-id-taken``), ContentError when there is no bible to be read.
    """
    from bible_builder.importing.proposal import propose_section

    bible, findings = loaded(Path(root))
    imported = _whole(reading)
    title = title or imported.title
    id = id or proposed_id(title)
    place = chapter_of(bible, chapter)
    check_owner(bible, owner)
    check_id(bible, id)
    language = Language(bible.language)
    file = f"{PurePosixPath(place.source.file).parent}/{_file_name(bible, place, id)}"
    head = _front_matter(language, {"id": id, "title": title, "owner": owner})
    proposal = propose_section(file, head, imported, language, _reader(bible.root))
    return _verified(bible, [replace(proposal, id=id, title=title)], findings)


def write_import(root: str | Path, proposal: Proposal) -> tuple[Path, ...]:
    """Write what was proposed, pictures first; returns the files. Nothing already there is overwritten but the section itself.

    Raises ContentError when the result would not load (nothing is written), UsageError when the file has changed since, or cannot
    be written.
    """
    if proposal.errors:
        raise ContentError(proposal.diagnostics)
    if proposal.is_same:
        return ()
    path = Path(root) / proposal.file
    if (_text(path) if path.exists() else None) != proposal.before:
        raise UsageError(Diagnostic("import-file-changed", {"file": proposal.file}))
    return tuple(write_whole(Path(root) / name, data) for name, data in proposal.files.items())


def keep_draft(root: str | Path, proposal: Proposal) -> Path:
    """Keep beside ``content/`` what could not be written into it; returns the file. An older draft is not overwritten."""
    folder = Path(root) / DRAFTS
    stem, number = PurePosixPath(proposal.file).stem, 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}.md").exists() and path.read_bytes() != _data(proposal):
        number += 1
    for name, data in proposal.pictures.items():
        write_whole(path.parent / path.stem / PurePosixPath(name).name, data)
    return write_whole(path, _data(proposal))


def _data(proposal: Proposal) -> bytes:
    return proposal.after.encode()


def loaded(root: Path) -> tuple[Bible, Findings]:
    """The bible in ``root`` as well as it can be read, and what is wrong with it. Raises as ``build.check``, and ContentError."""
    from bible_builder import loading

    if not root.is_dir():
        raise UsageError(Diagnostic("no-such-folder", {"folder": str(root)}))
    if not (root / "content" / "bible.yaml").exists():
        raise UsageError(Diagnostic("no-bible", {"folder": str(root)}))
    findings = Findings()
    bible = loading.load(root, findings)
    if bible is None:
        raise ContentError(findings.all)
    return bible, findings


def proposed_id(title: str) -> str:
    """The id that a title makes."""
    from bible_builder.loading.ids import slugify

    return slugify(title)


def chapter_of(bible: Bible, name: str) -> Chapter:
    """The chapter that an id or the name of a folder means. Raises UsageError (``no-such-chapter``)."""
    for chapter in bible.chapters:
        if name in {chapter.id, chapter.folder}:
            return chapter
    raise UsageError(_unknown("no-such-chapter", name, [chapter.id for chapter in bible.chapters]))


def check_owner(bible: Bible, owner: str) -> None:
    """Raises UsageError (``no-such-owner``) for whom the bible does not name."""
    if owner not in bible.contributors:
        raise UsageError(_unknown("no-such-owner", owner, list(bible.contributors)))


def check_id(bible: Bible, id: str) -> None:
    """Raises UsageError for what is no id (``import-bad-id``) and for one that is taken (``import-id-taken``)."""
    from bible_builder.loading.ids import is_id

    if not is_id(id):
        raise UsageError(Diagnostic("import-bad-id", {"id": id, "suggestion": proposed_id(id)}))
    if id in set(_ids(bible)):
        raise UsageError(Diagnostic("import-id-taken", {"id": id}))


def _unknown(code: str, name: str, known: Sequence[str]) -> Diagnostic:
    close = get_close_matches(name, known, 1)
    return Diagnostic(code, {"name": name, "known": ", ".join(known), "suggestion": close[0] if close else ""})


def _ids(bible: Bible) -> Iterator[str]:
    yield from (annex.id for annex in bible.annexes)
    for chapter in bible.chapters:
        yield chapter.id
        for section in chapter.sections:
            yield section.id
            for node in section.body:
                if isinstance(node, Element):
                    yield from (e.get("id").removeprefix("block-") for e in node.iter() if e.get("id").startswith("block-"))


# a section that is there -----------------------------------------------------------------------------------------------------


def _pairs(reading: Reading, asked: str, sections: Mapping[str, Section]) -> Iterator[tuple[Section, Imported]]:
    """Each section of the bible with its counterpart in the document."""
    own = {imported.id: imported for imported in reading.sections if imported.id}
    if asked:
        if asked not in sections:
            raise UsageError(_unknown("no-such-section", asked, list(sections)))
        if own and asked not in own:
            raise UsageError(Diagnostic("section-not-in-document", {"section": asked, "known": ", ".join(own)}))
        yield sections[asked], own.get(asked) or _whole(reading)
        return
    if not own:
        raise UsageError(Diagnostic("document-without-sections"))
    yield from ((sections[id], imported) for id, imported in own.items() if id in sections)


def _whole(reading: Reading) -> Imported:
    """A document as one section."""
    first, *others = reading.sections
    if not others:
        return first
    pictures = tuple(picture for imported in reading.sections for picture in imported.pictures)
    return Imported("", first.title, tuple(node for each in reading.sections for node in each.body), pictures)


def _changed(bible: Bible, section: Section, imported: Imported, findings: Findings) -> Proposal | None:
    from bible_builder.importing.proposal import propose_change
    from bible_builder.importing.section_file import parted

    text = _text(bible.root / section.source.file)
    head = len(parted(text).head)
    faults = [d for d in findings.errors if d.source and d.source.file == section.source.file and d.source.line > head]
    if faults:
        raise ContentError(faults)
    known = Known(
        {name: variable.text for name, variable in bible.variables.items()},
        words(bible.language),
        {term.term: term.expansion for term in bible.terms if term.expansion},
    )
    made = propose_change(section, text, imported, known, Language(bible.language), _reader(bible.root))
    return replace(made, diagnostics=(*made.diagnostics, *_other_title(section, imported, known)))


def _other_title(section: Section, imported: Imported, known: Known) -> Iterator[Diagnostic]:
    """A warning where the document has another title than the front matter, which no import touches."""
    from bible_builder.importing.atoms import keys

    present = _VARIABLE.sub(lambda found: known.variables.get(found[1], found[1]), section.title)
    if imported.id and imported.title and keys((imported.title,), known) != keys((present,), known):
        parameters = {"title": imported.title, "present": present}
        yield Diagnostic("import-title-changed", parameters, section.place("title"), Severity.WARNING)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _reader(root: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        path = root / name
        return path.read_bytes() if path.is_file() else None

    return read


# a new one -------------------------------------------------------------------------------------------------------------------


def _file_name(bible: Bible, chapter: Chapter, id: str) -> str:
    """A name after those of the chapter's files, which stand in the order of their names: ``95-…`` is followed by ``96-…``."""
    folder = bible.root / PurePosixPath(chapter.source.file).parent
    numbers = [int(found[1]) for path in folder.glob("*.md") if (found := _NUMBERED.match(path.name))]
    if not numbers:
        return f"{id}.md"
    following = max(numbers) // 10 * 10 + 10
    width = len(str(max(numbers)))
    number = following if len(str(following)) == width else max(numbers) + 1
    return f"{number:0{width}}-{id}.md" if len(str(number)) <= width else f"{max(numbers)}-z-{id}.md"


def _front_matter(language: Language, values: Mapping[str, str]) -> str:
    from bible_builder.loading.keys import SECTION, label
    from bible_builder.model.languages import STATUSES

    lines = [f"{label(SECTION, name, language)}: {_value(value)}" for name, value in values.items()]
    status = f"{label(SECTION, 'status', language)}: {language.word(STATUSES, 'draft')}"
    return "\n".join(["---", *lines, status, "---", ""])


def _value(text: str) -> str:
    """A value of YAML: in quotes when it holds a sign that YAML reads."""
    text = " ".join(text.split())
    return text if _PLAIN.fullmatch(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# held to the rules -----------------------------------------------------------------------------------------------------------


def _verified(bible: Bible, proposals: Sequence[Proposal], before: Findings) -> tuple[Proposal, ...]:
    """The proposals, each with what loading and assembly would say of it. One that would read otherwise is written anew."""
    pending = [proposal for proposal in proposals if not proposal.is_same]
    if not pending:
        return tuple(proposals)
    old = _faults(bible, before)
    new, read = _tried(bible, pending)
    faithful = [p if read.get(p.file) == p.expected else replace(p, after=p.anew) for p in pending]
    if faithful != pending:
        new, _read = _tried(bible, faithful)
    checked = {p.file: replace(p, diagnostics=(*p.diagnostics, *_added(p, new, old, faithful))) for p in faithful}
    return tuple(checked.get(p.file, p) for p in proposals)


def _tried(bible: Bible, proposals: Sequence[Proposal]) -> tuple[list[Diagnostic], dict[str, str]]:
    """What is wrong with the bible that the proposals make; and each of its sections written, by file."""
    from bible_builder import loading
    from bible_builder.importing.markdown import markdown

    findings = Findings()
    files = {name: data for proposal in proposals for name, data in proposal.files.items()}
    made = loading.load(bible.root, findings, files)
    if made is None:
        return list(findings.errors), {}
    sections = [section for chapter in made.chapters for section in chapter.sections]
    names = {section.source.file: section for section in sections if section.source.file in files}
    language = Language(made.language)
    read = {name: markdown(s.body, language, name.rpartition("/")[0]) for name, s in names.items()}
    return _all_errors(made, findings), read


def _faults(bible: Bible, findings: Findings) -> Counter[Fault]:
    return Counter(map(_fault, _all_errors(bible, findings)))


def _fault(diagnostic: Diagnostic) -> Fault:
    """A mistake without its line, which an import may move."""
    file = diagnostic.source.file if diagnostic.source else ""
    parameters = {name: value for name, value in diagnostic.parameters.items() if name != "line"}
    return diagnostic.code, repr(sorted(parameters.items())), file


def _all_errors(bible: Bible, findings: Findings) -> list[Diagnostic]:
    """The mistakes of loading; if there are none, those that each audience's bible shows."""
    from bible_builder import assembly

    if findings.errors:
        return list(findings.errors)
    found = Findings()
    for audience in ("", *bible.audiences):
        assembly.resolve(bible, audience, found)
    return list(found.errors)


def _added(proposal: Proposal, new: Sequence[Diagnostic], old: Counter[Fault], proposals: Sequence[Proposal]) -> list[Diagnostic]:
    """The mistakes that were not there: those in the proposal's file; with the first proposal, those in nobody's."""
    files = {each.file for each in proposals}
    is_first = proposal is proposals[0]
    return [
        d
        for d in new
        if not old[_fault(d)]
        and ((file := d.source.file if d.source else "") == proposal.file or (is_first and file not in files))
    ]
