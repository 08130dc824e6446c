"""Jinja templates of a layout, rendered over plain data: autoescaped, strict, sandboxed, with no file or network of their own.

The loader marks each start tag that a template writes with ``data-template="chapter.html:12"``, so that whatever the vocabulary
check finds later names the template and the line. The attribute is dropped after the check.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from html.entities import html5
from typing import Final

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bible_builder.errors import Findings, Source
from bible_builder.layout.files import LayoutFiles

TEMPLATE: Final = "data-template"

_CODE: Final = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_START_TAG: Final = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_ENTITY: Final = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*);")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})


def marked(source: str, name: str) -> str:
    """The template with its place in each start tag that it writes, with HTML's named characters as characters; lines stay."""
    result, done = [], 0
    for code in _CODE.finditer(source):
        result += [_marked_literal(source, done, code.start(), name), code[0]]
        done = code.end()
    return "".join((*result, _marked_literal(source, done, len(source), name)))


def _marked_literal(source: str, start: int, end: int, name: str) -> str:
    def tag(found: re.Match[str]) -> str:
        line = source.count("\n", 0, start + found.start()) + 1
        return f'{found[0]} {TEMPLATE}="{name}:{line}"'

    return _ENTITY.sub(_character, _START_TAG.sub(tag, source[start:end]))


def _character(found: re.Match[str]) -> str:
    return found[0] if found[1] in _XML_ENTITIES else html5.get(f"{found[1]};", found[0])


class _Loader(jinja2.BaseLoader):
    """Templates of one layout, marked."""

    def __init__(self, files: LayoutFiles) -> None:
        self._files = files

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        found = Findings()
        text = self._files.read(template, found)
        if text is None:
            raise jinja2.TemplateNotFound(template)
        return marked(text, template), self._files.shown(template), None


class Templates:
    """The templates of one layout; ``render`` notes what goes wrong with template and line, it does not raise."""

    def __init__(self, files: LayoutFiles, findings: Findings) -> None:
        self._files, self._findings = files, findings
        self._environment = ImmutableSandboxedEnvironment(
            loader=_Loader(files), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.pop("lipsum")  # both are dice: the same inputs must give the same book
        self._environment.filters.pop("random")

    def has(self, part: str) -> bool:
        """Whether the part has a template."""
        return self._files.path(f"{part}.html") is not None

    def render(self, part: str, context: Mapping[str, object]) -> str | None:
        """The part as text, or None after ``layout-template-syntax``, ``-missing``, ``-undefined`` or ``-error`` was noted."""
        try:
            return self._environment.get_template(f"{part}.html").render(context)
        except jinja2.TemplateSyntaxError as error:
            place = Source(error.filename or self._files.shown(f"{part}.html"), error.lineno)
            self._findings.error("layout-template-syntax", place, reason=error.message or "")
        except jinja2.TemplateNotFound as error:
            place = self._line_of(error) or Source(self._files.shown(f"{part}.html"))
            self._findings.error("layout-template-missing", place, template=error.name or "")
        except Exception as error:
            found = self._line_of(error)
            if found is None:
                raise  # not in a template: ours
            code = "layout-template-undefined" if isinstance(error, jinja2.UndefinedError) else "layout-template-error"
            self._findings.error(code, found, reason=f"{error}" or type(error).__name__)
        return None

    def _line_of(self, error: Exception) -> Source | None:
        """The innermost template line of the traceback: Jinja gives a template's frames the template's file name and lines."""
        shown = tuple(layer.shown("") for layer in self._files.layers())
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(shown)]
        return Source(frames[-1].filename, frames[-1].lineno or 1) if frames else None
