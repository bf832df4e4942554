"""Every format that a set may be taken away in, and its documents, each written once and kept for a while."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from principles.downloads import docx, html, markdown, pdf, toml
from principles.downloads.paper import Paper

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """`ending` is that of its files; `label` says what it is to people who do not know formats by their names."""

    label: str | Promise
    ending: str
    media_type: str
    write: Callable[[Paper], bytes]


FORMATS = {
    "html": Format(_("Web page, one file"), "html", "text/html; charset=utf-8", html.written),
    "pdf": Format(_("PDF, to print"), "pdf", "application/pdf", pdf.written),
    "word": Format(_("Word"), "docx", WORD, docx.written),
    "markdown": Format(_("Markdown"), "md", "text/markdown; charset=utf-8", markdown.written),
    "toml": Format(_("TOML, to read in again"), "toml", "application/toml; charset=utf-8", toml.written),
}


@lru_cache(maxsize=32)
def written(kind: str, paper: Paper) -> bytes:
    """The document; the same paper is never typeset twice in a row."""
    return FORMATS[kind].write(paper)
