"""An import told: the words that changed, set apart by signs and colours; what was not understood, as a file to send back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from bible_builder.cli.messages import message, say, word
from bible_builder.errors import Diagnostic
from bible_builder.importing.difference import Tracked, excerpt, tracked
from bible_builder.importing.imported import Reading
from bible_builder.importing.lines import Run
from bible_builder.importing.merge import Change
from bible_builder.importing.proposal import Proposal

_SIGNS: Final = {"deleted": ("[-", "-]", "red strike"), "inserted": ("{+", "+}", "green underline"), "same": ("", "", "")}
"""How words are set apart: by signs too, as wdiff does, since a colour is not seen by everybody."""

_LONGEST: Final = 60
"""Words of a passage that came, went or moved, which are shown."""


def as_lines(proposal: Proposal, language: str) -> Iterator[Text]:
    """What an import would change in one section."""
    yield Text(f"{proposal.file} ({proposal.title})", "bold")
    if proposal.before is None:
        yield from (Text(line, "green") for line in proposal.after.splitlines())
    heading = None
    for change in proposal.changes:
        if change.heading != heading and change.heading:
            yield Text(f"  {change.heading}", "bold")
        heading = change.heading
        yield _change(change, language)
    yield from (Text(say("import-picture", language, file=name), "green") for name in proposal.pictures)
    yield Text()


def _change(change: Change, language: str) -> Text:
    line = Text("    ")
    place = str(change.source.line) if change.source is not None else ""
    kind = word(change.kind, language, "import-change")
    line.append(f"{place}: {kind} " if place else f"{kind} ", "dim")
    runs = excerpt(change.runs) if change.kind == "changed" else tuple(_shortened(run) for run in change.runs)
    return line + _words(runs)


def _shortened(run: Run) -> Run:
    words = run.text.split()
    return run if len(words) <= _LONGEST else Run(run.kind, " ".join(words[:_LONGEST]) + " …")


def _words(runs: Sequence[Run]) -> Text:
    line = Text()
    for run in runs:
        before, after, style = _SIGNS[run.kind]
        text = run.text.lstrip(" ")
        line.append(run.text[: len(run.text) - len(text)])
        line.append(f"{before}{text}{after}", style)
    return line


def tracked_lines(reading: Reading, language: str) -> list[Text]:
    """What reviewers changed in a document, section by section."""
    lines: list[Text] = []
    place: tuple[str, str] | None = None
    for change in tracked(reading):
        if (change.section, change.heading) != place:
            place = change.section, change.heading
            lines.append(Text(" · ".join(filter(None, place)), "bold"))
        by = ", ".join(change.authors) or say("import-somebody", language)
        lines.append(Text("    ").append(f"{by}{say('import-colon', language)}", "cyan") + _words(excerpt(change.runs)))
    return lines


def tracked_data(reading: Reading) -> dict[str, object]:
    """The same as data."""
    return {"tracked": [_tracked(change) for change in tracked(reading)]}


def _tracked(change: Tracked) -> dict[str, object]:
    return {"section": change.section, "heading": change.heading, "authors": list(change.authors), "words": _runs(change.runs)}


def _runs(runs: Sequence[Run]) -> list[dict[str, str]]:
    return [{"kind": run.kind, "text": run.text} for run in runs]


def as_data(proposal: Proposal) -> dict[str, object]:
    """What an import would change in one section, as data."""
    changes = [
        {"kind": c.kind, "heading": c.heading, "line": c.source.line if c.source else None, "words": _runs(c.runs)}
        for c in proposal.changes
    ]
    pictures = list(proposal.pictures)
    return {"id": proposal.id, "file": proposal.file, "new": proposal.before is None, "changes": changes, "pictures": pictures}


def report(file: str, diagnostics: Sequence[Diagnostic], language: str) -> str:
    """What was not understood in a document, one thing a line, to be sent to whoever wrote it."""
    lines = [say("import-report", language, file=file), ""]
    for diagnostic in sorted(diagnostics, key=Diagnostic.sort_key):
        said = message(diagnostic, language)
        lines.append(f"- {said.sentence}")
        lines.extend(f"  → {hint}" for hint in said.hints)
    return "\n".join([*lines, ""]) if diagnostics else "\n".join([*lines, say("import-report-nothing", language), ""])
