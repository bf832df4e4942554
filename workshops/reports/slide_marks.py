# ruff: noqa: SLF001 - python-pptx shows the elements of a shape and a run nowhere else
# mypy: disable-error-code="no-untyped-call,call-overload,no-any-return"
"""A deck of our own look, wide, and what goes on its slides: words in their language and direction, native tables."""

import io
import re
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Length, Mm, Pt

from principles.typesetting import printable
from workshops.reports.drawing import SHADES
from workshops.reports.word_marks import runs_left, tag_of

INK, MUTED, BRAND, GOLD = (RGBColor.from_string(each) for each in ("1F1A2E", "565069", "4C2A85", "8A3800"))
WHITE, SOFT, HAIR = (RGBColor.from_string(each) for each in ("FFFFFF", "EFE8FB", "D9D0C0"))
WIDTH, HEIGHT, MARGIN = Mm(338.67), Mm(190.5), Mm(18)
INSIDE = Length(WIDTH - 2 * MARGIN)
TOP, FOOT = Mm(46), Mm(177)
SERIF, SANS = "Georgia", "Calibri"
COVER, CONTENT = 0, 5  # layouts of the deck that python-pptx begins with


def deck(language: str) -> Deck:
    """An empty deck, 16 to 9, with two layouts: a cover, and a title above whatever there is."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    kept = (made.slide_layouts[COVER], made.slide_layouts[CONTENT])
    for layout in list(made.slide_layouts):
        if layout not in kept:
            made.slide_layouts.remove(layout)
    for holder in (made.slide_master, *kept):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type in (13, 15, 16):  # number, foot, date: told in words of our own
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.top, shape.width, shape.height = MARGIN, Mm(14), INSIDE, Mm(28)
    for shape, top, height in zip(kept[0].placeholders, (Mm(52), Mm(104)), (Mm(48), Mm(60)), strict=False):
        shape.top, shape.height = top, height
    _dress(made)
    _band(made)
    made.core_properties.language = language
    return made


def _band(made: Deck) -> None:
    """A band of our colour at the side of every slide: on the master, so that nobody hears of it."""
    slide = made.slides.add_slide(made.slide_layouts[1])
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(0), Mm(0), Mm(6), HEIGHT)
    shape.fill.solid()
    shape.fill.fore_color.rgb = BRAND
    shape.line.fill.background()
    made.slide_master.shapes._spTree.insert(2, shape._element)
    made.part.drop_rel(made.slides._sldIdLst[0].rId)
    del made.slides._sldIdLst[0]


def _dress(made: Deck) -> None:
    """Our letters and the colours of levels in its theme, so that what people add looks like the rest."""
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    blob = theme.blob.decode("utf-8")
    for kind, font in (("major", SERIF), ("minor", SANS)):
        blob = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", blob)
    for place, colour in enumerate(list(SHADES.values())[:6], 1):
        named = rf"(<a:accent{place}>).*?(</a:accent{place}>)"
        blob = re.sub(named, rf'\g<1><a:srgbClr val="{colour[1:].upper()}"/>\g<2>', blob, flags=re.DOTALL)
    theme._blob = blob.encode("utf-8")


def titled(made: Deck, title: str, notes: Sequence[str], *, size: float = 32) -> Slide:
    """A slide with its title, and at its foot what must be read before any number of it."""
    slide = made.slides.add_slide(made.slide_layouts[1])
    shape = slide.shapes.title
    if shape is None:
        raise ValueError("the layout of slides has no title")
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    language = made.core_properties.language
    put(frame.paragraphs[0], title, language, size=size if len(title) < 60 else size * 0.75, bold=True)
    foot = slide.shapes.add_textbox(MARGIN, FOOT, INSIDE, Mm(8))
    foot.name = "Notes on this report"
    words = " · ".join((*notes, made.core_properties.title, str(len(made.slides))))
    put(foot.text_frame.paragraphs[0], words, language, size=11, colour=GOLD if notes else MUTED)
    return slide


def put(  # noqa: PLR0913 - how words may look
    paragraph: Any,
    text: str,
    language: str,
    *,
    size: float = 18,
    bold: bool = False,
    colour: RGBColor = INK,
    font: str = "",
) -> None:
    """The text at the end of the paragraph."""
    run = paragraph.add_run()
    run.text = printable(text).replace("\n", "\v")
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = colour
    if font:
        run.font.name = font
    run._r.get_or_add_rPr().set("lang", tag_of(language))
    leftward = runs_left(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("rtl", str(int(leftward)))
    properties.set("algn", "r" if leftward else "l")


def box(slide: Slide, name: str, place: tuple[Length, Length, Length, Length]) -> Any:
    """A text frame at (left, top, width, height)."""
    shape = slide.shapes.add_textbox(*place)
    shape.name = name
    shape.text_frame.word_wrap = True
    return shape.text_frame


def short(text: str) -> str:
    """As much as the format allows for a property."""
    return printable(text)[:255]


def described(shape: Any, name: str, alt: str) -> None:
    """What those hear who do not see it."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("name", printable(name))
    about.set("descr", printable(alt))


def noted(slide: Slide, paragraphs: Sequence[str], language: str) -> None:
    """What a speaker may say, a paragraph each."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return
    for place, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        put(paragraph, words, language, size=12)


def grid(
    slide: Slide, name: str, rows: Sequence[Sequence[str]], shares: Sequence[float], language: str
) -> None:
    """A native table whose first row names the columns."""
    frame = slide.shapes.add_table(len(rows), len(shares), MARGIN, TOP, INSIDE, Mm(10 * len(rows)))
    described(frame, name, name)
    table = frame.table
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(int(INSIDE * share / sum(shares)))
    for place, row in enumerate(rows):
        for cell, words in zip(table.rows[place].cells, row, strict=True):
            cell.fill.solid()
            cell.fill.fore_color.rgb = BRAND if not place else SOFT if place % 2 == 0 else WHITE
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            colour = WHITE if not place else INK
            put(cell.text_frame.paragraphs[0], words, language, size=16, bold=not place, colour=colour)


def packed(made: Deck) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()
