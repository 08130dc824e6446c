"""One mistake for each code of loading: in a section's Markdown, in its front matter, or in some other file."""

from __future__ import annotations

from typing import Final

from tests.loading.bibles import BIBLE, BRAND, SVG, Files
from tests.loading.spreadsheets import SHEETS

IN_MARKDOWN: Final = {
    "too-deep": "- " * 30 + "fond",
    "line-too-long": "mot " * 3000,
    "raw-html": "Du <b>gras</b>.",
    "stray-braces": "Un {appel} reçu.",
    "stray-fence": "Texte.\n\n:::",
    "stray-mark": "Du ** gras ** perdu.",
    "bad-link": "[ici](../autre.md)",
    "bad-attribute": "{style=rouge}\nTexte.",
    "attributes-without-block": "Texte.\n\n{#seul}",
    "image-outside-figure": "![x](x.png)",
    "unclosed-role": "Un {terme}`appel reçu.",
    "unknown-role": "Un {termes}`appel` reçu.",
    "bad-role": "Un {terme}`appel <>` reçu.",
    "role-out-of-place": "Le {role}`Conseiller` répond.",
    "unknown-footnote": "Texte[^a].",
    "unused-footnote": "Texte.\n\n[^a]: Une note.",
    "duplicate-footnote": "Texte[^a].\n\n[^a]: Une note.\n\n[^a]: Une autre.",
    "bad-note": "Texte[^a].\n\n[^a]: Une note.\n\n    Suite.",
    "misplaced-note": "## Titre[^a]\n\nTexte.\n\n[^a]: Une note.",
    "code-block": "Texte.\n\n    code",
    "thematic-break": "Texte.\n\n***\n\nTexte.",
    "empty-item": "- un\n-\n- trois",
    "empty-table": "| a | b |\n|---|---|",
    "row-length": "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "empty-heading": "##\n\nTexte.",
    "misplaced-heading": "> ## Titre\n> Texte.",
    "heading-too-high": "# Titre\n\nTexte.",
    "heading-too-deep": "## A\n\n### B\n\n#### C\n\nTexte.",
    "heading-skips-level": "### Titre\n\nTexte.",
    "heading-in-only": ":::{seulement} interne\nTexte.\n\n## Titre\n\nTexte.\n:::",
    "empty-section": "",
    "unknown-directive": ":::{reglement}\nTexte.\n:::",
    "bad-directive": "::: regle\n\nTexte.",
    "unclosed-directive": ":::{regle}\nTexte.",
    "empty-directive": ":::{regle}\n:::",
    "missing-argument": ":::{seulement}\nTexte.\n:::",
    "unknown-option": ":::{regle}\n:largeur: 3\nTexte.\n:::",
    "duplicate-option": ":::{regle}\n:id: a\n:id: b\nTexte.\n:::",
    "empty-option": ":::{regle}\n:id:\nTexte.\n:::",
    "missing-option": ":::{indicateur} DMT\nTexte.\n:::",
    "bad-option": ":::{tableau} T\n:entetes-lignes: vrai\n| a | b |\n|---|---|\n| 1 | 2 |\n:::",
    "bad-widths": ":::{tableau} T\n:largeurs: 30\n| a | b |\n|---|---|\n| 1 | 2 |\n:::",
    "not-a-table": ":::{decision} T\nTexte.\n:::",
    "not-a-caption": ":::{figure} ok.svg\n:alt: Un carré\n:::",
    "image-without-alt": ":::{figure} ok.svg\nLégende\n:::",
    "landscape-misplaced": "- :::{tableau} Un\n  :paysage: oui\n\n  | a |\n  |---|\n  | b |\n  :::",
    "procedure-not-a-list": ":::{procedure}\nTexte.\n:::",
    "empty-step": ":::{procedure}\n1. {role}`Conseiller`\n:::",
    "not-a-turn": ":::{dialogue}\n- Client : Bonjour.\n:::",
    "dialogue-without-speaker": ":::{dialogue}\nBonjour à vous.\n:::",
    "turns-not-apart": ":::{dialogue}\nClient : Bonjour.\nConseillère : Bonjour.\n:::",
    "unknown-file-type": ":::{figure} texte.gif\n:alt: x\nLégende\n:::",
    "image-broken": ":::{figure} abîmé.png\n:alt: x\nLégende\n:::",
    "svg-unsafe": ":::{figure} script.svg\n:alt: x\nLégende\n:::",
    "case-mismatch": ":::{figure} OK.svg\n:alt: x\nLégende\n:::",
    "missing-file": ":::{figure} absent.svg\n:alt: x\nLégende\n:::",
    "outside-bible": ":::{figure} ../../../../x.svg\n:alt: x\nLégende\n:::",
    "not-a-file": ":::{figure} dossier.svg\n:alt: x\nLégende\n:::",
    "unknown-audience": ":::{seulement} internes\nTexte.\n:::",
    "bad-id": ":::{regle}\n:id: Ma Règle\nTexte.\n:::",
    "duplicate-id": "{#doublon}\nTexte.\n\n{#doublon}\nTexte.",
    "bad-variable": "Un {{ a b }} là.",
    "bad-index-entry": "Un {index}`appel <a!b!c!d>`.",
    "control-character": "Un \x07 signal.",
    "bidi-character": "Un \u202e retour.",
    "invisible-character": "Un mo\u00adt.",
    "replacement-character": "Un \ufffd perdu.",
}
"""Code → the body of a section."""

