"""LibreOffice as a measuring tool: a document to PDF, in a process that sees the charter's fonts and no user's profile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pypdfium2

from bible_builder.model.charter import Charter

TIMEOUT: Final = 180  # seconds for one conversion; a book of 400 pages takes 30
_NAMES: Final = ("soffice", "libreoffice")

_SYSTEM_FONTS: Final = "/etc/fonts/fonts.conf"


class ConversionError(Exception):
    """LibreOffice did not give a PDF; the message says why in a word: ``timeout``, ``failed``, ``unreadable``."""


def find() -> str | None:
    """The path of LibreOffice's program, or None when it is not installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def version(program: str) -> str:
    """The version that the program says it is, or ""."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said[1] if len(said) > 1 else ""


def text_of(document: bytes, program: str, charter: Charter, timeout: float = TIMEOUT) -> str:
    """The words of the document as LibreOffice prints it. Raises ConversionError."""
    return "\n".join(pages_of(document, program, charter, timeout))


def pages_of(document: bytes, program: str, charter: Charter, timeout: float = TIMEOUT) -> list[str]:
    """The words of each page that LibreOffice prints; it leaves blank pages out. Raises ConversionError."""
    return _texts(printed(document, program, charter, timeout))


def printed(document: bytes, program: str, charter: Charter, timeout: float = TIMEOUT) -> bytes:
    """The document as LibreOffice prints it, a PDF. Raises ConversionError."""
    with tempfile.TemporaryDirectory(prefix="bible-folios-") as name:
        folder = Path(name)
        (folder / "probe.docx").write_bytes(document)
        environment = {**os.environ, "HOME": name, "FONTCONFIG_FILE": str(_fontconfig(folder, charter))}
        command = [
            program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", "pdf",
            "--outdir", name, str(folder / "probe.docx"),
        ]  # fmt: skip
        _run(command, environment, folder, timeout)
        return (folder / "probe.pdf").read_bytes()


def _run(command: list[str], environment: dict[str, str], folder: Path, timeout: float) -> None:
    """Run the program; at the end of its time its whole group ends, as it starts others."""
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            status = process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise ConversionError("timeout") from None
    if status or not (folder / "probe.pdf").exists():
        raise ConversionError("failed")


def _fontconfig(folder: Path, charter: Charter) -> Path:
    """A configuration that names the charter's folders alone, so that no system font slips in; a company's template asks for
    fonts that its machines have, so with one those of the system are seen too."""
    folders = dict.fromkeys(font.path.resolve().parent for font in charter.fonts)
    lines = "".join(f"<dir>{escape(str(path))}</dir>" for path in folders)
    if charter.word_template is not None:
        lines += f'<include ignore_missing="yes">{_SYSTEM_FONTS}</include>'
    file = folder / "fonts.conf"
    file.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{lines}'
        f"<cachedir>{escape(str(folder / 'fontcache'))}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return file


def _texts(data: bytes) -> list[str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise ConversionError("unreadable") from None
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
