"""From files to the model: the folder of a bible is read into ``model.bible.Bible``, each value with its ``file:line``.

    bible.yaml ─ yaml_plain ▶ yaml_text ▶ schema (keys, languages) ▶ bible_file
    guide/*/*.md ─ front matter as above; markdown (markdown_rules) ▶ blocks (phrasing, roles, directives) ▶ sections ▶ guide
    lexique, destinataires ─ YAML, CSV or XLSX: records (sheets, xlsx) ▶ lexicon, recipients
    annexes/ ─ annexes: Markdown as above, tables (sheets ▶ annex_tables, cells), PDF (pdf_pages)
    charte/ ─ brand_file (brand) ▶ charter (fonts, pictures, svg)

``load`` finds every mistake of every file in one run: nothing that a referent, a contributor or a spreadsheet holds raises an
exception. What cannot be read is reported and left out; the rest is read on. A mistake is a ``Diagnostic`` whose code and
parameters are named in the docstring of the function that finds it; its words belong to ``cli``.

Files are read through ``paths.Files``, which reads nothing outside ``content/``. Texts are cleaned by ``text``: UTF-8, NFC,
no control characters. Parsers that live here: PyYAML, markdown-it-py, openpyxl, pydantic; Pillow, defusedxml and pypdfium2
verify what is only looked at.
"""

from bible_builder.loading.bible import load

__all__ = ["load"]
