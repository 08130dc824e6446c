"""The roles that a company's Word template may dress: one for each style of a book, with what Word calls such a style.

A role is named as in ``styles.yaml``. The référent may name it in French or in English, with or without accents. ``words`` are
names of styles as Word keeps them in its files: those of built-in styles are English whatever the language of Word, only their
ids are translated ([MS-OI29500] 2.1.480). ``docs/modele-word.md`` shows this table to those who prepare a template.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

PARAGRAPH, CHARACTER, TABLE = "paragraph", "character", "table"


@dataclass(frozen=True, slots=True)
class WordRole:
    """A role: its name and French name, the styles of Word that play it, in order of preference, and their kind.

    ``essential``: a template must have a style for it. ``like``: the role whose style serves when there is none of its own, with
    what tells the two apart (a number, a level) added.
    """

    name: str
    french: str
    words: tuple[str, ...] = ()
    kind: str = PARAGRAPH
    essential: bool = False
    like: str = ""


@dataclass(frozen=True, slots=True)
class TemplateStyle:
    """A style of a template: its id, its name and other names, its kind; whether it is the default of its kind."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    is_default: bool = False


_R = WordRole


def _characters(*names: tuple[str, str, str]) -> tuple[WordRole, ...]:
    return tuple(WordRole(name, french, (word,), CHARACTER) for name, french, word in names)


ROLES: Final[tuple[WordRole, ...]] = (
    _R("body", "corps", ("Body Text", "Normal"), essential=True),
    _R("chapter-title", "titre-1", ("heading 1",), essential=True),
    _R("heading-2", "titre-2", ("heading 2",), essential=True),
    _R("heading-3", "titre-3", ("heading 3",), essential=True),
    _R("heading-4", "titre-4", ("heading 4",), like="heading-3"),
    _R("part-title", "titre-de-partie", ("Part Title",), like="chapter-title"),
    _R("annex-title", "titre-d-annexe", ("Annex Title",), like="chapter-title"),
    _R("annex-heading", "titre-2-d-annexe", ("Annex Heading",), like="heading-2"),
    _R("annex-subheading", "titre-3-d-annexe", ("Annex Subheading",), like="heading-3"),
    _R("list-bullet", "liste-a-puces", ("List Bullet",), essential=True),
    _R("list-number", "liste-numerotee", ("List Number",), essential=True),
    _R("caption", "legende", ("caption",), essential=True),
    _R("note", "note-de-bas-de-page", ("footnote text",)),
    _R("toc-1", "sommaire-1", ("toc 1",)),
    _R("toc-2", "sommaire-2", ("toc 2",)),
    _R("toc-3", "sommaire-3", ("toc 3",)),
    _R("toc-caption", "sommaire-legende", ("table of figures",)),
    _R("index-1", "index-1", ("index 1",)),
    _R("index-2", "index-2", ("index 2",)),
    _R("index-3", "index-3", ("index 3",)),
    _R("letter-head", "lettre-d-index", ("index heading",)),
    _R("change-head", "tete-de-changements", ("Change Heading",)),
    _R("change", "changement", ("Change Entry",)),
    _R("change-why", "raison-du-changement", ("Change Reason",)),
    _R("cover-title", "titre-de-couverture", ("Title",)),
    _R("cover-subtitle", "sous-titre-de-couverture", ("Subtitle",)),
    _R("cover-brand", "marque-de-couverture", ("Cover Brand",)),
    _R("cover-edition", "edition-de-couverture", ("Cover Edition",)),
    _R("mention", "mention", ("Mention",)),
    _R("quotation", "citation", ("Quote",)),
    _R("table", "tableau", ("Table",), TABLE),
    _R("decision-table", "tableau-de-decision", ("Decision Table",), TABLE, like="table"),
    _R("data-table", "tableau-de-donnees", ("Data Table",), TABLE, like="table"),
    _R("table-head", "tete-de-tableau", ("Table Head",)),
    _R("table-cell", "cellule-de-tableau", ("Table Cell",)),
    _R("figure", "figure", ("Figure",)),
    _R("lead", "chapeau", ("Lead",)),
    _R("block-title", "titre-de-bloc", ("Block Title",)),
    _R("section-reference", "reference-de-section", ("Section Reference",)),
    _R("glossary-term", "lexique-terme", ("Glossary Term",)),
    _R("glossary-definition", "lexique-definition", ("Glossary Definition",)),
    _R("see-also", "lexique-voir-aussi", ("See Also",)),
    _R("entry-locators", "lexique-pages", ("Entry Locators",)),
    _R("step", "etape", ("Procedure Step",)),
    _R("step-head", "tete-d-etape", ("Procedure Step Head",)),
    _R("defined-word", "mot-defini", ("Defined Word",)),
    _R("definition", "definition", ("Definition",)),
    _R("letter", "lettre", ("Letter",)),
    _R("callout-rule", "regle", ("Callout Rule",)),
    _R("callout-tip", "conseil", ("Callout Tip",)),
    _R("callout-warning", "attention", ("Callout Warning",)),
    _R("callout-example", "exemple", ("Callout Example",)),
    _R("callout-say", "dire", ("Callout Say",)),
    _R("callout-avoid", "eviter", ("Callout Avoid",)),
    _R("callout-title", "titre-d-encadre", ("Callout Title",)),
    _R("turn", "dialogue", ("Dialogue Turn",)),
    _R("kpi", "indicateur", ("Indicator",)),
    _R("kpi-name", "nom-d-indicateur", ("Indicator Name",)),
    _R("kpi-value", "valeur-d-indicateur", ("Indicator Value",)),
    *_characters(
        ("emphasis", "italique", "Emphasis"), ("strong", "gras", "Strong"), ("code", "code", "Code"),
        ("superscript", "exposant", "Superscript"), ("subscript", "indice", "Subscript"), ("link", "lien", "Hyperlink"),
        ("defined", "terme-defini", "Defined Term"), ("foreign", "mots-etrangers", "Foreign Words"),
        ("cross-reference", "renvoi", "Cross-Reference"), ("term-reference", "terme-du-lexique", "Term Reference"),
        ("note-call", "appel-de-note", "footnote reference"),
        ("locators", "pages", "Locators"), ("folio", "folio", "Folio"), ("inserted", "ajout", "Inserted Words"),
        ("deleted", "suppression", "Deleted Words"), ("number", "numero", "Number"), ("label", "etiquette", "Caption Label"),
        ("change-mark", "marque-de-changement", "Change Mark"),
        ("speaker", "locuteur", "Speaker"), ("actor", "acteur", "Actor"), ("time-limit", "delai", "Time Limit"),
    ),
)  # fmt: skip
"""Essential are the roles that stand on nearly every page and that a company is sure to have dressed: its running text, its
headings, its lists, its captions. For the others a style of the bible's own is added, in the template's fonts and colours."""

