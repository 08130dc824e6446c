"""Six Word documents as departments send them, made by script: each has one bad habit, in a text that somebody could write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

NAMES: Final = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)

SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MOVED: Final = "En cas d’absence, laissez un avis de passage et prenez une photo de la porte."


def element(xml: str) -> Any:
    """The element that ``xml`` writes, its outermost start tag without namespaces."""
    head, closing, rest = xml.partition(">")
    if head.endswith("/"):
        head, closing = head[:-1], "/>"
    return parse_xml(f"{head} {NAMES}{closing}{rest}")


def paragraph(document: Any, text: str, *, bold: bool = False, style: str | None = None) -> Paragraph:
    """A paragraph at the end; ``*words*`` are bold, a line feed is a line break."""
    made: Paragraph = document.add_paragraph(style=style)
    for number, piece in enumerate(text.split("*")):
        for line, words in enumerate(piece.split("\n")):
            run = made.add_run()
            if line:
                run.add_break()
            run.add_text(words)
            run.bold = True if bold or number % 2 else None
    return made


def save(document: Any, path: Path) -> Path:
    """The document in a file."""
    document.save(str(path))
    return path


def data_of(document: Any) -> bytes:
    """The document's bytes."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def manual_numbering() -> Any:
    """Numbers, letters, dashes and bullets typed by hand, before titles and in lists."""
    document = Document()
    document.add_heading("3. Le rappel téléphonique", 1)
    paragraph(document, "Un client à qui l'on a promis un rappel attend. Il faut donc tenir l'heure : c'est une promesse.")
    document.add_heading("3.1 Avant d'appeler", 2)
    paragraph(document, "Trois choses à faire :")
    paragraph(document, "1. relire la fiche du client ;")
    paragraph(document, "2. vérifier le stock dans l'outil ;")
    paragraph(document, "a) le magasin le plus proche,")
    paragraph(document, "b) l'entrepôt de Sens ;")
    paragraph(document, "3.\tpréparer une solution de repli.")
    document.add_heading("3.2 Pendant l'appel", 2)
    paragraph(document, "- se présenter avec son prénom")
    paragraph(document, "-  redire l'objet du rappel")
    paragraph(document, "- conclure par une date")
    paragraph(document, "À retenir :\n• un rappel manqué vaut une réclamation\n• trois essais, pas plus")
    paragraph(document, "3.3 – Après l'appel")
    paragraph(document, "La fiche est complétée dans les dix minutes.")
    return document


def merged_cells() -> Any:
    """A table with a head of two rows, a head over two columns, a cell over three rows, and a title row."""
    document = Document()
    document.add_heading("Délais de réponse", 1)
    paragraph(document, "Le tableau vaut du 1er octobre au 31 décembre.")
    table = document.add_table(rows=6, cols=4, style="Table Grid")
    texts = {
        (0, 0): "Motif",
        (0, 1): "Délai",
        (0, 3): "Qui décide",
        (1, 1): "Téléphone",
        (1, 2): "Courriel",
        (2, 0): "Clients particuliers",
        (3, 0): "Réclamation",
        (3, 1): "2 h",
        (3, 2): "24 h",
        (3, 3): "Superviseur",
        (4, 1): "4 h",
        (4, 2): "48 h",
        (4, 3): "Conseiller",
        (5, 0): "Devis",
        (5, 1): "5 jours",
        (5, 3): "Magasin",
    }
    for first, last in (
        ((0, 1), (0, 2)),
        ((0, 0), (1, 0)),
        ((0, 3), (1, 3)),
        ((2, 0), (2, 3)),
        ((3, 0), (4, 0)),
        ((5, 1), (5, 2)),
    ):
        table.cell(*first).merge(table.cell(*last))
    for place, text in texts.items():
        table.cell(*place).paragraphs[0].text = text
    table.cell(4, 3).add_paragraph("puis superviseur après deux relances")
    note = document.add_table(rows=1, cols=1, style="Table Grid")
    note.cell(0, 0).text = "Attention : les délais courent en heures ouvrées."
    paragraph(document, "Voir aussi le calendrier des fermetures.")
    return document


def tracked_moves() -> Any:
    """A paragraph moved up, a word replaced, and a remark, in tracked changes by two people."""
    document = Document()
    document.add_heading("La livraison", 1)
    document.add_heading("Au domicile", 2)
    body = document.element.body
    who, other = 'w:author="Yann Le Goff" w:date="2026-09-14T09:00:00Z"', 'w:author="Claire Aubin" w:date="2026-09-15T09:00:00Z"'
    move = f"<w:r><w:t>{_MOVED}</w:t></w:r>"
    ranges = '<w:{0}RangeStart w:id="{1}" w:name="move1" {2}/>', '<w:{0}RangeEnd w:id="{1}"/>'

    def moved(kind: str, number: int) -> Any:
        start, end = (text.format(kind, number, who) for text in ranges)
        inner = f'<w:{kind} w:id="{number + 1}" {who}>{move}</w:{kind}>'
        mark = f'<w:pPr><w:rPr><w:{kind} w:id="{number + 2}" {who}/></w:rPr></w:pPr>'
        return element(f"<w:p>{mark}{start}{inner}{end}</w:p>")

    sections = body.find(body.sectPr.tag)
    sections.addprevious(moved("moveTo", 10))
    paragraph(document, "Le livreur appelle le client une demi-heure avant son passage.")
    changed = (
        "<w:p><w:r><w:t xml:space='preserve'>Le colis est remis en main propre, </w:t></w:r>"
        f"<w:del w:id='30' {other}><w:r><w:delText>jamais</w:delText></w:r></w:del>"
        f"<w:ins w:id='31' {other}><w:r><w:t>sauf accord écrit</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> à un voisin.</w:t></w:r></w:p>"
    )
    sections.addprevious(element(changed))
    document.add_heading("En point relais", 2)
    paragraph(document, "Le client a sept jours pour retirer son colis.")
    sections.addprevious(moved("moveFrom", 20))
    last = paragraph(document, "Passé ce délai, le colis revient à l’entrepôt de Sens.")
    document.add_comment(
        last.runs, text="Sept ou dix jours ? À confirmer avec la logistique.", author="Claire Aubin", initials="CA"
    )
    return document


