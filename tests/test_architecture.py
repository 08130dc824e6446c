"""The house rules, read from the code: who may know whom, where each library lives, how long things are."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "bible_builder"

ROOMS = ("loading", "assembly", "layout", "checking", "rendering")
WINGS = ("comparison", "importing", "publishing", "validation")
"""Rooms beside the flow from files to pages."""

FLOWS = ("build", "approvals", "baselines", "copies", "deliveries", "desk", "editions", "intake", "outputs")
"""Modules that call several rooms."""

MAY_KNOW = {
    "errors": set[str](),
    "model": {"errors"},
    **{room: {"errors", "model", "opc", "resources"} for room in ROOMS},
    "opc": set[str](),
    "importing": {"errors", "model", "files", "opc"},
    "comparison": {"errors", "model"},
    "validation": {"errors", "model", "files", "locks"},
    "locks": {"errors"},
    "publishing": {"errors", "model", "files", "locks"},
    "outputs": {"errors", "model", "resources", "results", "baselines", "build", "comparison", "publishing", *ROOMS},
    "baselines": {"errors", "model", "comparison", "publishing", *ROOMS},
    "copies": {"errors", "model", "results", "files", "baselines", "build", "desk", "outputs", "publishing", *ROOMS},
    "deliveries": {"errors", "model", "files", "baselines", "desk", "comparison", "publishing"},
    "desk": {"errors", "model", "locks", "baselines", "publishing", *ROOMS},
    "editions": {"errors", "model", "results", "baselines", "build", "outputs", "approvals", "comparison", "publishing", *ROOMS},
    "approvals": {"errors", "model", "results", "loading", "validation"},
    "intake": {"errors", "model", "files", "importing", *ROOMS},
    "resources": {"errors"},
    "files": {"errors"},
    "results": {"errors", "model"},
    "build": {"errors", "model", "files", "results", "baselines", "comparison", "publishing", "validation", *ROOMS},
    "cli": {"errors", "model", "files", "results", "resources", *FLOWS, *WINGS, *ROOMS},
    "__init__": {"errors", "model", "results", *FLOWS, *WINGS},
}
"""Room, or module beside the rooms → what it may import. Within itself a room imports as it likes."""

HOMES = {
    "yaml": {"loading", "layout"},
    "markdown_it": {"loading"},
    "mdit_py_plugins": {"loading"},
    "openpyxl": {"loading", "validation"},
    "defusedxml": {"loading"},
    "pydantic": {"loading", "publishing"},
    "pydantic_core": {"loading"},
    "PIL": {"loading", "rendering", "importing"},
    "babel": {"loading", "assembly", "layout"},
    "pyuca": {"assembly"},
    "simplemma": {"assembly"},
    "jinja2": {"layout"},
    "markupsafe": {"layout"},
    "tinycss2": {"layout", "rendering/docx"},
    "fontTools": {"checking", "rendering"},
    "weasyprint": {"rendering/pdf"},
    "pydyf": {"rendering/pdf"},
    "pikepdf": {"rendering/pdf"},
    "pypdfium2": {"loading", "rendering/docx"},
    "resvg_py": {"rendering/docx"},
    "docx": {"rendering/docx"},
    "lxml": {"rendering/docx", "importing"},
    "pypandoc": {"importing"},
    "click": {"cli"},
    "platformdirs": {"cli"},
    "rich": {"cli"},
}
"""Third-party library → the rooms it may be imported in."""

DISTRIBUTIONS = {
    "yaml": "pyyaml",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "pydantic_core": "pydantic",
    "PIL": "pillow",
    "markupsafe": "jinja2",
    "fontTools": "fonttools",
    "docx": "python-docx",
    "pypandoc": "pypandoc_binary",
}
"""Where the name to import is not the name to install."""


def modules(folder: Path = PACKAGE) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "node_modules" not in path.parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Every module imported anywhere in a file, in full, and the line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import hides the room it comes from"
            # ``from bible_builder import layout`` names a room, ``from bible_builder.layout import compose`` a thing in it.
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "bible_builder" else [str(node.module)]
            )
            yield from ((name, node.lineno) for name in names)


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def id_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=id_of)
def test_a_room_knows_only_what_the_flow_lets_it_know(path: Path) -> None:
    room = room_of(path)
    known = {name.split(".")[1]: line for name, line in imports_of(path) if name.startswith("bible_builder.")}
    strangers = {f"{name} (line {line})" for name, line in known.items() if name != room and name not in MAY_KNOW[room]}
    assert not strangers


def test_the_two_renderers_do_not_know_each_other() -> None:
    for mine, other in (("pdf", "docx"), ("docx", "pdf")):
        imported = {name for path in modules(PACKAGE / "rendering" / mine) for name, _ in imports_of(path)}
        assert not [name for name in imported if name.startswith(f"bible_builder.rendering.{other}")]


@pytest.mark.parametrize("path", modules(), ids=id_of)
def test_each_library_is_imported_only_in_its_home(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name, line in imports_of(path):
        library = name.split(".")[0]
        if library in sys.stdlib_module_names or library == "bible_builder":
            continue
        assert library in HOMES, f"{id_of(path)}:{line}: {library} has no home yet; give it one in HOMES"
        assert any(place.startswith(f"{home}/") for home in HOMES[library]), (
            f"{id_of(path)}:{line}: {library} is not at home here"
        )


def test_each_library_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["word-import"]]
    distributions = {re.split(r"[\[<>=~! ]", line, maxsplit=1)[0].lower() for line in declared}
    imported = {name.split(".")[0] for path in modules() for name, _ in imports_of(path)} & HOMES.keys()
    assert {DISTRIBUTIONS.get(name, name).lower() for name in imported} <= distributions


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize(
    "path", [*modules(), *modules(ROOT / "tests"), *modules(ROOT / "tools"), *modules(ROOT / "benchmarks")], ids=id_of
)
def test_no_function_is_longer_than_fifty_lines(path: Path) -> None:
    assert [f"{name}: {length} lines" for name, length in functions(path) if length > 50] == []


@pytest.mark.parametrize("path", modules(), ids=id_of)
def test_no_file_is_longer_than_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", modules(), ids=id_of)
def test_only_the_commands_print_and_exit(path: Path) -> None:
    if room_of(path) == "cli":
        return
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"print", "exit", "quit", "sys.exit", "os._exit"}, f"{id_of(path)}:{node.lineno}: {called}"


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    # Written apart, so that this file does not find itself.
    places = re.compile("|".join(("/" + "work/", "/" + "root/", "/" + r"home/\w", "/" + r"Users/\w")))
    texts = {".py", ".md", ".toml", ".yaml", ".yml", ".sh", ".html", ".css", ".csv", ".json", ".svg", ".mjs", ".java", ".xml", ""}
    folders = (PACKAGE, *(ROOT / name for name in ("tests", "content", "layouts", "tools", "benchmarks", "docs", ".ci")))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix in texts]
    ours = [*files, *(ROOT / name for name in ("README.md", "CHANGELOG.md", "Makefile", "pyproject.toml"))]
    built = {"node_modules", "target", "__pycache__"}
    found = [
        id_of(path) for path in ours if not built & set(path.parts) and places.search(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_the_import_law_sees_an_import_inside_a_function(tmp_path: Path) -> None:
    module = tmp_path / "late.py"
    module.write_text("def late():\n    from bible_builder.layout import compose\n    import weasyprint.text\n", "utf-8")
    assert list(imports_of(module)) == [("bible_builder.layout", 2), ("weasyprint.text", 3)]
