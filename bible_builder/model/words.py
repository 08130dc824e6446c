"""The words that a book prints of itself, by language: labels, references, titles of parts. Contributors' words are not here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {
        "figure": "Figure", "table": "Tableau", "annex": "Annexe", "chapter": "Chapitre", "section": "Section",
        "contents": "Sommaire", "glossary": "Lexique", "index": "Index", "annexes": "Annexes",
        "rule": "Règle", "tip": "Conseil", "warning": "Attention", "example": "Exemple", "say": "À dire", "avoid": "À éviter",
        "see": "voir", "see-also": "voir aussi", "page": "p.", "label-separator": " – ", "colon": " : ", "open-quote": "« ", "close-quote": " »",
        "synonyms": "Synonymes", "variants-to-avoid": "À ne pas employer", "edition": "Édition", "number": "n°",
        "in-force": "En vigueur du {start} au {end}", "proof": "ÉPREUVE – non publiée", "colophon": "À propos de cette édition",
        "edition-of": "Édition {id}, numéro {number}, du {date}", "contributors": "Contributeurs", "owner": "Responsable",
        "confidentiality": "Diffusion", "contact": "Signaler une erreur", "target": "Objectif", "formula": "Calcul",
        "frequency": "Fréquence", "source": "Source", "symbols": "Symboles et chiffres", "audience": "Public",
        "pages-of": "Document joint de {count} pages.", "how-to-use": "Mode d’emploi", "page-of-annex": "{title}, page {number}",
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
    },
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """The words of ``language`` (``fr``, ``fr-FR``…); raises KeyError for a language that has none."""
    return WORDS[language.split("-")[0].lower()]
