"""Counts occurrences of words: in the blocks of a Book, and as the search of pdfium and of poppler finds them in its PDF.

pdfium's search (Chrome, Edge) is called as it is. poppler's (Evince, Okular) has no command of its own: what Evince asks for is
``poppler_page_find_text_with_options`` with ``POPPLER_FIND_MULTILINE``, which reads the lines of the page in the order in which
``pdftotext`` writes them and lets a match go on in the next one. So its search is ``pdftotext``'s text of a page with line ends
read as spaces; held against the function itself (poppler 22.12) on the sample, both found the same, for every word.

A hit in a running head must not make up for one that is missing: what is counted page by page is compared page by page with what
stands there, heads and feet included.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tests.readers.painted import read_painted
from tests.readers.pdf_words import read_blocks
from tests.readers.words import UNSEEN, Block

Counts = Mapping[int, int]
"""Hits by page, from 0."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is looked for: how often the Book says it, and how many of these occurrences each search finds.

    ``turned`` of them begin on one page and end on the next: readers search page by page, and find none of those.
    """

    word: str
    wanted: int
    pdfium: int
    poppler: int
    turned: int = 0

    @property
    def short(self) -> bool:
        """Whether one of them misses an occurrence."""
        return min(self.pdfium, self.poppler) < self.wanted - self.turned

    def __str__(self) -> str:
        return f"{self.word:32} {self.wanted:6} {self.pdfium:6} {self.poppler:7} {self.turned:6}"


HEAD = f"{'word':32} {'wanted':>6} {'pdfium':>6} {'poppler':>7} {'turned':>6}"


def plain(text: str) -> str:
    """The text as it is compared: NFC, small letters, each white space a plain space, without what prints nothing."""
    return " ".join(unicodedata.normalize("NFC", text.translate(UNSEEN)).lower().split())


def wanted(word: str, said: Iterable[str]) -> int:
    """How often the blocks, each given as its ``plain`` text, say the word."""
    looked = plain(word)
    return sum(text.count(looked) for text in said)


@dataclass(frozen=True, slots=True)
class Spread:
    """The plain text of a block, and for each of its characters the page on which its word begins."""

    text: str
    pages: Sequence[int]

    def on_pages(self, looked: str) -> Iterator[int]:
        """The page of each occurrence; -1 for one whose words stand on two pages."""
        place = self.text.find(looked)
        while place >= 0:
            first, last = self.pages[place], self.pages[place + len(looked) - 1]
            yield first if first == last else -1
            place = self.text.find(looked, place + len(looked))


def spread(block: Block) -> Spread:
    """A block with the pages of its words."""
    texts, pages = list[str](), list[int]()
    begins, page = dict(block.turns), block.pages[0]
    for number, word in enumerate(block.words):
        page = begins.get(number, page)
        texts.append(plain(word))
        pages += [page] * (len(texts[-1]) + 1)
    return Spread(" ".join(texts), pages)


class Pdfium:
    """pdfium's own search, page by page."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._pages = [page.get_textpage() for page in self._document]

    def hits(self, word: str) -> Counter[int]:
        """How often the word is found on each page; capitals and small letters are the same."""
        return Counter(
            {number: count for number, page in enumerate(self._pages) if (count := sum(1 for _ in _found(page, word)))}
        )

    def close(self) -> None:
        """Let the file go."""
        for page in self._pages:
            page.close()
        self._document.close()


def _found(page: pypdfium2.PdfTextPage, word: str) -> Iterator[tuple[int, int]]:
    search = page.search(word, match_case=False)
    while (hit := search.get_next()) is not None:
        yield hit
    search.close()


class Poppler:
    """poppler's search over the ends of lines, page by page."""

    def __init__(self, path: Path) -> None:
        written = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True, text=True)
        self._pages = [plain(page) for page in written.stdout.split("\f")]

    def hits(self, word: str) -> Counter[int]:
        """How often the word is found on each page; capitals and small letters are the same."""
        looked = plain(word)
        return Counter({number: count for number, page in enumerate(self._pages) if (count := page.count(looked))})


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the pages of a PDF, as its own structure tells: the Book's blocks, and by page the lines that are none
    of the Book's (heads, feet, repeated table heads, lettering of drawings)."""

    blocks: Sequence[Spread]
    others: Sequence[tuple[int, str]]

    def turned(self, word: str) -> int:
        """How many occurrences have their words on two pages."""
        looked = plain(word)
        return sum(1 for block in self.blocks for page in block.on_pages(looked) if page < 0)

    def found(self, word: str, hits: Counts) -> int:
        """How many occurrences of the Book the hits are: on each page those that its other lines do not account for."""
        looked, others = plain(word), Counter[int]()
        for page, text in self.others:
            others[page] += text.count(looked)
        there = Counter(page for block in self.blocks for page in block.on_pages(looked) if page >= 0)
        return sum(max(0, min(count, hits.get(page, 0) - others[page])) for page, count in there.items())


def shown(path: Path) -> Shown:
    """The content of the PDF at ``path`` and its furniture."""
    blocks = read_blocks(path)
    lines: dict[tuple[int, int], list[str]] = {}
    for string in read_painted(path):
        if string.artifact:
            lines.setdefault((string.page, round(string.baseline)), []).append(string.text)
    heads = [(page, plain(" ".join(texts))) for (page, _), texts in lines.items()]
    drawn = [(block.pages[0], plain(" ".join(block.words))) for block in blocks if block.role == "Figure"]
    return Shown([spread(block) for block in blocks if block.role != "Figure"], [*heads, *drawn])


def look(words: Iterable[str], said: Iterable[Sequence[str]], path: Path) -> list[Finding]:
    """Look for each word in the PDF at ``path``; ``said`` are the blocks of its Book."""
    pages, pdfium, poppler = shown(path), Pdfium(path), Poppler(path)
    texts = [plain(" ".join(words)) for words in said]
    findings = [
        Finding(
            word,
            wanted(word, texts),
            pages.found(word, pdfium.hits(word)),
            pages.found(word, poppler.hits(word)),
            pages.turned(word),
        )
        for word in words
    ]
    pdfium.close()
    return findings
