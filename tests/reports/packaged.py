"""Word documents made part by part, as Word makes them and as nobody should."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree as ET

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.reports.test_docx import OURS, changed

MARKER = "Left in by the matron"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = nsdecls("w")


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_head(inside: str) -> bytes:
    """Our template with a paragraph at the head of its pages."""
    document = Document(io.BytesIO(OURS))
    spaces = nsdecls("w", "r", "a") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    paragraph = parse_xml(f"<w:p {spaces}>{inside}</w:p>")
    document.sections[0].header._element.append(paragraph)
    return saved(document)


def simple(instruction: str) -> str:
    return f"<w:fldSimple w:instr='{instruction}'><w:r><w:t>1</w:t></w:r></w:fldSimple>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def said(*words: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in words)


def field(*words: str) -> str:
    """A field whose instruction is spread over runs."""
    return mark("begin") + said(*words) + mark("separate") + "<w:r><w:t>1</w:t></w:r>" + mark("end")


def part(name: str, inside: str) -> bytes:
    return f"<w:{name} {W}>{inside}</w:{name}>".encode()


def note(name: str, inside: str) -> bytes:
    return part(f"{name}s", f'<w:{name} w:id="2"><w:p>{inside}</w:p></w:{name}>')


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def related(
    parts: dict[str, tuple[str, str, bytes]], base: bytes = OURS, source: str = "word/document.xml"
) -> bytes:
    """A document with more parts: by name, the last word of the relationship, the kind, and what stands in each."""
    opened = zipfile.ZipFile(io.BytesIO(base))
    folder, own = posixpath.split(source)
    place = posixpath.join(folder, "_rels", f"{own}.rels")
    kinds = opened.read("[Content_Types].xml")
    links = f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
    if place in opened.namelist():
        links = opened.read(place)
    listed, lines = ET.fromstring(kinds), ET.fromstring(links)  # noqa: S314 - we wrote it
    for at, (name, (link, kind, _content)) in enumerate(parts.items()):
        ET.SubElement(listed, f"{{{PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=kind)
        reference = {
            "Id": f"rIdMore{at}",
            "Type": link if "://" in link else f"{OFFICE}/{link}",
            "Target": f"/{name}",
        }
        ET.SubElement(lines, f"{{{PACKAGE}/relationships}}Relationship", reference)
    written: dict[str, bytes | None] = {"[Content_Types].xml": ET.tostring(listed), place: ET.tostring(lines)}
    return changed(base, written | {name: content for name, (_link, _kind, content) in parts.items()})
