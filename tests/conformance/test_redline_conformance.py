"""Redlines are sound by the Open XML SDK, and LibreOffice makes of them the new text and the old one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from bible_builder.comparison import redline
from bible_builder.rendering.docx.redline import redline_document
from tests.comparison import telling
from tests.conformance.checkers import open_xml_sdk
from tests.rendering.docx.resolved import resolved

pytestmark = [pytest.mark.conformance, pytest.mark.slow]

CASES: Final = [case for file in ("passages", "sections", "donnees") for case in telling.cases(file)]

_MODULE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(folder as String, count as String, command as String, side as String)
  Dim hidden(0) as new com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim kind(0) as new com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For number = 0 To CInt(count) - 1
    stem = ConvertToURL(folder) + "/" + CStr(number)
    doc = StarDesktop.loadComponentFromURL(stem + ".redline.docx", "_blank", 0, hidden())
    dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" + command, "", 0, Array())
    doc.storeToURL(stem + ".made-" + side + ".docx", kind())
    doc.close(True)
  Next
End Sub
</script:module>
"""


@pytest.fixture(scope="module")
def redlines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the redline of each case, and with its two sides as documents without changes."""
    folder = tmp_path_factory.mktemp("redlines")
    for number, case in enumerate(CASES):
        old, new = (telling.bible(side if "s" not in side else {"c": side}) for side in (case["old"], case["new"]))
        for name, before, after in (("redline", old, new), ("old", old, old), ("new", new, new)):
            (folder / f"{number}.{name}.docx").write_bytes(redline_document(redline(before, after)))
    return folder


def test_the_open_xml_sdk_finds_nothing(redlines: Path) -> None:
    found = open_xml_sdk.validate(sorted(redlines.glob("*.redline.docx")))
    assert {path.name: findings for path, findings in found.items() if findings} == {}


@pytest.mark.parametrize(("command", "side"), [("AcceptAllTrackedChanges", "new"), ("RejectAllTrackedChanges", "old")])
def test_libreoffice_makes_one_side_of_it(command: str, side: str, redlines: Path, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not there")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # A new profile begins with an empty module of this name, which is then filled.
    subprocess.run([program, profile, "--headless", "--terminate_after_init"], check=True, capture_output=True, timeout=120)
    (tmp_path / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(_MODULE, "utf-8")
    macro = f'macro:///Standard.Module1.Resolve("{redlines}","{len(CASES)}","{command}","{side}")'
    subprocess.run([program, profile, "--headless", macro], check=True, capture_output=True, timeout=300)
    for number, case in enumerate(CASES):
        made = resolved((redlines / f"{number}.made-{side}.docx").read_bytes(), accept=True)
        wanted = resolved((redlines / f"{number}.{side}.docx").read_bytes(), accept=True)
        # LibreOffice keeps an empty paragraph after a table where one of another side stood.
        assert [text.text for text in made if text.text] == [text.text for text in wanted if text.text], case["name"]
