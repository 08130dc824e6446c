"""``bible build``: the proofs, as PDF and as Word."""

from __future__ import annotations

from bible_builder.build import FORMATS, build
from bible_builder.cli.clean import cache_folder
from bible_builder.cli.messages import count, say
from bible_builder.cli.outcome import Outcome
from bible_builder.cli.settings import Settings, edition_or_path
from bible_builder.cli.terminal import Terminal
from bible_builder.results import Output, Work


def build_bible(
    settings: Settings,
    terminal: Terminal,
    audiences: tuple[str, ...],
    layouts: tuple[str, ...],
    formats: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    purpose: str,
    draft: bool,
    since: str | None,
    no_bars: bool,
) -> Outcome:
    """Build what is asked for; the paths of the files go to standard output. Raises what ``build`` raises."""
    work = Work(jobs=jobs, cache=None if no_cache else cache_folder())
    with terminal.progress() as progress:
        result = build(
            settings.project,
            settings.output,
            audiences or ("",),
            layouts,
            formats or FORMATS,
            purpose=purpose,
            draft=draft,
            since=edition_or_path(since, settings) if since else None,
            bars=not no_bars,
            progress=progress,
            work=work,
        )
    language = settings.language
    return Outcome(
        result.diagnostics,
        lines=tuple(str(output.path) for output in result.outputs),
        data={"outputs": [_as_data(output) for output in result.outputs]},
        summary=say("summary-build", language, files=count("files", len(result.outputs), language)),
        next_step=say("next-read", language, file=result.outputs[0].path),
    )


def _as_data(output: Output) -> dict[str, object]:
    pages = {"pages": output.pages} if output.pages else {}
    return {"file": str(output.path), "format": output.format, "audience": output.audience, "layout": output.layout, **pages}