PICTURES: Final[Files] = {
    "guide/1-accueil/ok.svg": SVG,
    "guide/1-accueil/texte.gif": b"GIF89a",
    "guide/1-accueil/abîmé.png": b"\x89PNG\r\n\x1a\n...",
    "guide/1-accueil/script.svg": SVG.replace("<rect", "<script>x()</script><rect"),
    "guide/1-accueil/dossier.svg/x.png": "x",
}
"""The pictures that those sections name."""

IN_FRONT_MATTER: Final = {
    "bad-yaml": "titre: [un",
    "yaml-alias": "titre: &a Un",
    "yaml-tag": "titre: !!str Un",
    "yaml-tab": "publics:\n\t- interne\ntitre: Un",
    "yaml-too-deep": "index: " + "[" * 40 + "]" * 40,
    "duplicate-key": "titre: Un\ntitre: Deux",
    "unknown-key": "titre: Un\nrespnsable: marketing",
    "missing-key": "responsable: marketing",
    "wrong-type": "titre: Un\npublics: interne",
    "bad-value": "titre: Un\nstatut: valide",
    "comment-in-text": "titre: n° 12 # suite",
    "markup-in-text": "titre: Le {terme}`rappel`",
    "unknown-owner": "titre: Un\nresponsable: marketting",
}
"""Code → the front matter of a section, but for its id."""

_LEXICON: Final = "- terme: rappel\n  définition: Un.\n"
ELSEWHERE: Final[dict[str, Files]] = {
    "bad-front-matter": {"guide/1-accueil/20-x.md": "Un texte."},
    "encoding": {"guide/1-accueil/20-x.md": "---\nid: x\ntitre: X\n---\nÉté".encode("cp1252")},
    "file-too-large": {"lexique.yaml": "#" * 4_000_001},
    "unreadable-file": {},  # made in the test: a loop of symbolic links
    "several-files": {"lexique.yaml": _LEXICON, "lexique.csv": "terme;définition\nx;y\n"},
    "ignored-file": {"guide/1-accueil/notes.txt": "x"},
    "chapter-left-out": {
        "bible.yaml": BIBLE + "ordre: [1-accueil]\n",
        "guide/2-suite/_chapitre.md": "---\nid: suite\ntitre: Suite\n---\n",
    },
    "duplicate-item": {"bible.yaml": BIBLE + "ordre: [1-accueil, 1-accueil]\n"},
    "label-of-nothing": {"bible.yaml": BIBLE + "libellés: {delais: {rappel: délai de rappel}}\n"},
    "duplicate-term": {"lexique.yaml": _LEXICON + _LEXICON},
    "duplicate-term-id": {"lexique.yaml": _LEXICON + "- terme: relance\n  id: rappel\n  définition: Deux.\n"},
    "duplicate-recipient": {
        "destinataires.yaml": "- {id: a, nom: A, public: interne}\n- {id: a, nom: B, public: interne}\n",
    },
    "dates-reversed": {"bible.yaml": BIBLE.replace("au: 2026-12-31", "au: 2026-09-01")},
    "misplaced-front-matter": {
        "annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.md}\n",
        "annexes/a.md": "---\nid: a\n---\nTexte.",
    },
    "empty-annex": {"annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.md}\n", "annexes/a.md": "\n"},
    "key-not-for-kind": {
        "annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.md, grouper-par: x}\n",
        "annexes/a.md": "Texte.",
    },
    "pdf-unreadable": {
        "annexes/annexes.yaml": "- {id: a, titre: A, fichier: a.pdf, description: x}\n",
        "annexes/a.pdf": b"%PDF-1.7\nrien",
    },
    "bad-color": {"charte/_brand.yml": BRAND.replace("primary: nuit", 'primary: "#12"')},
    "unknown-color": {"charte/_brand.yml": BRAND.replace("primary: nuit", "primary: nui")},
    "color-loop": {"charte/_brand.yml": BRAND.replace('nuit: "#1f2a44"', "nuit: mer")},
    "unknown-family": {"charte/_brand.yml": BRAND.replace("base: {family: Essai}", "base: {family: Esai}")},
    "font-broken": {"charte/polices/Essai-Regular.ttf": b"\x00\x01\x00\x00rien"},
    "duplicate-font": {"charte/_brand.yml": BRAND.replace("files:\n", "files:\n        - polices/Essai-Regular.ttf\n")},
    "font-family-differs": {"charte/_brand.yml": BRAND.replace("Essai}", "Autre}").replace("family: Essai", "family: Autre")},
    **SHEETS,
}
"""Code → files laid over the tiny bible."""
