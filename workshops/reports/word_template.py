"""The Word template of a report: ours, or a team's own, which is opened with care since anybody may have made it."""

import io
from copy import deepcopy
from functools import cache

from docx import Document
from docx.document import Document as WordDocument
from docx.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

from workshops.reports.word_parts import keep_the_look
from workshops.reports.word_refused import BadTemplate, check_container, check_package, damaged_words

INK, MUTED, BRAND = RGBColor(0x1F, 0x1A, 0x2E), RGBColor(0x56, 0x50, 0x69), RGBColor(0x4C, 0x2A, 0x85)
SERIF, SANS = "Georgia", "Calibri"

# What a report is written with: a team's template keeps its own, and is lent ours where it has none.
STYLES = ("Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet", "Subtitle", "Caption")
# Points, colour, whether bold, and the space before and after.
LOOKS = {
    "Title": (SERIF, 30, INK, True, 4, 14),
    "Heading 1": (SERIF, 22, INK, True, 2, 10),
    "Heading 2": (SERIF, 14, INK, True, 16, 6),
    "Heading 3": (SANS, 11, INK, True, 10, 4),
    "Quote": (SERIF, 11, INK, False, 6, 2),
    "Subtitle": (SANS, 11, MUTED, False, 0, 2),
    "Caption": (SANS, 9, MUTED, False, 4, 4),
    "List Bullet": (SANS, 10.5, INK, False, 2, 2),
}


def opened(content: bytes | None) -> WordDocument:
    """An empty document in the template's look; ours where there is none. Raises `BadTemplate`."""
    if content is None:
        return Document(io.BytesIO(_ours()))
    check_container(content)
    try:
        document = Document(io.BytesIO(content))
        check_package(document.part.package)
        keep_the_look(document)
        _lend_styles(document.styles, Document(io.BytesIO(_ours())).styles)
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        InvalidXmlError,
    ) as error:
        raise BadTemplate(damaged_words()) from error
    return document


def ours() -> bytes:
    """Our template, to begin one's own from."""
    return _ours()


def _lend_styles(styles: Styles, lent: Styles) -> None:
    have = {style.name for style in styles}
    for name in STYLES:
        if name not in have:
            styles.element.append(deepcopy(lent[name].element))


@cache
def _ours() -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        _dress(normal, SANS, 10.5, INK, bold=False)
        normal.paragraph_format.space_after = Pt(6)
    for name, (font, size, colour, bold, before, after) in LOOKS.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _dress(style, font, size, colour, bold=bold)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    keep_the_look(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _dress(style: ParagraphStyle, font: str, size: float, colour: RGBColor, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    for old in style.element.findall(f".//{qn('w:pBdr')}"):
        old.getparent().remove(old)
