"""A set to take away, in every format, read back by programs that are not ours."""

import io
import tomllib
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from principles.checking import UNSHOWABLE
from principles.document import Wording, digest_of, read, values_of
from principles.downloads import formats
from principles.downloads.formats import FORMATS
from principles.downloads.paper import Paper, paper_of
from principles.markup import blocks_of
from tests import poppler
from tests.principles.from_the_right import far_wording
from tests.principles.hostile import PAYLOADS, SCHEMES
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.wordings import wordings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIVE = Path(__file__).parents[2] / "principles" / "sets" / "five-principles.en-gb.toml"
NOT_ENDORSED = "Whoever is named here has not endorsed this wording, this software or anybody who uses them."
LONG = "We *plan* with **people**.\n\n1. One\n2. Two\n\n- See [a page](https://example.org/a_b)\n\n> Quoted"
LOADING = {"script", "link", "img", "svg", "iframe", "object", "embed", "video", "audio", "base", "form"}
PUBLISHED = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)


def paper(wording: Wording) -> Paper:
    return paper_of(wording, 3, "Plainer words.", PUBLISHED, digest_of(wording))


@pytest.fixture(scope="module")
def five() -> Wording:
    return read(FIVE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def small() -> Wording:
    """With a long text that has every look, and signs of Welsh and Hebrew."""
    wording = read(DOCUMENT + SECOND)
    first, second = wording.principles
    first = replace(first, meaning=LONG, summary="Ŵyr y dŵr ŷd a Ŷ. שלום")
    return replace(wording, credit="By *us*.", source="A page", principles=(first, second))


def rude(five: Wording) -> Wording:
    """Hostile words in every place."""
    payloads = [UNSHOWABLE.sub("", payload) for payload in PAYLOADS]
    lines = list(dict.fromkeys(" ".join(payload.split()) for payload in payloads))
    principles = [
        replace(
            one,
            title=lines[place],
            summary=lines[-place - 1],
            meaning="\n\n".join(payloads[place * 12 : place * 12 + 12]),
            signs=tuple(lines[place * 12 : place * 12 + 12]),
            levels=tuple(lines[place * 5 : place * 5 + 5]),
        )
        for place, one in enumerate(five.principles)
    ]
    return replace(five, title=lines[0], credit=payloads[1], source=lines[2], principles=tuple(principles))


def texts_in(wording: Wording) -> list[str]:
    """What every document must say, but for long texts."""
    found = [wording.title, wording.source, *wording.ground_rules, *wording.check_in, *wording.check_out]
    for one in wording.principles:
        found += [one.title, one.summary, *one.signs, *one.prompts, *one.watch_outs, *one.levels]
    return [text for text in found if text]


class Alone(HTMLParser):
    """A whole page of HTML: its text, its language, and whatever it would ask for or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.text, self.style = "", ""
        self.root: dict[str, str | None] = {}
        self.asks: list[str] = []
        self.headings: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        if tag == "html":
            self.root = dict(attrs)
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if tag in LOADING:
            self.asks.append(tag)
        for name, value in attrs:
            within = (value or "").startswith("#") or urlsplit(value or "").scheme in SCHEMES
            leads = name == "href" and not (tag == "a" and within)
            if name.startswith("on") or name in {"src", "style", "srcset"} or leads:
                self.asks.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.inside[-1:] == ["style"]:
            self.style += data
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop() != tag:
            pass


def test_html_is_one_file_that_asks_for_nothing(five: Wording, small: Wording) -> None:
    for wording, direction in ((five, "ltr"), (small, "ltr"), (far_wording(), "rtl"), (rude(five), "ltr")):
        page = Alone(FORMATS["html"].write(paper(wording)).decode())
        assert page.asks == []
        assert page.root == {"lang": wording.language, "dir": direction}
        assert [text for text in texts_in(wording) if text not in page.text] == []
        assert NOT_ENDORSED in page.text
        assert [part for part in ("@import", "url(", "</", "expression") if part in page.style] == []
        assert len(page.style) > 3000
        assert page.headings[:3] == ["h1", "h2", "h2"]


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_pdf_is_tagged_and_says_what_and_in_which_language_it_is(five: Wording, language: str) -> None:
    wording = far_wording() if language == "ar" else five
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(paper(wording)))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as told:
            assert (told["pdfuaid:part"], told["dc:title"]) == ("1", wording.title)
        assert len(pdf.pages) == len(wording.principles) + 2
        kinds = kinds_in(pdf.Root.StructTreeRoot)
    assert kinds.count("H2") == len(wording.principles) + 3
    assert kinds.count("Table") == len(wording.principles)
    assert kinds.count("TR") == len(wording.principles) * (1 + len(wording.levels))
    assert {"H1", "H3", "L", "LI", "TH", "TD", "Link"} <= set(kinds)


def kinds_in(element: pikepdf.Object) -> list[str]:
    """The kind of every element of the document's structure."""
    if isinstance(element, pikepdf.Array):
        return [kind for one in element for kind in kinds_in(one)]
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [str(element["/S"])[1:]] if "/S" in element else []
    return own + (kinds_in(element["/K"]) if "/K" in element else [])


@poppler.needs_poppler
def test_poppler_sees_the_structure_of_a_pdf(five: Wording, tmp_path: Path) -> None:
    content = FORMATS["pdf"].write(paper(five))
    seen, complaints = poppler.read(content, tmp_path)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        own = Counter(f"/{kind}" for kind in kinds_in(pdf.Root.StructTreeRoot))
        kinds = poppler.standard(pdf, own)
    assert (seen, complaints) == (kinds, set())
    assert seen["/H2"] == len(five.principles) + 3


def test_word_has_real_headings_lists_and_tables(five: Wording, small: Wording) -> None:
    document = docx.Document(io.BytesIO(FORMATS["word"].write(paper(five))))
    styles = [paragraph.style.name for paragraph in document.paragraphs]  # type: ignore[union-attr]
    assert (styles[0], document.paragraphs[0].text) == ("Title", five.title)
    assert styles.count("Heading 1") == len(five.principles) + 2
    lists = sum(len(one.signs) + len(one.prompts) + len(one.watch_outs) for one in five.principles)
    room = len(five.ground_rules) + len(five.check_in) + len(five.check_out)
    assert styles.count("List Bullet") == lists + room
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1] == [
        "1. Not yet",
        five.principles[0].levels[0],
    ]
    about = document.core_properties
    assert (about.title, about.language, about.author) == (five.title, "en-GB", "Common Ground")
    assert document.paragraphs[-2].text == NOT_ENDORSED

    looks = docx.Document(io.BytesIO(FORMATS["word"].write(paper(small))))
    start = [paragraph.text for paragraph in looks.paragraphs].index("We plan with people.")
    long = looks.paragraphs[start : start + 5]
    assert [(one.style.name, one.text) for one in long] == [  # type: ignore[union-attr]
        ("Normal", "We plan with people."),
        ("List Number", "One"),
        ("List Number", "Two"),
        ("List Bullet", "See a page"),
        ("Quote", "Quoted"),
    ]
    assert [(run.text, run.italic, run.bold) for run in long[0].runs][1::2] == [
        ("plan", True, None),
        ("people", None, True),
    ]
    assert [link.address for link in long[3].hyperlinks] == ["https://example.org/a_b"]


