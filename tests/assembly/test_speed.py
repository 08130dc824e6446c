"""Assembly takes time in proportion to the bible: twice the pages, twice the time."""

import time

from bible_builder.assembly import resolve
from bible_builder.errors import Findings
from bible_builder.model.bible import Bible, Concordance
from tests.assembly.factory import HERE, bible, chapter, section, term

PARAGRAPH = (
    "<p>Chaque <em>appel</em> entrant reçoit une réponse en vingt secondes : le client a droit à un avoir de 12 000 €, voir "
    '<x-see target="s0"/>, et la DMT n\'y change rien ; un <x-index entry="[&quot;litige&quot;]">litige</x-index> se règle !</p>'
)
TERMS = [
    term(name) for name in ("appel entrant", "client", "avoir", "litige", "DMT", *(f"mot{n} de la liste" for n in range(200)))
]
CONCORDANCE = tuple(Concordance(words=(f"mot {n}", f"réponse {n}"), entry=f"mots!{n}", source=HERE) for n in range(100))


def paragraphs(number: int) -> str:
    """Twenty paragraphs, no two of them the same in the whole bible: what was read once is remembered."""
    return "".join(PARAGRAPH.replace("vingt secondes", f"{number} min et {n} secondes") for n in range(20))


def of(sections: int) -> Bible:
    chapters = (chapter(*(section(f"s{n}", paragraphs(n)) for n in range(sections))),)
    return bible(*chapters, terms=TERMS, concordance=CONCORDANCE)


def seconds(given: Bible) -> float:
    start = time.process_time()
    resolve(given, "", Findings())
    return time.process_time() - start


def test_time_grows_with_the_pages_and_no_faster() -> None:
    seconds(of(2))  # loads the dictionaries
    small, large = of(10), of(40)
    assert seconds(large) < 4 * 2 * seconds(small) + 0.5
