"""Layouts and starter are found in a wheel, in a checkout, or said to be missing."""

from pathlib import Path

import pytest

from bible_builder import resources
from bible_builder.errors import UsageError


def package(root: Path, *folders: str) -> Path:
    for folder in folders:
        (root / folder).mkdir(parents=True)
    return root / "bible_builder"


def test_a_wheel_carries_the_layouts_in_the_package(tmp_path: Path) -> None:
    here = package(tmp_path, "bible_builder/_layouts", "layouts")
    assert resources.layouts_folder(here) == here / "_layouts"


def test_an_editable_install_has_them_at_the_repository_root(tmp_path: Path) -> None:
    assert resources.layouts_folder(package(tmp_path, "bible_builder", "layouts")) == tmp_path / "layouts"


def test_the_starter_is_in_the_package(tmp_path: Path) -> None:
    here = package(tmp_path, "bible_builder/starter")
    assert resources.starter_folder(here) == here / "starter"


@pytest.mark.parametrize("find", [resources.layouts_folder, resources.starter_folder, resources.layout_names])
def test_an_installation_that_is_not_whole_says_what_is_missing(find: object, tmp_path: Path) -> None:
    assert callable(find)
    with pytest.raises(UsageError) as refused:
        find(package(tmp_path, "bible_builder"))
    assert refused.value.diagnostics[0].code == "resource-missing"
    assert str(tmp_path) in refused.value.diagnostics[0].parameters["places"]


def test_this_checkout_has_its_book_layout_and_its_starter() -> None:
    assert "livre" in resources.layout_names()
    assert resources.starter_folder().is_dir()
