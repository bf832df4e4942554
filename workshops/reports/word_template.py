"""The Word template of a report: ours, or a team's own, which is opened with care since anybody may have made it."""

import io
from copy import deepcopy
from functools import cache
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812 - a class, whatever zlib calls it

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2_000_000, 6_000_000, 300
MAIN = b"wordprocessingml.document.main+xml"
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


class BadTemplate(Exception):
    """A template that cannot be used; `str()` says what is wrong, in plain words."""


def opened(content: bytes | None) -> WordDocument:
    """An empty document in the template's look; ours where there is none. Raises `BadTemplate`."""
    if content is None:
        return Document(io.BytesIO(_ours()))
    _check_container(content)
    try:
        document = Document(io.BytesIO(content))
        _empty(document)
        _lend_styles(document.styles, Document(io.BytesIO(_ours())).styles)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise BadTemplate(_damaged()) from error
    # By what was understood of it: bytes may spell the same in many ways.
    if any(link.is_external for part in document.part.package.iter_parts() for link in part.rels.values()):
        raise BadTemplate(_from_elsewhere())
    return document


def ours() -> bytes:
    """Our template, to begin one's own from."""
    return _ours()


def _check_container(content: bytes) -> None:
    """Before anything reads it: a zip of a bearable size, of Word's kind, without programs and without far places."""
    if len(content) > MOST_BYTES:
        raise BadTemplate(_("It is larger than 2 MB. Take large pictures out of it."))
    try:
        with ZipFile(io.BytesIO(content)) as zipped:
            parts = zipped.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadTemplate(_("It is too large once it is unpacked."))
            names = {part.filename for part in parts}
            if "[Content_Types].xml" not in names:
                raise BadTemplate(_not_word())
            kinds = zipped.read("[Content_Types].xml")
            links = b"".join(zipped.read(name) for name in names if name.endswith(".rels"))
            damaged = zipped.testzip()
    except (BadZipFile, OSError, RuntimeError, EOFError, ValueError, DeflateError, LZMAError) as error:
        raise BadTemplate(_not_word()) from error
    if damaged:
        raise BadTemplate(_damaged())
    _check_parts(kinds, names, links)


def _check_parts(kinds: bytes, names: set[str], links: bytes) -> None:
    if b"macroEnabled" in kinds or any(name.endswith("vbaProject.bin") for name in names):
        raise BadTemplate(_("It holds macros. Save it as a Word document without them (.docx)."))
    if b"template.main+xml" in kinds:
        raise BadTemplate(_("It is saved as a template (.dotx). Save it as a Word document (.docx)."))
    if MAIN not in kinds:
        raise BadTemplate(_not_word())
    if b'"External"' in links or b"'External'" in links:
        raise BadTemplate(_from_elsewhere())


def _not_word() -> str:
    return _("It is not a Word document (.docx).")


def _damaged() -> str:
    return _("Word's own parts in it are damaged. Open it in Word and save it again.")


def _from_elsewhere() -> str:
    return _(
        "It takes something from another place, such as a linked picture or template. Put it in or take it out."
    )


def _empty(document: WordDocument) -> None:
    """Only the look stays: pages, headers and footers, styles."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    if not document.sections:
        document.add_section()


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
    _empty(document)
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
