"""What of a template's package goes out with every report: its look, and nothing that was written beside it.

A package holds comments, notes, properties and more, which a page does not show. Only what is named here stays.
"""

from django.utils.translation import gettext as _
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as KIND
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.xmlchemy import BaseOxmlElement

from workshops.reports.word_fields import name_in
from workshops.reports.word_refused import BadTemplate, damaged_words, from_elsewhere, root_of

# Of each of these there is one at most; heads and feet besides, and the pictures of them all.
LOOK = {
    LINK.STYLES: KIND.WML_STYLES,
    LINK.NUMBERING: KIND.WML_NUMBERING,
    LINK.SETTINGS: KIND.WML_SETTINGS,
    LINK.THEME: KIND.OFC_THEME,
    LINK.FONT_TABLE: KIND.WML_FONT_TABLE,
}
MARGINS = {
    qn("w:headerReference"): KIND.WML_HEADER,
    qn("w:footerReference"): KIND.WML_FOOTER,
}
PICTURES = (LINK.IMAGE, "http://schemas.microsoft.com/office/2007/relationships/hdphoto")
# Of the settings, how pages and lines are laid out. Others hold words, lock the file, or point to notes that are gone.
SETTINGS = frozenset(
    {
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "displayBackgroundShape",
        "defaultTabStop",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "evenAndOddHeaders",
        "noPunctuationKerning",
        "characterSpacingControl",
        "strictFirstAndLastChars",
        "noLineBreaksAfter",
        "noLineBreaksBefore",
        "compat",
        "mathPr",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    }
)
OF_A_PAGE = frozenset(
    {
        "headerReference",
        "footerReference",
        "type",
        "pgSz",
        "pgMar",
        "paperSrc",
        "pgBorders",
        "lnNumType",
        "pgNumType",
        "cols",
        "vAlign",
        "titlePg",
        "textDirection",
        "bidi",
        "rtlGutter",
        "docGrid",
    }
)
FONTS_WITHIN = ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic")
# Paths name no namespaces: of everything there are two.
ALL = "descendant-or-self::*"
CHANGES = (
    f"{ALL}[local-name()='ins' or local-name()='del' or local-name()='moveFrom' or local-name()='moveTo'"
    " or (@*[local-name()='author'] and contains(local-name(), 'Change'))]"
)
# The older way of drawing has addresses of its own, which are no relationships.
PLACES = f"{ALL}/@*[(local-name()='src' or local-name()='href') and string()]"
KEYS = (
    f"{ALL}[local-name()!='headerReference' and local-name()!='footerReference']"
    "/@*[contains(namespace-uri(), 'officeDocument') and contains(namespace-uri(), 'relationships') and string()]"
)


def keep_the_look(document: WordDocument) -> None:
    """Takes out of a document all but pages, heads and feet, and styles. Raises `BadTemplate` where that cannot be."""
    page = _emptied(document)
    _tidy_settings(document)
    kept = _margins_of(page, document) | _looks_of(document)
    links = document.part.rels
    for key in set(links) - kept:
        del links[key]
    if _shown_in(page):
        raise BadTemplate(_other_things())
    for key, link in list(links.items()):
        if link.reltype == LINK.FONT_TABLE:
            links.add_relationship(link.reltype, _without_fonts(link.target_part), key)
        _tidy(links[key].target_part)
    # Its properties are written anew with the report.
    whole = document.part.package.rels
    for key in [key for key, link in whole.items() if link.reltype != LINK.OFFICE_DOCUMENT]:
        del whole[key]


def _emptied(document: WordDocument) -> CT_SectPr:
    """The last page's look, which alone is left of the text."""
    body = document.element.body
    page: CT_SectPr = body.get_or_add_sectPr()
    for child in list(document.element):
        if name_in(child) == "background":
            _empty(child)
        elif child is not body:
            document.element.remove(child)
    for child in list(body):
        if child is not page:
            body.remove(child)
    for child in list(page):
        if name_in(child) not in OF_A_PAGE:
            page.remove(child)
    return page


def _empty(element: BaseOxmlElement) -> None:
    for child in list(element):
        element.remove(child)


def _tidy_settings(document: WordDocument) -> None:
    settings = document.settings.element
    for child in list(settings):
        if name_in(child) not in SETTINGS:
            settings.remove(child)


def _margins_of(page: CT_SectPr, document: WordDocument) -> set[str]:
    """The keys of the heads and feet that a reader sees; the references to others go."""
    seen = {"default"}
    seen |= {"first"} if page.titlePg_val else set()
    seen |= {"even"} if document.settings.odd_and_even_pages_header_footer else set()
    references = [child for child in page if child.tag in MARGINS]
    for child in references:
        part = document.part.rels[child.get(qn("r:id"))].target_part
        if not isinstance(part, XmlPart) or part.content_type != MARGINS[child.tag]:
            raise BadTemplate(damaged_words())
        if child.get(qn("w:type"), "default") not in seen:
            page.remove(child)
    return {child.get(qn("r:id")) for child in references if child.getparent() is page}


def _looks_of(document: WordDocument) -> set[str]:
    found = {key: link for key, link in document.part.rels.items() if link.reltype in LOOK}
    types = {link.reltype for link in found.values()}
    alike = all(link.target_part.content_type == LOOK[link.reltype] for link in found.values())
    if not alike or len(types) < len(found):
        raise BadTemplate(damaged_words())
    return set(found)


def _without_fonts(part: Part) -> Part:
    """A table of letters without those that were put in: they are parts of their own."""
    root = root_of(part)
    if root is None:
        raise BadTemplate(damaged_words())
    for element in [one for one in root.iter() if name_in(one) in FONTS_WITHIN]:
        element.getparent().remove(element)
    return Part(part.partname, part.content_type, serialize_part_xml(root), part.package)


def _tidy(part: Part) -> None:
    """Has only the pictures that it shows. Raises `BadTemplate` where it shows something else."""
    root = root_of(part)
    shown = set() if root is None else _shown_in(root)
    for key, link in list(part.rels.items()):
        if key in shown and _is_picture(link.reltype, link.target_part):
            link.target_part.rels.clear()
        else:
            del part.rels[key]
    if shown - set(part.rels):
        raise BadTemplate(_other_things())


def _is_picture(reltype: str, part: Part) -> bool:
    return reltype in PICTURES and part.content_type.lower().startswith("image/")


def _shown_in(root: BaseOxmlElement) -> set[str]:
    """The keys of what it shows; raises `BadTemplate` for words that a reader does not see, and for far places."""
    if root.xpath(CHANGES):
        raise BadTemplate(_tracked())
    if root.xpath(PLACES):
        raise BadTemplate(from_elsewhere())
    return {str(key) for key in root.xpath(KEYS)}


def _tracked() -> str:
    return _(
        "Changes are tracked in its heads, feet or styles. Accept or reject them in Word, then send it again."
    )


def _other_things() -> str:
    return _(
        "Its heads or feet hold something besides text, tables and pictures, such as a chart. Put a picture in its "
        "place."
    )
