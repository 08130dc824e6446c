"""The charter: ``_brand.yml`` and the fonts and logos beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bible_builder.errors import Source
from bible_builder.loading.brand import OWN, Brand, Font, FontPath
from bible_builder.loading.brand_file import Path, find, place_in, read_brand
from bible_builder.loading.fonts import family_of, font_fault
from bible_builder.loading.paths import CONTENT
from bible_builder.loading.pictures import locate_picture
from bible_builder.loading.placed import Items, Value
from bible_builder.loading.reading import Reading
from bible_builder.loading.records import find_file
from bible_builder.loading.word_template import read_word_template
from bible_builder.loading.yaml_text import read_yaml
from bible_builder.model.charter import Charter, FontFile
from bible_builder.model.languages import FILES, nearest
from bible_builder.model.units import Color

_FACES: Final = ("base", "headings", "monospace")
_SIZES: Final = ("medium", "large", "small")


def read_charter(reading: Reading, brand_name: str) -> Charter:
    """The charter; ``brand_name`` serves when it has no name. Without a file that can be read, an empty one.

    Reports ``missing-file``, ``missing-key``, ``bad-color`` (value), ``unknown-color`` (color, suggestion), ``color-loop``
    (color), ``unknown-family`` (family, suggestion), ``font-broken`` (file, reason), ``duplicate-font`` (family, weight, style),
    the warning ``font-family-differs`` (family, found, file), and what ``read_brand``, ``locate_picture`` and
    ``read_word_template`` report.
    """
    path = find_file("charter", ("/_brand.yml", "/_brand.yaml"), reading)
    if path is None:
        missing = f"{CONTENT}/{reading.language.word(FILES, 'charter')}/_brand.yml"
        reading.findings.error("missing-file", Source(missing), file=missing, suggestion="")
        return Charter(brand_name, {}, (), {}, source=Source(missing))
    text = reading.files.text(path)
    value = read_yaml(text, path, reading.findings) if text is not None else None
    if value is None:
        return Charter(brand_name, {}, (), {}, source=Source(path))
    return _Charter(read_brand(value, reading.findings), value, str(PurePosixPath(path).parent), reading).read(brand_name)


@dataclass(frozen=True, slots=True)
class _Charter:
    """A brand on its way to being a charter: what it says, where it says it, the folder of its files."""

    brand: Brand
    value: Value
    folder: str
    reading: Reading

    def read(self, brand_name: str) -> Charter:
        own, name = self.brand.defaults.bible_builder, self.brand.meta.name
        fonts = self.fonts()
        logo, alt = self.logo()
        return Charter(
            name=name.full or name.short or brand_name,
            colors=self.colors(),
            fonts=fonts,
            families=self.families(fonts),
            logo=self.reading.files.path(logo) if logo else None,
            logo_alt=alt or name.full or name.short or brand_name,
            voice=own.voice,
            page_size=own.page.size,
            cmyk=self.cmyk(),
            word_template=read_word_template(own, self.value, self.folder, self.reading),
            source=Source(self.value.source.file),
        )

    def place(self, *path: str | int) -> Source:
        return place_in(self.value, tuple(path))

    def colors(self) -> Mapping[str, Color]:
        """The palette, the roles, then the callouts' colours, each as it is in the end."""
        colors = self.brand.color
        callouts = self.brand.defaults.bible_builder.colors.model_dump()
        wanted: list[tuple[str, str, Path]] = [
            *((name, value, ("color", "palette", name)) for name, value in colors.palette.items()),
            *((name, value, ("color", name)) for name, value in colors.roles().items()),
            *((name, value, ("defaults", OWN, "colors", name)) for name, value in callouts.items() if value),
        ]
        found = {name: self.color(value, self.place(*path)) for name, value, path in wanted}
        return {name: color for name, color in found.items() if color is not None}

    def color(self, value: str, place: Source) -> Color | None:
        """The colour that a value names, through the palette if need be; a fault in the palette is reported there only."""
        palette, findings = self.brand.color.palette, self.reading.findings
        names: list[str] = []
        while value in palette and value not in names:
            names.append(value)
            value = palette[value]
        if value in names:
            if place in {self.place("color", "palette", name) for name in names}:
                findings.error("color-loop", place, color=value)
            return None
        try:
            return Color.parse(value if value.startswith("#") else "")
        except ValueError:
            if not names and value.startswith("#"):
                findings.error("bad-color", place, value=value)
            elif not names:
                findings.error("unknown-color", place, color=value, suggestion=nearest(value, palette))
        return None

    def cmyk(self) -> Mapping[str, tuple[int, int, int, int]]:
        given = self.brand.defaults.bible_builder.cmyk
        known = {**self.brand.color.palette, **self.brand.color.roles()}
        for name in given:
            if name not in known:
                place = self.place("defaults", OWN, "cmyk", name)
                self.reading.findings.error("unknown-color", place, color=name, suggestion=nearest(name, known))
        return {name: inks for name, inks in given.items() if name in known}

    def fonts(self) -> tuple[FontFile, ...]:
        found: dict[tuple[str, int, str], FontFile] = {}
        for number, font in enumerate(self.brand.typography.fonts):
            for place, file in enumerate(font.files):
                source = self.place("typography", "fonts", number, "files", place)
                key = (font.family, file.weight, file.style)
                if key in found:
                    parameters = {"family": font.family, "weight": file.weight, "style": file.style}
                    self.reading.findings.error("duplicate-font", source, **parameters)
                elif (opened := self.font(font, file, source)) is not None:
                    found[key] = opened
        if find(self.value, ("typography", "fonts")) is None:
            self.reading.findings.error("missing-key", self.place("typography"), key="fonts", object="typography")
        return tuple(found.values())

    def font(self, font: Font, file: FontPath, source: Source) -> FontFile | None:
        path = self.reading.files.locate(file.path, self.folder, source)
        data = self.reading.files.data(path, source) if path is not None else None
        if path is None or data is None:
            return None
        reason = font_fault(data)
        if reason:
            self.reading.findings.error("font-broken", source, file=file.path, reason=reason)
            return None
        name = family_of(data)
        if font.family != name:
            self.reading.findings.warning("font-family-differs", source, family=font.family, found=name, file=file.path)
        return FontFile(font.family, self.reading.files.path(path), file.weight, file.style)

    def families(self, fonts: tuple[FontFile, ...]) -> Mapping[str, str]:
        """The families of text, headings and fixed width; what is not said is set in the text's."""
        declared = [font.family for font in self.brand.typography.fonts]
        typed = find(self.value, ("typography", "fonts"))
        is_whole = isinstance(typed, Items) and len(typed.values) == len(declared)
        found: dict[str, str] = {}
        for face in _FACES:
            family = getattr(self.brand.typography, face).family
            place = self.place("typography", face)
            if family and family not in declared and is_whole:
                suggestion = nearest(family, declared)
                self.reading.findings.error("unknown-family", place, family=family, suggestion=suggestion)
            elif family:
                found[face] = family
            elif face == "base" and declared:
                self.reading.findings.error("missing-key", place, key="base", object="typography")
        default = found.get("base") or (fonts[0].family if fonts else "")
        return {face: found.get(face, default) for face in _FACES} if default else {}

    def logo(self) -> tuple[str, str]:
        """The logo's path, and its alternative text."""
        logos = self.brand.logo
        for size in _SIZES:
            name = getattr(logos, size).light
            if name:
                image = logos.images.get(name)
                path, alt = (image.path, image.alt) if image else (name, "")
                place = self.place("logo", "images", name) if image else self.place("logo", size)
                return locate_picture(path, self.folder, self.reading, place), alt
        return "", ""
