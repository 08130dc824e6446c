"""What assembly knows of French: the small words around a noun, irregular forms, set phrases in which a noun is not itself."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS: Final = _words(
    "un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leurs chaque aucun aucune "
    "nul nulle tout toute tous toutes quel quelle quels quelles plusieurs quelques certain certaine certains certaines "
    "divers diverses deux trois quatre cinq six sept huit neuf dix douze quinze vingt trente cent mille"
)
ARTICLES: Final = _words("le la les l’")
PREPOSITIONS: Final = _words(
    "de d’ par sans avec sous sur contre selon après avant dès pendant hors vers entre en pour à chez depuis durant malgré via "
    "dans parmi outre sauf lors"
)
SURE_PREPOSITIONS: Final = _words(
    "par avec sous sur contre selon dès hors vers entre chez durant malgré via dans parmi outre sauf"
)
"""Those that no infinitive follows."""

BEFORE_NOUN: Final = _words(
    "bon bonne bons bonnes beau belle beaux belles nouveau nouvel nouvelle nouveaux nouvelles premier première premiers "
    "premières dernier dernière derniers dernières second seconde deuxième troisième petit petite petits petites grand "
    "grande grands grandes gros grosse long longue longs longues court courte meilleur meilleure meilleurs meilleures "
    "mauvais mauvaise mauvaises même mêmes seul seule seuls seules simple simples vrai vraie vrais vraies autre autres "
    "prochain prochaine ancien ancienne double éventuel éventuelle éventuels éventuelles tel telle tels telles moindre "
    "véritable véritables"
)
"""Adjectives that stand between a determiner and its noun."""

SUBJECTS: Final = _words(
    "je j’ tu il elle on nous vous ils elles qui ne n’ se s’ me m’ te t’ y un une chacun chacune celui celle celui-ci celle-ci "
    "celui-là celle-là ceci cela ça personne lequel laquelle"
)
"""What stands before an object pronoun and a verb."""

CONNECTIVES: Final = _words(
    "si quand lorsque lorsqu’ car et ou mais donc puis ensuite enfin que qu’ comme pendant tant soit ni or voici voilà tout "
    "toute non"
)

MODALS: Final = _words(
    "peut peuvent peux pourra pourront pourrait doit doivent devra devront devrait faut faudra faudrait veut veulent "
    "voudrait va vont vient viennent sait savent saura saurait pouvoir devoir vouloir falloir aller savoir venir faire "
    "laisser fait laisse ose osent"
)
AUXILIARIES: Final = _words("est sont était étaient être sera seront soit soient reste restent mis mise mises")

NOUNS_BEFORE_DE: Final = _words(
    "forme montant demande numéro poste métier rôle nombre type lettre note titre profil fonction bon émission création place"
)
"""Nouns after which “de” is followed by a noun rather than an infinitive."""

FUNCTION_WORDS: Final = PREPOSITIONS | ARTICLES | _words("du des au aux et ou")

PARTICIPLES: Final = _words(
    "suivi reçu prévu vendu rendu perdu produit écrit permis promis mis remis soumis pris repris compris appris dû pu su vu "
    "revu lu tenu venu revenu contenu obtenu vécu offert ouvert couvert découvert souffert fait refait dit conduit réduit "
    "traduit construit acquis requis inclus exclu conclu résolu connu reconnu paru cru plu élu répondu attendu entendu "
    "étendu défendu débattu joint atteint éteint craint plaint peint cuit détruit instruit inscrit prescrit décrit souscrit "
    "interdit maintenu retenu soutenu survenu"
)
"""Irregular past participles, masculine singular."""

NOUNS_IN_EE: Final = _words(
    "durée journée arrivée entrée année idée soirée tournée donnée portée pensée montée allée poignée matinée entreprise vue"
)
"""Nouns that are participles by their form only, when other words complete them."""

PLURALS: Final = {
    "travail": "travaux", "bail": "baux", "émail": "émaux", "vitrail": "vitraux", "corail": "coraux", "œil": "yeux", "pneu":
    "pneus", "bleu": "bleus", "bijou": "bijoux", "caillou": "cailloux", "chou": "choux", "genou": "genoux", "hibou":
    "hiboux", "joujou": "joujoux", "pou": "poux", "bal": "bals", "carnaval": "carnavals", "festival": "festivals",
    "récital": "récitals", "régal": "régals", "aval": "avals", "landau": "landaus",
}  # fmt: skip

OWN_PLURALS: Final = _words(
    "travaux vacances lunettes ciseaux frais arrhes toilettes assises mémoires courses effets congés échecs"
)
"""Plurals with a meaning of their own: alone, they are neither the plural of their singular nor have one."""

BEFORE_PLACES: Final = _words("port gare canal place pont col")
"""Nouns that begin a place's name: *le port de Nantes*."""

_PHRASES: Final = """
appel d’offres; appels d’offres; faire appel; fait appel; font appel; faisant appel; fera appel; feront appel; fasse
appel; en appel; à bon port; vieux port; port de plaisance; port de commerce; port de pêche; port usb; quai du port;
rue du port; quartier du port; port du badge; port du masque; port du casque; port de la tenue; port des gants; port
de charge; port de tête; port obligatoire; en retour; de retour; par retour; sans retour; l’offre et la demande; offre
d’emploi; offres d’emploi; tout de suite; par suite; tenir compte; tient compte; tenant compte; prendre en compte;
prend en compte; pris en compte; prise en compte; rendre compte; rend compte; rendez-vous compte; rendons-nous compte;
compte tenu; compte rendu; pour le compte de; au bout du compte; en fin de compte; en cours; au cours; en service;
hors service; rendre service; rend service; à temps; en même temps; au point; à point; mise au point; point de vue;
points de vue; en particulier; chef de file; à la file; à la campagne; avoir lieu; avoir besoin; conseil
d’administration; escalade de violence; à la suite; bon marché; à la bonne heure; de bonne heure; en effet; rappel à
l’ordre
"""
SET_PHRASES: Final = tuple(phrase.strip() for phrase in _PHRASES.replace("\n", " ").split(";"))
"""Phrases in which no single word is the term that it looks like; a term that says the same phrase still is one."""
