"""A bible of one section, one term and one annex, whose files a test changes one at a time."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from bible_builder import loading
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible
from bible_builder.validation import Digest, digest, parts
from tests.bibles import BASE, build_over_base

SECTION: Final = "guide/1-accueil/10-appel.md"
HEAD: Final = "---\nid: appel\ntitre: L’appel\nresponsable: marque\nstatut: en relecture\n{more}---\n"
BODY: Final = """\
Un appel reçoit une réponse en {{ delais.reponse }}.

## La suite

Le conseiller rappelle, puis il note[^n].

[^n]: Dans le journal.

:::{figure} plan.svg
:alt: Le plan
Le plan du plateau
:::
"""
SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} 10"><rect width="10" height="10"/></svg>'
ANNEX: Final = "- {id: magasins, titre: Magasins, fichier: m.csv, colonnes: [{colonne: ville}, {colonne: code}]}\n"
TERM: Final = (
    "- {terme: appel entrant, définition: Un appel reçu., section: appel, synonymes: [appel reçu], formes: [appels entrants]}\n"
)


def write(root: Path) -> Path:
    """The bible, in ``root``, which must not be there; returns ``root``."""
    build_over_base(BASE, root)
    put(root, "bible.yaml", _bible("48 h"))
    put_section(root)
    put(root, "guide/1-accueil/plan.svg", SVG.format(n=10))
    put(root, "lexique.yaml", TERM)
    put(root, "annexes/annexes.yaml", ANNEX)
    put(root, "annexes/m.csv", "ville;code\nAuxerre;89000\nNantes;44000\n")
    return root


def _bible(reply: str) -> str:
    text = (BASE / "content" / "bible.yaml").read_text("utf-8")
    people = "  plateau: {nom: Karim Benaïssa}\n  relation: {nom: Hélène Maurin}\nréférent: relation\n"
    return f"{text}{people}variables:\n  delais: {{reponse: {reply}}}\n  autre: {{valeur: inutile}}\n"


def put(root: Path, file: str, text: str) -> None:
    """Write a file of ``content/``."""
    path = root / "content" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def put_section(root: Path, body: str = BODY, *, title: str = "L’appel", more: str = "", file: str = SECTION) -> None:
    """Write the section, with further lines in its header."""
    put(root, file, HEAD.format(more=more).replace("L’appel", title) + body)


def put_reply(root: Path, reply: str) -> None:
    """Give the variable ``delais.reponse`` another value."""
    put(root, "bible.yaml", _bible(reply))


def loaded(root: Path) -> Bible:
    """The bible as loaded; there must be no mistake in it."""
    findings = Findings()
    bible = loading.load(root, findings)
    assert bible is not None
    assert [found.code for found in findings.errors] == []
    return bible


def digest_of(root: Path, key: str = "appel") -> Digest:
    """The digest of a part as it stands in the files."""
    bible = loaded(root)
    return digest(next(part for part in parts(bible) if part.key == key), bible)


def copy(root: Path, to: Path) -> Path:
    """A copy of a bible, to change."""
    return Path(shutil.copytree(root, to))
