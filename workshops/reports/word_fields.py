"""Fields of a Word document: what Word works out by itself when a document is opened or printed.

Some start programs (DDEAUTO) or fetch from far places (INCLUDEPICTURE), so only those stand that tell of the document
itself. A field is an attribute (`w:fldSimple`), or is spread over runs between the marks of its begin and its end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

HARMLESS = frozenset(
    {
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "DATE",
        "TIME",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "STYLEREF",
        "FILENAME",
    }
)
# What DOCPROPERTY may tell: the properties that we write, and none that a template brought.
TOLD = frozenset(
    {
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "COMMENTS",
        "CATEGORY",
        "LASTSAVEDBY",
        "REVISIONNUMBER",
        "CREATETIME",
        "LASTSAVEDTIME",
    }
)
NAME = re.compile(r"\s*([A-Z]+)(?=[\s\\\"]|$)")
PROPERTY = re.compile(r"\s*DOCPROPERTY\s+\"?([A-Z]+)\"?\s*(?=\\|$)")
# An instruction is told from these alone: anything else in it could make Word read another one than we do.
PLAIN = frozenset(
    {"r", "instrText", "delInstrText", "t", "fldChar", "proofErr", "bookmarkStart", "bookmarkEnd"}
)
MARKS = ("{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}delInstrText")
TOLD_AT_MOST = 40  # letters of an instruction


@dataclass(eq=False)
class Open:
    """A field whose end has not come; `begun` as long as its instruction goes on."""

    instruction: str = ""
    begun: bool = True
    plain: bool = True


def refused_field(root: BaseOxmlElement) -> str:
    """How the first field that may not stand begins, as a person would know it; "" where all may."""
    if next(root.iter(*MARKS), None) is None:
        return ""
    return next((told for field in _fields(root) if (told := _refused(field))), "")


def name_in(element: BaseOxmlElement) -> str:
    """Without its namespace, since there are two of everything; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: BaseOxmlElement, name: str) -> str:
    """Of the attribute of that name, in whatever namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _refused(field: Open) -> str:
    asked = field.instruction.upper()
    named, told = NAME.match(asked), PROPERTY.match(asked)
    harmless = (named and named[1] in HARMLESS) or (told and told[1] in TOLD)
    if field.plain and harmless:
        return ""
    return " ".join(field.instruction.split())[:TOLD_AT_MOST] or "?"


def _fields(root: BaseOxmlElement) -> Iterator[Open]:
    """Every field that begins in a part, also those without an end."""
    fields: list[Open] = []
    for element, of_look in _elements(root):
        name = name_in(element)
        inner = fields[-1] if fields else None
        if inner and inner.begun and name not in PLAIN and not of_look:
            inner.plain = False
        if name == "fldSimple":
            yield Open(value_of(element, "instr"))
        elif name == "fldChar":
            _mark(fields, value_of(element, "fldCharType"))
            if inner and inner not in fields:
                yield inner
        elif name in ("instrText", "delInstrText") and inner is None:
            yield Open(_text(element))
        elif inner and (name in ("instrText", "delInstrText") or (name == "t" and inner.begun)):
            inner.instruction += _text(element)
    yield from fields


def _mark(fields: list[Open], kind: str) -> None:
    if kind == "begin":
        # One inside of another's instruction would be worked out first, and tell it what to be.
        if fields and fields[-1].begun:
            fields[-1].plain = False
        fields.append(Open())
    elif fields and kind == "separate":
        fields[-1].begun = False
    elif fields:
        fields.pop()


def _elements(element: BaseOxmlElement, *, of_look: bool = False) -> Iterator[tuple[BaseOxmlElement, bool]]:
    """In their order, each with whether it says how letters or a paragraph look."""
    of_look = of_look or name_in(element) in ("rPr", "pPr")
    yield element, of_look
    for child in element:
        if name_in(child):
            yield from _elements(child, of_look=of_look)


def _text(element: BaseOxmlElement) -> str:
    # Not `.text`: that ends at a comment in between.
    return str(element.xpath("string()"))
