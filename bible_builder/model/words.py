"""The words that a book prints of itself, by language: labels, references, titles of parts. Contributors' words are not here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "figure": "Figure", "table": "Tableau", "annex": "Annexe", "chapter": "Chapitre", "section": "Section",
        "contents": "Sommaire", "glossary": "Lexique", "index": "Index", "annexes": "Annexes",
        "rule": "Règle", "tip": "Conseil", "warning": "Attention", "example": "Exemple", "say": "À dire", "avoid": "À éviter",
        "see": "voir", "see-also": "voir aussi", "page": "p.", "label-separator": " – ", "colon": "\u00a0: ", "open-quote": "«\u00a0", "close-quote": "\u00a0»",
        "synonyms": "Synonymes", "variants-to-avoid": "À ne pas employer", "edition": "Édition", "number": "n°",
        "in-force": "En vigueur du {start} au {end}", "proof": "ÉPREUVE – non publiée", "colophon": "À propos de cette édition",
        "edition-of": "Édition {id}, numéro {number}, du {date}", "contributors": "Contributeurs", "owner": "Responsable",
        "confidentiality": "Diffusion", "contact": "Signaler une erreur", "target": "Objectif", "formula": "Calcul",
        "frequency": "Fréquence", "source": "Source", "symbols": "Symboles et chiffres", "audience": "Public",
        "pages-of": "Document joint de {count} pages.", "how-to-use": "Mode d’emploi", "page-of-annex": "{title}, page {number}",
        "in-force-from": "En vigueur à partir du {start}", "in-force-until": "En vigueur jusqu’au {end}",
        "how-to-guide": "Le guide se lit une première fois dans l’ordre, puis se consulte\u00a0: le sommaire mène aux sections, l’index aux mots.",
        "how-to-callouts": "Les encadrés disent ce qui oblige, ce qui aide, ce qui demande de la prudence, et les mots à choisir ou à écarter.",
        "how-to-glossary": "Dans chaque section, la première mention d’un terme mène à sa définition dans le lexique.",
        "how-to-locators": "Dans le lexique et dans l’index, le numéro de page en gras est celui du passage principal.",
    },
    "en": {
        "figure": "Figure", "table": "Table", "annex": "Annex", "chapter": "Chapter", "section": "Section",
        "contents": "Contents", "glossary": "Lexicon", "index": "Index", "annexes": "Annexes",
        "rule": "Rule", "tip": "Tip", "warning": "Warning", "example": "Example", "say": "Say", "avoid": "Avoid",
        "see": "see", "see-also": "see also", "page": "p.", "label-separator": ". ", "colon": ": ", "open-quote": "“", "close-quote": "”",
        "synonyms": "Synonyms", "variants-to-avoid": "Not to be used", "edition": "Edition", "number": "no.",
        "in-force": "In force from {start} to {end}", "proof": "PROOF – not published", "colophon": "About this edition",
        "edition-of": "Edition {id}, number {number}, {date}", "contributors": "Contributors", "owner": "Owner",
        "confidentiality": "Distribution", "contact": "Report a mistake", "target": "Target", "formula": "Formula",
        "frequency": "Frequency", "source": "Source", "symbols": "Symbols and figures", "audience": "Audience",
        "pages-of": "Attached document of {count} pages.", "how-to-use": "How to use this bible", "page-of-annex": "{title}, page {number}",
        "in-force-from": "In force from {start}", "in-force-until": "In force until {end}",
        "how-to-guide": "Read the guide through once, then consult it: the contents lead to the sections, the index to the words.",
        "how-to-callouts": "Boxes say what binds, what helps, what calls for care, and which words to choose or to avoid.",
        "how-to-glossary": "In each section the first mention of a term leads to its definition in the lexicon.",
        "how-to-locators": "In the lexicon and in the index the page number in bold is that of the main passage.",
    },
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """The words of ``language`` (``fr``, ``fr-FR``…); raises KeyError for a language that has none."""
    return WORDS[language.split("-")[0].lower()]
