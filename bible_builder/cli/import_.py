"""``bible import``: a Word document's text into a section, once its differences have been seen and agreed to."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import click
from rich.text import Text

from bible_builder.cli.exits import Exit
from bible_builder.cli.import_report import as_data, as_lines, report, tracked_data, tracked_lines
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings
from bible_builder.cli.terminal import Terminal
from bible_builder.errors import Diagnostic, UsageError
from bible_builder.files import write_whole
from bible_builder.importing.imported import Changes, Reading
from bible_builder.importing.proposal import Proposal
from bible_builder.intake import (
    chapter_of,
    check_id,
    check_owner,
    import_section,
    keep_draft,
    loaded,
    new_section,
    proposed_id,
    read_word,
    write_import,
)

_CHANGES: Final = {"accepter": "accept", "refuser": "reject", "montrer": "show"}
_OPTIONS: Final = {
    "chapter": {"fr": "--chapitre", "en": "--chapter"},
    "owner": {"fr": "--responsable", "en": "--owner"},
}
_YES: Final = frozenset({"o", "oui", "y", "yes"})


def import_parameters(language: str) -> tuple[click.Parameter, ...]:
    """What ``bible import`` takes."""

    def text(name: str, *options: str, metavar: str, default: str = "") -> click.Option:
        shown = say(f"metavar-{metavar}", language)
        return click.Option((*options, name), default=default, metavar=shown, help=say(f"option-import-{name}", language))

    def flag(name: str, *options: str) -> click.Option:
        return click.Option((*options, name), is_flag=True, help=say(f"option-import-{name.replace('_', '-')}", language))

    return (
        click.Argument(["file"], metavar=say("metavar-docx", language)),
        text("section", "-s", "--section", metavar="id"),
        text("chapter", "--chapter", "--chapitre", metavar="id"),
        text("owner", "--owner", "--responsable", metavar="id"),
        text("id", "--id", metavar="id"),
        text("title", "--title", "--titre", metavar="text"),
        text("changes", "--changes", "--modifications", metavar="changes", default="accept"),
        text("report", "--report", "--rapport", metavar="file"),
        flag("yes", "-y", "--yes", "--oui"),
        flag("dry_run", "-n", "--dry-run", "--essai"),
    )


def import_document(settings: Settings, terminal: Terminal, **given: Any) -> Outcome:
    """Read a document, show what it would change, and write it on a yes. Raises what ``intake`` raises."""
    return _Import(settings, terminal, given).run()


class _Import:
    """One import: what was asked for, and the conversation."""

    def __init__(self, settings: Settings, terminal: Terminal, given: dict[str, Any]) -> None:
        self.settings, self.terminal, self.given = settings, terminal, given
        self.language = settings.language

    def run(self) -> Outcome:
        changes = _CHANGES.get(self.given["changes"], self.given["changes"])
        reading = read_word(self.given["file"], changes=changes)
        if self.given["report"]:
            write_whole(Path(self.given["report"]), report(self.given["file"], reading.diagnostics, self.language).encode())
        if changes == Changes.SHOW:
            return self.shown(reading)
        proposals = self.proposals(reading)
        changed = [proposal for proposal in proposals if not proposal.is_same]
        found = (*reading.diagnostics, *(d for proposal in changed for d in proposal.diagnostics))
        if not changed:
            return Outcome(found, data=self.data(proposals, ()), summary=self.say("unchanged"))
        if any(proposal.errors for proposal in changed):
            return self.refused(changed, found)
        return self.applied(changed, found)

    def say(self, key: str, /, **values: object) -> str:
        return say(f"import-{key}", self.language, **values)

    def shown(self, reading: Reading) -> Outcome:
        """What reviewers changed, by whom; nothing is applied."""
        lines = tracked_lines(reading, self.language)
        self.terminal.show_lines(lines)
        return Outcome(
            reading.diagnostics,
            data=tracked_data(reading),
            summary="" if lines else self.say("untracked"),
            next_step=self.say("next-take", file=self.given["file"]) if lines else "",
        )

    def proposals(self, reading: Reading) -> tuple[Proposal, ...]:
        root = self.settings.project
        if self.given["section"] or any(section.id for section in reading.sections):
            return import_section(root, reading, self.given["section"])
        bible, _findings = loaded(root)
        people = [f"{person.id} ({person.name})" for person in bible.contributors.values()]
        chapters = [f"{chapter.id} ({chapter.title})" for chapter in bible.chapters]
        chapter = self.asked("chapter", lambda name: chapter_of(bible, name), chapters)
        owner = self.asked("owner", lambda name: check_owner(bible, name), people)
        title = self.given["title"] or self.proposed("title", reading.sections[0].title)
        id = self.given["id"] or self.proposed("id", proposed_id(title), lambda name: check_id(bible, name))
        return new_section(root, reading, owner=owner, chapter=chapter, id=id, title=title)

    # the conversation --------------------------------------------------------------------------------------------------------

    @property
    def is_talking(self) -> bool:
        """Whether there is somebody to ask."""
        return sys.stdin.isatty() and not self.settings.json

    def asked(self, name: str, check: Callable[[str], object], known: Sequence[str]) -> str:
        """What was given as an option, else what is answered; asked again until it is right."""
        value = str(self.given[name])
        if value:
            return value
        if not self.is_talking:
            raise UsageError(
                Diagnostic("import-missing-option", {"option": _OPTIONS[name][self.language], "known": ", ".join(known)})
            )
        return self.answer(self.say(f"ask-{name}", known=", ".join(known)), "", check)

    def proposed(self, name: str, value: str, check: Callable[[str], object] | None = None) -> str:
        """What is answered to a proposal; the proposal where nobody can be asked, or nothing is answered."""
        if not self.is_talking or self.given["yes"]:
            return value
        return self.answer(self.say(f"ask-{name}", proposed=value), value, check)

    def answer(self, question: str, default: str, check: Callable[[str], object] | None) -> str:
        while True:
            value = self.terminal.ask(question) or default
            try:
                if value and check is not None:
                    check(value)
            except UsageError as error:
                self.terminal.show_diagnostics(error.diagnostics)
                continue
            if value:
                return value

    # what comes of it --------------------------------------------------------------------------------------------------------

    def applied(self, changed: Sequence[Proposal], found: tuple[Diagnostic, ...]) -> Outcome:
        self.show(changed)
        if self.given["dry_run"]:
            return Outcome(found, data=self.data(changed, ()), summary=self.say("dry-run"))
        if not self.given["yes"]:
            if not self.is_talking:
                raise UsageError((*found, Diagnostic("import-needs-answer", {})))
            self.terminal.show_diagnostics(found)
            found = ()
            if self.terminal.ask(self.say("ask-apply")).lower() not in _YES:
                return Outcome(summary=self.say("left"))
        written = [path for proposal in changed for path in write_import(self.settings.project, proposal)]
        return Outcome(
            found,
            lines=tuple(str(path) for path in written),
            data=self.data(changed, written),
            summary=self.say("done", sections=count("sections", len(changed), self.language)),
            next_step=say("next-check", self.language, at=self.settings.at),
        )

    def refused(self, changed: Sequence[Proposal], found: tuple[Diagnostic, ...]) -> Outcome:
        """Nothing is written into the bible; what was made of the document is kept beside it."""
        self.show(changed)
        drafts = [] if self.given["dry_run"] else [keep_draft(self.settings.project, p) for p in changed if p.errors]
        return Outcome(
            found,
            data=self.data(changed, ()),
            summary=self.say("refused", files=", ".join(map(str, drafts))) if drafts else "",
            next_step=say("import-next-draft", self.language) if drafts else "",
            exit=Exit.CONTENT,
        )

    def show(self, changed: Sequence[Proposal]) -> None:
        if not self.settings.json:
            lines: list[Text] = [line for proposal in changed for line in as_lines(proposal, self.language)]
            self.terminal.show_lines(lines)

    def data(self, proposals: Sequence[Proposal], written: Sequence[Path]) -> dict[str, object]:
        return {"sections": [as_data(proposal) for proposal in proposals], "written": [str(path) for path in written]}