def framed(*lines: str) -> str:
    """A text box as Word writes it, and once more for programs that know no drawings."""
    box = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    box = f"<w:txbxContent>{box}</w:txbxContent>"
    graphic = f'<a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic>'
    properties = '<wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Zone de texte 7"/>'
    drawn = f"<w:drawing><wp:anchor>{properties}{graphic}</wp:anchor></w:drawing>"
    older = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    choice = f'<mc:Choice Requires="wps">{drawn}</mc:Choice>'
    return f"<mc:AlternateContent>{choice}<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"


def text_boxes() -> Any:
    """A frame beside the text, as Word draws it (and again for older programs), a shape, an equation, a highlighted word."""
    document = Document()
    document.add_heading("Accueillir au téléphone", 1)
    alternatives = framed("À retenir", "On décroche avant la troisième sonnerie.", "On sourit : cela s'entend.")
    text = "<w:r><w:t>Le premier mot donne le ton de tout l'échange.</w:t></w:r>"
    body = document.element.body
    body.sectPr.addprevious(element(f"<w:p><w:r>{alternatives}</w:r>{text}</w:p>"))
    run = paragraph(document, "Le taux de décroché visé est de ").add_run("92 %")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    equation = "<m:oMath><m:r><m:t>taux = décrochés ÷ reçus</m:t></m:r></m:oMath>"
    body.sectPr.addprevious(element(f"<w:p><w:r><w:t xml:space='preserve'>Il se calcule ainsi : </w:t></w:r>{equation}</w:p>"))
    arrow = '<w:drawing><wp:inline><wp:docPr id="8" name="Flèche" descr="Du conseiller vers le superviseur"/><a:graphic>'
    arrow += f'<a:graphicData uri="{SHAPE}"><wps:wsp/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    body.sectPr.addprevious(element(f"<w:p><w:r>{arrow}</w:r></w:p>"))
    paragraph(document, "Au-delà de deux minutes, l'appel passe au superviseur.")
    return document


def pasted_mail() -> Any:
    """A text that begins well, and goes on with an e-mail and the message it answers, as Outlook pastes them."""
    document = Document()
    paragraph(document, "Les colis abîmés", style="Title")
    paragraph(document, "Un colis abîmé se déclare dans les trois jours. Voir ci-dessous la réponse du transporteur.")
    lines = (
        "De : Yann LE GOFF <yann.legoff@call-ouest.example>",
        "Envoyé : lundi 14 septembre 2026 10:12",
        "À : Claire AUBIN",
        "Objet : RE: colis abîmés",
    )
    paragraph(document, "\n".join(lines))
    paragraph(document, "Bonjour Claire,")
    paragraph(
        document,
        'Le transporteur confirme : 3 photos suffisent (emballage, étiquette, produit). "On rembourse sous 8 jours", dit-il.',
    )
    paragraph(document, "")
    paragraph(document, "Bien cordialement,")
    paragraph(document, "Yann Le Goff")
    paragraph(document, "Responsable de plateau - Call Ouest, Nantes")
    paragraph(document, "Tél. : 02 40 00 00 00")
    paragraph(document, "> Faut-il encore un constat papier?\n> Merci, Claire")
    document.add_heading("Ce que dit le conseiller", 1)
    paragraph(document, "« Envoyez-nous trois photos ; nous vous remboursons sous huit jours. »")
    return document


def bold_headings() -> Any:
    """No style anywhere: titles are bold paragraphs, one in capitals; spaces are empty paragraphs; typed as on a typewriter."""
    document = Document()
    paragraph(document, "LA RÉCLAMATION", bold=True)
    paragraph(document, "")
    paragraph(document, "Une réclamation est une chance : le client nous parle encore ...")
    paragraph(document, "Écouter sans couper", bold=True)
    first = paragraph(document, 'On laisse le client finir. On ne dit pas "calmez-vous" mais "je vous')
    first.add_run(" écoute").bold = None
    first.add_run('".')
    split = document.add_paragraph()
    for piece in ("*rem", "*bour", "*sement*"):
        run = split.add_run(piece.strip("*"))
        run.bold = True
    split.add_run(" :  jamais promis au premier appel.")
    paragraph(document, "")
    paragraph(document, "Proposer", bold=True)
    colour = paragraph(document, "Toujours deux solutions , et une date. ").add_run(
        "Montant du geste à valider par la direction."
    )
    colour.font.color.rgb = RGBColor(0xFF, 0, 0)
    paragraph(document, "Attention, le geste commercial dépasse rarement 30 €.", bold=True)
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    paragraph(document, "Clore", bold=True)
    paragraph(document, "On résume, on remercie, on note la date.")
    return document


DOCUMENTS: Final[Mapping[str, Callable[[], Any]]] = {
    "manual-numbering": manual_numbering,
    "merged-cells": merged_cells,
    "tracked-moves": tracked_moves,
    "text-boxes": text_boxes,
    "pasted-mail": pasted_mail,
    "bold-headings": bold_headings,
}
