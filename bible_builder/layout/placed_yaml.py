"""YAML of a layout, each value with its place: text, list or mapping, nothing else.

Scalars stay the text that was typed (YAML 1.1 reads ``no`` as a boolean and ``12:30`` as a number). Anchors and aliases are
refused: a few hundred bytes of them can stand for millions of values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from bible_builder.errors import Findings, Source


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as typed."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Placed, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping; ``keys`` says where each key was written."""

    values: Mapping[str, Placed]
    keys: Mapping[str, Source]
    source: Source


Placed = Scalar | Items | Entries


def read_yaml(text: str, file: str, findings: Findings) -> Placed | None:
    """The value that ``text`` writes, placed in ``file``; None when it is empty or unreadable (``layout-yaml`` says why)."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Source(file, mark.line + 1, mark.column + 1) if mark else Source(file)
        findings.error("layout-yaml", place, reason=error.problem or error.context or "")
        return None
    except (yaml.YAMLError, RecursionError) as error:
        findings.error("layout-yaml", Source(file), reason=str(error).splitlines()[0])
        return None
    return _Reader(file, findings).value(node) if node is not None else None


class _Reader:
    """Turns YAML nodes into placed values; notes aliases and keys that are not text or come twice."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file, self._findings, self._seen = file, findings, set[int]()

    def value(self, node: yaml.Node) -> Placed:
        place = self._place(node)
        if id(node) in self._seen:
            self._findings.error("layout-yaml", place, reason="alias")
            return Scalar("", place)
        self._seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return Scalar(str(node.value), place)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.value(child) for child in node.value), place)
        return self._entries(node, place)

    def _entries(self, node: yaml.Node, place: Source) -> Entries:
        values: dict[str, Placed] = {}
        keys: dict[str, Source] = {}
        for key_node, value_node in node.value:
            here = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._findings.error("layout-yaml", here, reason="key")
            elif key_node.value in values:
                self._findings.error("layout-duplicate-key", here, key=key_node.value, first=keys[key_node.value].line)
            else:
                values[key_node.value], keys[key_node.value] = self.value(value_node), here
        return Entries(values, keys, place)

    def _place(self, node: yaml.Node) -> Source:
        return Source(self._file, node.start_mark.line + 1, node.start_mark.column + 1)