def test_word_is_in_its_language_and_direction() -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["word"].write(paper(far_wording())))) as parts:
        assert parts.testzip() is None
        styles, body = (etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("styles", "document"))
    language = styles.find(f"{W}docDefaults//{W}lang")
    assert [language.get(f"{W}{name}") for name in ("val", "bidi")] == ["ar", "ar"]
    normal = styles.find(f"{W}style[@{W}styleId='Normal']")
    assert [normal.find(f"{W}{path}") is not None for path in (f"pPr/{W}bidi", f"rPr/{W}rtl")] == [True, True]
    tables = list(body.iter(f"{W}tbl"))
    assert [len(table.findall(f"{W}tr")) for table in tables] == [8] * 12
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in tables)
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    ours = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}lang") is not None]
    assert {run.find(f"{W}rPr/{W}lang").get(f"{W}val") for run in ours} == {"en-GB"}


def test_markdown_says_the_same_to_any_reader_of_it(five: Wording, small: Wording) -> None:
    for wording in (five, small, far_wording(), rude(five)):
        tokens = MarkdownIt("commonmark", {"html": True}).parse(
            FORMATS["markdown"].write(paper(wording)).decode()
        )
        kinds = [token.type for token in tokens]
        pieces = [token for token in tokens if token.type == "inline"]
        assert {"html_block", "code_block", "fence", "hr", "html_inline", "image"} & set(kinds) == set()
        inline = [child.type for token in pieces for child in token.children or []]
        assert {"html_inline", "image"} & set(inline) == set()
        said = "\n".join(plain(token.children or []) for token in pieces)
        assert [text for text in texts_in(wording) if text not in said] == []
        meant = [block.text for one in wording.principles for block in blocks_of(one.meaning)]
        assert [text for text in meant if text not in said] == []
        headings = [token.tag for token in tokens if token.type == "heading_open"]
        assert (headings.count("h1"), headings.count("h2")) == (1, len(wording.principles) + 2)
        assert NOT_ENDORSED in said


