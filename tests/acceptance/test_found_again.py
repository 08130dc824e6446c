"""What a reader looks for in the sample's PDF is found."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import Printed
from tests.acceptance.parity import words_of
from tests.search import keywords, occurrences

pytestmark = [pytest.mark.conformance, pytest.mark.slow]


def test_every_keyword_is_found_wherever_it_stands(printed: Printed) -> None:
    """Each term of the lexicon, two hundred long words, figures and quotations typed with plain spaces: in pdfium and poppler."""
    said = words_of(printed.book, printed.pdf.page_map)
    words = [*keywords.terms(printed.book), *keywords.long_words(said), *keywords.spaced(said)]
    found = occurrences.look(words, said, printed.pdf.path)
    turned = {one.word: one.turned for one in found if one.turned}
    print(
        f"\n{sum(one.wanted for one in found)} occurrences of {len(found)} words; cut by the turn of a page: {turned or 'none'}"
    )
    assert [occurrences.HEAD, *(str(one) for one in found if one.short)] == [occurrences.HEAD]
    assert len(found) > 300 and any(" " in one.word and one.wanted > 1 for one in found)
