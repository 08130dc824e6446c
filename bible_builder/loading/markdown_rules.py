"""The rules added to CommonMark: colon fences, attributes, roles, variables; and a bound on depth.

They are syntax only. What is wrong becomes a token ``problem`` whose ``meta`` holds the code and parameters of a report; what
is right becomes a token for ``blocks`` and ``phrasing`` to give a meaning. Rules have the signatures of markdown-it-py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as gfm_table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

DEEPEST: Final = 16
"""Levels of markdown-it: a list takes two, a quotation or directive one. Word has nine levels of lists."""

_FENCE: Final = re.compile(r"(?P<colons>:{3,})[ \t]*(?P<rest>.*)")
_OPENING: Final = re.compile(r"\{(?P<name>[^\s{}]+)\}[ \t]*(?P<argument>.*)")
_OPTION: Final = re.compile(r":(?P<name>[^\s:`{}][^:`]*?):(?:[ \t]+(?P<value>.*)|[ \t]*)")
_HEADING: Final = re.compile(r"#{1,6}(?:[ \t]|$)")
_ATTRIBUTES: Final = re.compile(r"\{[^{}`]*\}[ \t]*")
_ROLE: Final = re.compile(r"\{(?P<name>[^\s{}`]+)\}(?P<ticks>`+)")
_VARIABLE: Final = re.compile(r"\{\{[ \t]*(?P<name>[^{}\n]*?)[ \t]*\}\}")
_NOTE_CALL: Final = re.compile(r"\[\^(?P<label>[^\s\[\]]{1,60})\]")
_NAME: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive as typed, with its line from 0."""

    name: str
    value: str
    line: int


def problem(line: int, code: str, found: str = "", parameters: Mapping[str, object] | None = None) -> Token:
    """A token that stands for a report: on ``line`` (from 0), at the column where ``found`` stands, if it is given."""
    meta = {"code": code, "found": found, "parameters": dict(parameters or {}), "line": line}
    return Token("problem", "", 0, meta=meta, map=[line, line + 1])


