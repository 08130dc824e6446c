"""The schema of brand.yml (posit-dev/brand-yml, 2025), as far as a bible uses it, and of our own words under ``defaults``.

Colours, fonts, logos and names are checked; the parts that only web pages use (``link``, ``weight`` of headings…) are accepted.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

OWN: Final = "bible-builder"
"""Our own key under ``defaults``."""

WORD_TEMPLATE: Final = ("modele-word", "modèle-word", "word-template")
WORD_STYLES: Final = ("styles-word", "word-styles")
"""Keys of ours that have a French name and an English one."""


def _from_text(key: str) -> BeforeValidator:
    """Accepts a text where a mapping may stand: it is the mapping's ``key``."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


class Strict(BaseModel):
    """A mapping that takes the keys it names and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_dashed, populate_by_name=False)


class Name(Strict):
    """The brand's name, full and short."""

    full: str = ""
    short: str = ""


class Meta(Strict):
    """``meta``."""

    name: Annotated[Name, _from_text("full")] = Name()
    link: Any = None


class LogoFile(Strict):
    """A logo: its file and its alternative text."""

    path: str
    alt: str = ""


Logo = Annotated[LogoFile, _from_text("path")]


class LightDark(Strict):
    """A logo for light and one for dark grounds."""

    light: str = ""
    dark: str = ""


Size = Annotated[LightDark, _from_text("light")]


class Logos(Strict):
    """``logo``: files by name, and which serves at which size; a size may also name a file."""

    images: dict[str, Logo] = Field(default_factory=dict)
    small: Size = LightDark()
    medium: Size = LightDark()
    large: Size = LightDark()


class Colors(Strict):
    """``color``: the palette and the roles."""

    palette: dict[str, str] = Field(default_factory=dict)
    foreground: str = ""
    background: str = ""
    primary: str = ""
    secondary: str = ""
    tertiary: str = ""
    success: str = ""
    info: str = ""
    warning: str = ""
    danger: str = ""
    light: str = ""
    dark: str = ""

    def roles(self) -> dict[str, str]:
        """The roles that are given, as written."""
        return {name: value for name, value in self.model_dump(exclude={"palette"}).items() if value}


WEIGHTS: Final = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip


def _weight(value: object) -> object:
    """A weight by its name."""
    return WEIGHTS.get(value, value) if isinstance(value, str) else value


Weight = Annotated[int, Field(ge=100, le=900, multiple_of=100), BeforeValidator(_weight)]


class FontPath(Strict):
    """One font file."""

    path: str
    weight: Weight = 400
    style: Literal["normal", "italic"] = "normal"


class Font(Strict):
    """A family and its files; only ``source: file``, since nothing is fetched."""

    source: Literal["file"]
    family: str
    files: list[Annotated[FontPath, _from_text("path")]]


class Face(Strict):
    """The family of a kind of text; the looks are the layout's."""

    family: str = ""
    weight: Any = None
    style: Any = None
    size: Any = None
    line_height: Any = None
    color: Any = None
    background_color: Any = None
    decoration: Any = None


class Typography(Strict):
    """``typography``."""

    fonts: list[Font] = Field(default_factory=list)
    base: Annotated[Face, _from_text("family")] = Face()
    headings: Annotated[Face, _from_text("family")] = Face()
    monospace: Annotated[Face, _from_text("family")] = Face()
    monospace_inline: Any = None
    monospace_block: Any = None
    link: Any = None


class PageSize(Strict):
    """The page."""

    size: Literal["A4", "A5", "B5", "Letter"] = "A4"


class Callouts(Strict):
    """Colours of the callouts."""

    say: str = ""
    avoid: str = ""
    rule: str = ""
    tip: str = ""
    warning: str = ""
    example: str = ""


Percent = Annotated[int, Field(ge=0, le=100)]


class Own(Strict):
    """``defaults: bible-builder:``: what brand.yml has no word for."""

    page: PageSize = PageSize()
    voice: str = ""
    colors: Callouts = Callouts()
    cmyk: dict[str, tuple[Percent, Percent, Percent, Percent]] = Field(default_factory=dict)
    word_template: str = Field(default="", validation_alias=AliasChoices(*WORD_TEMPLATE))
    word_styles: dict[str, str] = Field(default_factory=dict, validation_alias=AliasChoices(*WORD_STYLES))


class Defaults(BaseModel):
    """``defaults``: ours is read, those of other programs are left alone."""

    model_config = ConfigDict(extra="allow", frozen=True, alias_generator=_dashed)
    bible_builder: Own = Own()


class Brand(Strict):
    """``_brand.yml``."""

    meta: Meta = Meta()
    logo: Annotated[Logos, _from_text("medium")] = Logos()
    color: Colors = Colors()
    typography: Typography = Typography()
    defaults: Defaults = Defaults()
