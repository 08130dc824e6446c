"""Every code has its words in both languages, and every content mistake a tiny bible that makes it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bible_builder.cli.messages import LANGUAGES, catalogue, parameters

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "bible_builder"
ADDERS = {"error", "warning", "note"}
CARRIED = {"token.meta['code']", "problem.code"}
"""Codes that one step only hands on; the step that makes them is read instead."""


@dataclass(frozen=True)
class Call:
    """A place in the source that makes a diagnostic: its code, the parameters it gives (None: not known from here)."""

    code: str
    given: frozenset[str] | None
    place: str


def calls() -> list[Call]:
    modules = [_Module(path) for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "errors.py"]
    return [call for module in modules for call in _calls_of(module, modules)]


def _calls_of(module: _Module, modules: Sequence[_Module]) -> Iterator[Call]:
    for node in ast.walk(module.tree):
        position = _position_of_code(node)
        if isinstance(node, ast.Call) and position is not None and not module.hands_on(node, node.args[position]):
            given = None if position else _given(node)
            for code, passed in module.codes(node.args[position], node, modules):
                known = None if given is None or passed is None else given | passed | module.added
                yield Call(code, known, f"{module.name}:{node.lineno}")


def _position_of_code(node: ast.AST) -> int | None:
    """Which argument of a call is a code, or None for anything that makes no diagnostic."""
    if not isinstance(node, ast.Call) or not node.args:
        return None
    if isinstance(node.func, ast.Attribute):
        return 0 if node.func.attr in ADDERS else None
    return {"Diagnostic": 0, "Problem": 0, "note": 0, "problem": 1}.get(ast.unparse(node.func))


Passed = frozenset[str] | None


class _Module:
    """A file of the source, asked which codes an expression may be."""

    def __init__(self, path: Path) -> None:
        self.tree, self.name = ast.parse(path.read_text("utf-8")), str(path.relative_to(ROOT))
        functions = [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)]
        self._around = {id(node): function for function in functions for node in ast.walk(function) if node is not function}
        calls = [
            node for function in functions if function.name in ADDERS for node in ast.walk(function) if isinstance(node, ast.Call)
        ]
        self.added = frozenset(keyword.arg for call in calls for keyword in call.keywords if keyword.arg)
        """What methods of the file that are called ``error`` and the like add of themselves."""

    def hands_on(self, call: ast.Call, code: ast.expr) -> bool:
        """Whether a call only passes on a code: in a method called ``error`` and the like, whose own callers are read instead."""
        function = self._around.get(id(call))
        return ast.unparse(code) in CARRIED or (function is not None and function.name in ADDERS)

    def codes(self, code: ast.expr, call: ast.AST, modules: Sequence[_Module]) -> Iterator[tuple[str, Passed]]:
        """Each code the expression may be, with the parameters that come from further out (None: not known)."""
        match code:
            case ast.Constant():
                yield str(code.value), frozenset()
            case ast.IfExp():
                yield from self.codes(code.body, call, modules)
                yield from self.codes(code.orelse, call, modules)
            case ast.JoinedStr():
                shape = "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in code.values)
                yield from ((known, None) for known in [code for code in catalogue() if fnmatch(code, shape)] or [shape])
            case ast.Name():
                found = list(self._named(code.id, call, modules))
                assert found, f"{self.name}:{code.lineno}: write the code as a literal"
                yield from found
            case _:
                pytest.fail(f"{self.name}:{code.lineno}: write the code as a literal")

    def _named(self, name: str, call: ast.AST, modules: Sequence[_Module]) -> Iterator[tuple[str, Passed]]:
        """A code in a variable: assigned in the function, or a parameter of it, or what an exception was raised with."""
        function = self._around[id(call)]
        for node in ast.walk(function):
            if (
                isinstance(node, ast.Assign)
                and ast.unparse(node.targets[0]) == name
                and isinstance(node.value, ast.IfExp | ast.Constant)
            ):
                yield from self.codes(node.value, call, modules)
            elif isinstance(node, ast.Assign) and _binds(node.targets[0], name):
                yield from ((code, None) for code in self._listed(node.value))
            elif isinstance(node, ast.For) and _binds(node.target, name):
                yield from ((code, None) for code in self._listed(node.iter))
            elif isinstance(node, ast.MatchAs) and node.name == name:
                yield from ((code, None) for code in self._raised())
        arguments = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if name in arguments:
            position = arguments.index(name) - (arguments[0] == "self")
            for module in [self] if function.name.startswith("_") else modules:
                yield from module.passed(function, name, position, modules)

    def passed(
        self, function: ast.FunctionDef, name: str, position: int, modules: Sequence[_Module]
    ) -> Iterator[tuple[str, Passed]]:
        """What the calls of ``function`` in this file give as its argument ``name``."""
        for caller in ast.walk(self.tree):
            if isinstance(caller, ast.Call) and ast.unparse(caller.func).split(".")[-1] == function.name:
                given = _given(caller) if function.args.kwarg else frozenset[str]()
                keyword = next((keyword.value for keyword in caller.keywords if keyword.arg == name), None)
                for code, more in self.codes(keyword or caller.args[position], caller, modules):
                    yield code, None if given is None or more is None else given | more

    def _listed(self, value: ast.expr) -> Iterator[str]:
        """The codes in a table of this file: ``code, kind = TABLE[reason]``, ``for code in TABLE``, ``TABLE.get(x)``."""
        name = re.split(r"[\[.]", ast.unparse(value))[0]
        for node in ast.walk(self.tree):
            if not isinstance(node, ast.AnnAssign | ast.Assign):
                continue
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if ast.unparse(target) != name:
                continue
            rows = node.value.values if isinstance(node.value, ast.Dict) else getattr(node.value, "elts", [])
            words = (inner.value for row in rows for inner in ast.walk(row) if isinstance(inner, ast.Constant))
            yield from (word for word in words if isinstance(word, str) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", word))

    def _raised(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def _binds(target: ast.expr, name: str) -> bool:
    return name in {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}


def _given(node: ast.Call) -> frozenset[str] | None:
    """The names of the parameters given, or None when a mapping is spread into the call."""
    if isinstance(node.func, ast.Name) and node.func.id in {"Diagnostic", "Problem"}:
        if len(node.args) < 2:
            return frozenset()
        mapping = node.args[1]
        return frozenset(ast.literal_eval(key) for key in mapping.keys if key) if isinstance(mapping, ast.Dict) else None
    names = [keyword.arg for keyword in node.keywords]
    return None if None in names else frozenset(name for name in names if name)


CALLS = calls()
CODES = sorted({call.code for call in CALLS})


def templates(code: str) -> Iterator[str]:
    entry = catalogue()[code]
    for language in LANGUAGES:
        yield entry[language]
        hints = entry.get(f"{language}-hint", ())
        yield from (hints,) if isinstance(hints, str) else hints


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_its_words_in_both_languages(code: str) -> None:
    entry = catalogue()[code]
    assert all(entry.get(language, "").strip() for language in LANGUAGES)
    assert ("fr-hint" in entry) == ("en-hint" in entry), "a hint in one language only"
    assert entry.keys() <= {key for language in LANGUAGES for key in (language, f"{language}-hint")}


def test_no_words_are_left_over() -> None:
    assert sorted(catalogue().keys() - set(CODES)) == []


@pytest.mark.parametrize("call", [call for call in CALLS if call.given is not None], ids=lambda call: f"{call.place} {call.code}")
def test_the_words_use_only_parameters_that_the_call_gives(call: Call) -> None:
    assert call.given is not None
    used = {name for template in templates(call.code) for name in parameters(template)}
    assert used <= call.given


@pytest.mark.parametrize("code", CODES)
def test_a_french_hint_says_what_to_do(code: str) -> None:
    """Somebody who programs nothing must not be left with the fact alone."""
    assert catalogue()[code].get("fr-hint")
