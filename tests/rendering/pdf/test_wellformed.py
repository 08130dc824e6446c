"""The tree of a document is the one that a parser of HTML makes."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML

from bible_builder.rendering.pdf.wellformed import parsed, tree

HEAD = '<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>T &amp; U</title></head><body>'
SAME = {
    "a section": '<section id="a"><h2 class="x y">T <a href="#b">b<span>c</span></a></h2></section>',
    "a paragraph": "<p>é &lt; &amp; è <em>a<strong>b</strong></em>\n c</p>",
    "a list in a list": "<ul><li><p>a</p><ol start='3'><li>b</li></ol></li></ul><dl><dt>c</dt><dd><p>d</p></dd></dl>",
    "a table": "<table><caption>a</caption><colgroup><col/></colgroup><thead><tr><th scope='col'>a<br/>b</th></tr></thead>"
    "<tbody><tr><td><p>c</p></td></tr></tbody></table>",
    "pictures": "<figure><img src='a.png' alt='b &quot;c&quot;'/><figcaption>d</figcaption></figure>",
    "spaces between blocks": "<div> <p> a </p> <p>b</p>\n</div>",
}
OTHER = {
    "rows without a body": "<table><tr><td>a</td></tr></table>",
    "text in a table": "<table>a<tbody><tr><td>b</td></tr></tbody></table>",
    "white space in a row": "<table><tbody><tr> <td>b</td></tr></tbody></table>",
    "a block in a paragraph": "<p>a<div>b</div></p>",
    "a link in a link": "<p><a href='#a'>a<span><a href='#b'>b</a></span></a></p>",
    "an item outside a list": "<li>a<div><li>b</li></div></li>",
    "a comment": "<p>a<!-- b --></p>",
    "a line end in an attribute": '<p title="a\nb">c</p>',
    "an open tag": "<p>a<p>b",
    "a named character": "<p>a&nbsp;b</p>",
    "an element of another language": "<svg><path/></svg>",
    "attributes in capitals": '<p Class="a">b</p>',
}


def plain(element: Any) -> Any:
    return element.tag, dict(element.attrib), element.text, element.tail, [plain(child) for child in element]


@pytest.mark.parametrize("name", SAME)
def test_a_document_that_nests_well_is_read_as_xml(name: str) -> None:
    html = f"{HEAD}{SAME[name]}</body></html>"
    found = tree(html)
    assert found is not None
    assert plain(found) == plain(HTML(string=html).etree_element)


@pytest.mark.parametrize("name", OTHER)
def test_a_document_that_does_not_is_left_to_the_parser_of_html(name: str) -> None:
    html = f"{HEAD}{OTHER[name]}</body></html>"
    assert tree(html) is None
    assert plain(parsed(html, "file:///", None).etree_element) == plain(HTML(string=html).etree_element)


def test_either_way_addresses_start_from_the_base() -> None:
    for body in (SAME["pictures"], OTHER["an open tag"]):
        document = parsed(f"{HEAD}{body}</body></html>", "file:///livre/", None)
        assert (document.base_url, document.wrapper_element.etree_element.get("lang")) == ("file:///livre/", "fr")
