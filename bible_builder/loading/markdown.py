"""The Markdown that the bible is written in: CommonMark with tables, definition lists, notes, attributes, directives and roles.

No raw HTML, no automatic links, no ``typographer`` (it is quadratic); French typography is assembly's. Parsing gives tokens;
``blocks`` and ``phrasing`` make elements of them.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from bible_builder.loading import markdown_rules as rules

Env = MutableMapping[str, Any]
"""What one text's blocks and lines share: link references, notes."""

_STOPS_PARAGRAPHS: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_LEVELS_IN_A_LINE: Final = 40


class _Parser(MarkdownIt):
    """Lets every link through: one that is refused would be printed as it was typed, without a word; ``links`` reports it."""

    def validateLink(self, url: str) -> bool:
        """True."""
        return True


@cache
def _parser() -> MarkdownIt:
    md = _Parser("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": _LEVELS_IN_A_LINE})
    md.enable("table").disable(["html_block", "html_inline"])
    md.use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    md.use(attrs_plugin, after=(), spans=True)
    md.block.ruler.at("table", rules.table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("table", "depth", rules.depth)
    md.block.ruler.before("fence", "directive", rules.directive, _STOPS_PARAGRAPHS)
    md.block.ruler.before("fence", "attributes", rules.attributes)
    md.inline.ruler.at("footnote_ref", rules.note_call)
    md.inline.ruler.before("backticks", "role", rules.role)
    md.inline.ruler.before("role", "variable", rules.variable)
    # Lines are read when their blocks are, with the blocks' places; escaped characters stay tokens of their own.
    md.core.ruler.enableOnly(["normalize", "block"])
    return md


def block_tokens(text: str, env: Env) -> list[Token]:
    """The blocks of a text; ``inline`` tokens are not parsed yet."""
    return _parser().parse(text, env)


def line_tokens(text: str, env: Env) -> list[Token]:
    """What stands in a line of text."""
    md = _parser()
    return md.inline.parse(text, md, env, [])