BY_NAME: Final[Mapping[str, WordRole]] = {role.name: role for role in ROLES}

_SHOWN: Final = (
    ("Titre 1", "heading 1"), ("Titre 2", "heading 2"), ("Titre 3", "heading 3"), ("Titre 4", "heading 4"),
    ("Titre 5", "heading 5"), ("Corps de texte", "Body Text"), ("Légende", "caption"), ("Liste à puces", "List Bullet"),
    ("Liste à puces 2", "List Bullet 2"), ("Liste à numéros", "List Number"), ("Liste à numéros 2", "List Number 2"),
    ("Paragraphe de liste", "List Paragraph"), ("TM 1", "toc 1"), ("TM 2", "toc 2"), ("TM 3", "toc 3"),
    ("En-tête de table des matières", "TOC Heading"), ("Table des illustrations", "table of figures"), ("Index 1", "index 1"),
    ("Index 2", "index 2"), ("Index 3", "index 3"), ("Titre d’index", "index heading"), ("Titre", "Title"),
    ("Sous-titre", "Subtitle"), ("Citation", "Quote"), ("Citation intense", "Intense Quote"),
    ("Note de bas de page", "footnote text"), ("Appel note de bas de p.", "footnote reference"), ("Lien hypertexte", "Hyperlink"),
    ("En-tête", "header"), ("Pied de page", "footer"), ("Accentuation", "Emphasis"), ("Élevé", "Strong"),
    ("Grille du tableau", "Table Grid"), ("Tableau Normal", "Normal Table"), ("Sans interligne", "No Spacing"),
)  # fmt: skip
"""What Word shows in French, and what it writes in its files: those who name a style do it as they see it."""


def role_named(word: str) -> WordRole | None:
    """The role of a French or English name, or None."""
    return next((role for role in ROLES if plain(word) in {plain(role.name), role.french}), None)


def style_named(word: str, styles: Iterable[TemplateStyle]) -> TemplateStyle | None:
    """The style that ``word`` names: by its name, by what Word calls it in French, by another name of it, by its id."""
    known = list(styles)
    meant = FRENCH_WORD.get(_folded(word), word)
    for names in (lambda s: (s.name,), lambda s: s.aliases, lambda s: (s.id,)):
        for wanted in (word, meant):
            found = next((style for style in known if _folded(wanted) in map(_folded, names(style))), None)
            if found is not None:
                return found
    return None


def style_of(role: WordRole, styles: Iterable[TemplateStyle], asked: Mapping[str, str]) -> TemplateStyle | None:
    """The style of a template that plays a role: the one that the charter asks for, else the first that Word would take."""
    fitting = [style for style in styles if style.kind == role.kind]
    if role.name in asked:
        return style_named(asked[role.name], fitting)
    return next((found for word in role.words if (found := style_named(word, fitting)) is not None), None)


def nearest_style(word: str, styles: Iterable[TemplateStyle]) -> str:
    """The name of the style that looks most like ``word``, or ""."""
    known = {plain(style.name): style.name for style in styles}
    close = get_close_matches(plain(word)[:100], known, 1)
    return known[close[0]] if close else ""


def plain(word: str) -> str:
    """The word in small letters, without accents, hyphens for spaces and apostrophes."""
    letters = (c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c))
    return "".join("-" if c in " _'’" else c for c in letters)


def _folded(word: str) -> str:
    return " ".join(word.replace("’", "'").casefold().split())


FRENCH_WORD: Final[Mapping[str, str]] = {_folded(shown): word for shown, word in _SHOWN}
WORD_FRENCH: Final[Mapping[str, str]] = {word: shown for shown, word in _SHOWN}