def plain(tokens: list) -> str:
    return "".join({"hardbreak": "\n", "softbreak": " "}.get(token.type, token.content) for token in tokens)


def test_markdown_keeps_the_look_of_long_texts(small: Wording) -> None:
    text = FORMATS["markdown"].write(paper(small)).decode()
    assert text.split("\n\n")[4:9] == [
        "We *plan* with **people**.",
        "1. One\n2. Two",
        "- See [a page](<https://example.org/a_b>)",
        "> Quoted",
        "### The statements, from least to most",
    ]


def test_toml_is_the_document_again(five: Wording) -> None:
    for wording in (five, far_wording(), rude(five)):
        text = FORMATS["toml"].write(paper(wording)).decode()
        assert (tomllib.loads(text), read(text)) == (values_of(wording), wording)
        assert f"# {NOT_ENDORSED}" in text.splitlines()


def test_hostile_words_are_only_words_to_typst_and_word(five: Wording) -> None:
    wording = rude(five)
    # A note is not checked as a wording is: what XML cannot hold may be in it.
    rudest = replace(paper(wording), note="\x0b\ufffe" + PAYLOADS[0])
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].write(rudest))) as pdf:
        assert {"/JavaScript", "/OpenAction", "/EmbeddedFiles"} & set(pdf.Root.keys()) == set()
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        links = [str(note.A.URI) for note in notes if "/A" in note]
    word = docx.Document(io.BytesIO(FORMATS["word"].write(rudest)))
    links += [link.address for one in word.paragraphs for link in one.hyperlinks]
    assert links
    assert {urlsplit(link).scheme for link in links} == {"https"}
    assert [one.text for one in word.paragraphs if one.style.name == "List Bullet"][:1] == [  # type: ignore[union-attr]
        wording.principles[0].signs[0]
    ]


@settings(max_examples=8)
@given(wordings())
def test_whatever_a_set_says_it_can_be_taken_away(wording: Wording) -> None:
    assert [kind for kind, one in FORMATS.items() if not one.write(paper(wording))] == []


def test_the_same_paper_is_written_once(five: Wording) -> None:
    formats.written.cache_clear()
    assert formats.written("pdf", paper(five)) is formats.written("pdf", paper(five))
    assert formats.written.cache_info().hits == 1
