"""Markdown in the long texts of a set, read in this one place: paragraphs, emphasis, lists, quotations and links.

Everything else stands as it was typed, HTML too. What `html_of` gives has been through a sanitiser besides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
# The star: on every other element none, where the sanitiser would let titles through.
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
# Whole addresses alone: one that begins at this site would lead elsewhere from a downloaded file.
LINK = re.compile(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)
RULES = ["autolink", "blockquote", "emphasis", "escape", "link", "list", "newline"]

READER = MarkdownIt("zero", {"html": False, "maxNesting": 12}).enable(
    [*RULES, "balance_pairs", "fragments_join"]
)
READER.validateLink = lambda url: LINK.fullmatch(url) is not None  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `href` is where they lead, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph. `mark` is what stands before one that begins an entry of a list, "•" or a number with its dot;
    `lists` and `quotations` are how many of them are around it."""

    runs: tuple[Run, ...]
    mark: str = ""
    lists: int = 0
    quotations: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def html_of(text: str) -> SafeString:
    """The text as HTML that is safe to put into a page: nothing in it runs, loads or leads to anything but a link."""
    return sanitised(READER.render(text))


def sanitised(html: str) -> SafeString:
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=whole_addresses,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean.strip())  # noqa: S308  it comes out of the sanitiser


def whole_addresses(_element: str, attribute: str, value: str) -> str | None:
    return value if attribute != "href" or LINK.fullmatch(value) else None


def plain_of(text: str) -> str:
    """The text for documents without Markdown: a blank line between paragraphs, links with their addresses."""
    written = ""
    for block in blocks_of(text):
        between = "\n" if block.mark and written else "\n\n"
        written += (between if written else "") + line_of(block)
    return written


def line_of(block: Block) -> str:
    words = "".join(run.text + address_of(run) for run in block.runs)
    return f"{block.mark} {words}" if block.mark else words


def address_of(run: Run) -> str:
    return f" ({run.href})" if run.href and run.href != run.text else ""


def blocks_of(text: str) -> list[Block]:
    """The text as values, for writers of documents that have looks of their own."""
    return list(blocks_in(READER.parse(text)))


def blocks_in(tokens: list[Token]) -> Iterator[Block]:
    around: list[str] = []
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}." if around[-1] == "ol" else "•"
        elif token.tag in {"ol", "ul", "blockquote"}:
            around = [*around, token.tag] if token.nesting == 1 else around[:-1]
        elif token.type == "inline":
            quotations = around.count("blockquote")
            yield Block(tuple(runs_in(token.children or [])), mark, len(around) - quotations, quotations)
            mark = ""


def runs_in(tokens: list[Token]) -> Iterator[Run]:
    look = Run("")
    for token in tokens:
        on = token.nesting == 1
        if token.tag == "strong":
            look = replace(look, strong=on)
        elif token.tag == "em":
            look = replace(look, emphasis=on)
        elif token.tag == "a":
            look = replace(look, href=str(token.attrs.get("href", "")) if on else "")
        elif words := {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content):
            yield replace(look, text=words)