def depth(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Refuse what is nested too deep; markdown-it would drop it without a word."""
    if silent or state.level < DEEPEST:
        return False
    state.tokens.append(problem(start_line, "too-deep", parameters={"limit": DEEPEST}))
    state.line = end_line
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``:::{name} argument``, options, blocks, ``:::``. Directives stand within one another, best with more colons outside."""
    if state.is_code_block(start_line):
        return False
    fence = _FENCE.fullmatch(_line(state, start_line))
    if fence is None:
        return False
    if silent:
        return True
    opening = _OPENING.fullmatch(fence["rest"])
    if opening is None:
        code = "bad-directive" if fence["rest"] else "stray-fence"
        state.tokens.append(problem(start_line, code, fence[0], {"found": fence[0][:80]}))
        state.line = start_line + 1
        return True
    closing = _closing(state, start_line, end_line, len(fence["colons"]))
    last = closing if closing is not None else _end_of_unclosed(state, start_line, end_line)
    options, body = _options(state, start_line + 1, last)
    token = state.push("directive_open", "", 1)
    token.map = [start_line, last]
    token.info = opening["name"]
    token.meta = {"argument": opening["argument"].strip(), "options": options, "closed": closing is not None}
    _tokenize(state, body, last)
    state.push("directive_close", "", -1)
    state.line = last + (closing is not None)
    return True


def _tokenize(state: StateBlock, start_line: int, end_line: int) -> None:
    parent, last = state.parentType, state.lineMax
    # The line bound keeps a paragraph from running on over the closing fence.
    state.parentType, state.lineMax = "directive", end_line
    state.md.block.tokenize(state, start_line, end_line)
    state.parentType, state.lineMax = parent, last


def _closing(state: StateBlock, start_line: int, end_line: int, colons: int) -> int | None:
    """The line of the closing fence. A bare fence closes the innermost one of as many colons, and any left open within it."""
    opened = [colons]
    for line in range(start_line + 1, end_line):
        text = _line(state, line)
        if text and state.sCount[line] < state.blkIndent:
            return None
        fence = _FENCE.fullmatch(text)
        if fence is None:
            continue
        if fence["rest"]:
            opened.append(len(fence["colons"]))
            continue
        number = len(fence["colons"])
        places = [n for n, count in enumerate(opened) if count == number]
        places = places or [n for n, count in enumerate(opened) if count < number]
        if places:
            del opened[places[-1] :]
        if not opened:
            return line
    return None


def _end_of_unclosed(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where a directive that is never closed probably ends: before the next heading."""
    for line in range(start_line + 1, end_line):
        text = _line(state, line)
        if (text and state.sCount[line] < state.blkIndent) or _HEADING.match(text):
            return line
    return end_line


def _options(state: StateBlock, line: int, end_line: int) -> tuple[tuple[Option, ...], int]:
    """The options at the start of a directive, and the line after them."""
    options: list[Option] = []
    while line < end_line and (found := _OPTION.fullmatch(_line(state, line))):
        options.append(Option(found["name"].strip(), (found["value"] or "").strip(), line))
        line += 1
    return tuple(options), line


def attributes(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """``{#id .class lang=en}`` on a line of its own: the attributes of the block that follows."""
    text = _line(state, start_line)
    if state.is_code_block(start_line) or not _ATTRIBUTES.fullmatch(text):
        return False
    found = read_attributes(text.strip())
    if not found:
        return False
    if not silent:
        token = Token("attributes", "", 0, meta={"attributes": found}, map=[start_line, start_line + 1])
        state.tokens.append(token)
        state.line = start_line + 1
    return True


def read_attributes(text: str) -> dict[str, str]:
    """The attributes that ``{…}`` holds, or none when it holds anything else."""
    try:
        end, found = parse(text)
    except ParseError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if end == len(text) - 1 else {}


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """GFM's table rule; each row's token is told how many cells were typed, since surplus ones are dropped (GFM 4.10)."""
    first = len(state.tokens)
    if not gfm_table(state, start_line, end_line, silent):
        return False
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            token.meta = {"cells": _count_cells(_line(state, token.map[0]).strip())}
    return True


def _count_cells(text: str) -> int:
    cells = escapedSplit(text)
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def role(state: StateInline, silent: bool) -> bool:
    """``{name}`text` ``, with as many backquotes at the end as at the beginning."""
    opening = _ROLE.match(state.src, state.pos)
    if opening is None or opening.end() > state.posMax:
        return False
    ticks = opening["ticks"]
    closing = re.compile(f"(?<!`){ticks}(?!`)").search(state.src, opening.end(), state.posMax)
    if not silent:
        line = state.src.count("\n", 0, state.pos)
        if closing is None:
            _push(state, problem(line, "unclosed-role", opening[0], {"role": opening["name"]}))
        else:
            token = state.push("role", "", 0)
            token.info = opening["name"]
            token.content = state.src[opening.end() : closing.start()].replace("\n", " ")
            token.meta = {"line": line, "found": state.src[state.pos : closing.end()]}
    state.pos = closing.end() if closing else opening.end()
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """``[^label]``, whether there is such a note or not. The plugin's own rule reads on to the end of the text each time."""
    found = _NOTE_CALL.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        token = state.push("note_call", "", 0)
        token.info = found["label"]
        token.meta = {"line": state.src.count("\n", 0, state.pos), "found": found[0]}
    state.pos = found.end()
    return True


def _push(state: StateInline, token: Token) -> None:
    if state.pending:
        state.pushPending()
    state.tokens.append(token)


def variable(state: StateInline, silent: bool) -> bool:
    """``{{ name }}``: a look-up of the name, whose parts are letters, digits, ``-`` and ``_``, parted by dots."""
    found = _VARIABLE.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        line = state.src.count("\n", 0, state.pos)
        if _NAME.fullmatch(found["name"]):
            token = state.push("variable", "", 0)
            token.info = found["name"]
            token.meta = {"line": line, "found": found[0]}
        else:
            _push(state, problem(line, "bad-variable", found[0], {"name": found["name"]}))
    state.pos = found.end()
    return True
