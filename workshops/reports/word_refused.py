"""What is refused of a Word template that somebody sends, and why, in plain words: anybody may have made it.

Its look goes into reports that strangers open, so nothing in it may start, fetch or bring along something else.
"""

import io
from lzma import LZMAError
from typing import cast
from zipfile import BadZipFile, ZipFile
from zlib import error as DeflateError  # noqa: N812 - a class, whatever zlib calls it

from django.utils.translation import gettext as _
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from workshops.reports.word_fields import refused_field

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2_000_000, 6_000_000, 300
MAIN = b"wordprocessingml.document.main+xml"
# The last word of the type of a relationship: the rest of it is spelt in several ways.
PROGRAMS = frozenset({"vbaProject", "wordVbaData"})
FOREIGN = frozenset(
    {"oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument", "attachedTemplate"}
)
FOREIGN_KINDS = ("oleobject", "activex")


class BadTemplate(Exception):
    """A template that cannot be used; `str()` says what is wrong, in plain words."""


def check_container(content: bytes) -> None:
    """Before anything reads it: a zip of a bearable size, of Word's kind, without programs and without far places."""
    if len(content) > MOST_BYTES:
        raise BadTemplate(_("It is larger than 2 MB. Take large pictures out of it."))
    try:
        with ZipFile(io.BytesIO(content)) as zipped:
            parts = zipped.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadTemplate(_("It is too large once it is unpacked."))
            names = {part.filename for part in parts}
            # Of two parts of one name Word may read the one that we do not.
            if len({name.lower() for name in names}) < len(parts):
                raise BadTemplate(damaged_words())
            if "[Content_Types].xml" not in names:
                raise BadTemplate(_not_word())
            kinds = zipped.read("[Content_Types].xml")
            links = b"".join(zipped.read(name) for name in names if name.endswith(".rels"))
            damaged = zipped.testzip()
    except (BadZipFile, OSError, RuntimeError, EOFError, ValueError, DeflateError, LZMAError) as error:
        raise BadTemplate(_not_word()) from error
    if damaged:
        raise BadTemplate(damaged_words())
    _check_parts(kinds, names, links)


def _check_parts(kinds: bytes, names: set[str], links: bytes) -> None:
    if b"macroEnabled" in kinds or any(name.endswith("vbaProject.bin") for name in names):
        raise BadTemplate(_macros())
    if b"template.main+xml" in kinds:
        raise BadTemplate(_("It is saved as a template (.dotx). Save it as a Word document (.docx)."))
    if MAIN not in kinds:
        raise BadTemplate(_not_word())
    if b'"External"' in links or b"'External'" in links:
        raise BadTemplate(from_elsewhere())


def check_package(package: OpcPackage) -> None:
    """By what was understood of it: bytes may spell the same in many ways. Parts that are left out of reports as well,
    since the team takes its template away again.
    """
    links = list(package.iter_rels())
    if any(link.is_external for link in links):
        raise BadTemplate(from_elsewhere())
    types = {link.reltype.rpartition("/")[2] for link in links}
    if types & PROGRAMS:
        raise BadTemplate(_macros())
    parts = package.parts
    kinds = [part.content_type.lower() for part in parts]
    if types & FOREIGN or any(foreign in kind for kind in kinds for foreign in FOREIGN_KINDS):
        raise BadTemplate(_foreign())
    for part in parts:
        _check_fields(part)


def _check_fields(part: Part) -> None:
    root = root_of(part)
    if root is None:
        return
    # Nothing of Word's own declares a type: it is only good for spelling things in another way.
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadTemplate(damaged_words())
    name = refused_field(root)
    if name:
        words = _(
            "It holds a field that may not stand in a template: “%(field)s”. Take it out. Page numbers, dates, the "
            "title, the author and the file's name may stay."
        )
        raise BadTemplate(words % {"field": name})


def root_of(part: Part) -> BaseOxmlElement | None:
    """What stands in it, read, or None for a picture and whatever else is no XML."""
    if isinstance(part, XmlPart):
        return cast("BaseOxmlElement", part.element)
    kind = part.content_type.partition(";")[0].strip().lower()
    return parse_xml(part.blob) if kind.endswith("xml") and not kind.startswith("image/") else None


def _not_word() -> str:
    return _("It is not a Word document (.docx).")


def damaged_words() -> str:
    return _("Word's own parts in it are damaged. Open it in Word and save it again.")


def from_elsewhere() -> str:
    return _(
        "It takes something from another place, such as a linked picture or template. Put it in or take it out."
    )


def _macros() -> str:
    return _("It holds macros. Save it as a Word document without them (.docx).")


def _foreign() -> str:
    return _(
        "Something of another program is in it, such as a table of Excel or another document. Put it in as a picture, "
        "or take it out."
    )
