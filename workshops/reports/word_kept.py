"""A team's own Word template, for those who answer requests: what is wrong with it, and the report in it.

What reads Word documents takes a while to load, and is loaded once somebody asks for one: see `formats`.
"""

from importlib import import_module

from workshops.reports.summary import Summary

MOST_READ = 2_000_001  # bytes: one more than a template may have


def fault_of(content: bytes) -> str:
    """Why reports cannot be written in it, in plain words; "" where they can."""
    reading = import_module("workshops.reports.word_template")
    try:
        reading.opened(content)
    except reading.BadTemplate as bad:
        return str(bad)
    return ""


def ours() -> bytes:
    """Our template, to begin one's own from."""
    content: bytes = import_module("workshops.reports.word_template").ours()
    return content


def report_in(summary: Summary, template: bytes | None) -> bytes:
    """The report in the template; in ours where there is none, or where it cannot be used."""
    writing, reading = (import_module(f"workshops.reports.{name}") for name in ("docx", "word_template"))
    try:
        content: bytes = writing.content_of(summary, template)
    except reading.BadTemplate:
        content = writing.content_of(summary, None)
    return content
