"""Pictures of a Word document, as a section file can have them: named after its title, of a kind that the bible reads."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Findings, Source
from bible_builder.importing.imported import Picture
from bible_builder.model.tree import Content, Element, Node, rewrite

_KINDS: Final = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".svg": ".svg"}
_CONVERTED: Final = frozenset({".gif", ".bmp", ".tif", ".tiff", ".webp"})
"""Kinds that are turned into PNG, without loss."""

_LONGEST: Final = 40


class Album:
    """The pictures that a text names, each once, in the order of the text."""

    def __init__(self, media: Mapping[str, bytes], title: str, source: Source, findings: Findings) -> None:
        self._media, self._source, self._findings = media, source, findings
        self._stem = slug(title) or "image"
        self._names: dict[str, str] = {}
        self.pictures: list[Picture] = []

    def name(self, path: str) -> str:
        """The file name of the picture at ``path`` of the document; "" for one that cannot be had.

        Reports the warnings ``word-picture-missing`` (picture) and ``word-picture-kind`` (picture, kind).
        """
        if path not in self._names:
            self._names[path] = self._take(path)
        return self._names[path]

    def holds(self, element: Element) -> bool:
        """Whether an element is a picture of the document, and not of the bible's own."""
        return element.name == "x-picture" or (element.name == "img" and element.get("src") in self._media)

    def report_silent(self, name: str) -> None:
        """Note a picture that has no alternative text."""
        self._findings.warning("word-picture-without-text", self._source, picture=name)

    def _take(self, path: str) -> str:
        data, kind = self._media.get(path), PurePosixPath(path).suffix.lower()
        if data is None:
            self._findings.warning("word-picture-missing", self._source, picture=PurePosixPath(path).name)
            return ""
        if kind in _CONVERTED:
            data, kind = as_png(data), ".png"
        if kind not in _KINDS or data is None:
            self._findings.warning(
                "word-picture-kind", self._source, picture=PurePosixPath(path).name, kind=PurePosixPath(path).suffix.lstrip(".")
            )
            return ""
        name = f"{self._stem}-{len(self.pictures) + 1}{_KINDS[kind]}"
        self.pictures.append(Picture(name, data))
        return name


def with_pictures(content: Content, album: Album) -> Content:
    """The content with each picture of the document named as in the album; one that cannot be had goes, with its figure.

    Reports the warning ``word-picture-without-text`` (picture) for one without alternative text: its caption stands in for it.
    """

    def change(node: Node) -> tuple[Node, ...]:
        if not isinstance(node, Element) or node.name != "figure" or not any(album.holds(child) for child in node.elements):
            return (node,)
        kept = tuple(child for child in node.elements if not album.holds(child) or album.name(child.get("src")))
        caption = next((child for child in kept if child.name == "figcaption"), Element("figcaption"))
        if all(child is caption for child in kept):
            return (Element("p", {}, caption.children),) if caption.children else ()
        return (node.with_children(_image(child, caption.text(), album) for child in kept),)

    return rewrite(content, change)


def _image(element: Element, caption: str, album: Album) -> Element:
    if not album.holds(element):
        return element
    name = album.name(element.get("src"))
    if not element.get("alt"):
        album.report_silent(name)
    return Element("img", {"src": name, "alt": element.get("alt") or " ".join(caption.split())})


def as_png(data: bytes) -> bytes | None:
    """A raster picture as PNG, or None for one that cannot be read."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as picture:
                picture.convert("RGBA" if picture.mode in {"P", "PA", "LA", "RGBA"} else "RGB").save(out, "PNG")
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    return out.getvalue()


def slug(text: str) -> str:
    """A file name that a text makes: small ASCII letters, digits, hyphens, at most forty."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
