"""Text that fits but for its last space fits: no word stands alone on a line for want of room for a space."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.layout import inline

from bible_builder.rendering.pdf.line_ends import split_first_line

TEXT = "Rien ne se recopie. Dans le texte, les blocs choisis portent une ligne de plus, <code>:extrait: oui</code>. Puis."
WIDTHS = range(380, 440, 4)


def lines(width: int) -> list[str]:
    css = f"@page {{ size: 600pt 400pt }} p {{ font: 10.5pt/15pt Vollkorn, serif; width: {width}pt }}"
    page = HTML(string=f"<style>{css} code {{ font-family: monospace }}</style><p>{TEXT}</p>").render().pages[0]
    found: list[str] = []

    def walk(box: Any) -> None:
        if type(box).__name__ == "LineBox":
            found.append("".join(child.text for child in box.descendants() if hasattr(child, "text")))
        for child in getattr(box, "children", ()):
            walk(child)

    walk(page._page_box)
    return found


def test_no_word_stands_alone_before_a_code_that_may_not_begin_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inline, "split_first_line", split_first_line)
    assert all(line != "Rien" for width in WIDTHS for line in lines(width))


def test_the_engine_still_needs_the_mend() -> None:
    assert any(line == "Rien" for width in WIDTHS for line in lines(width))
