"""The report as a PDF/UA-1, by typst."""

from dataclasses import fields, is_dataclass
from pathlib import Path

from principles.typesetting import pdf_of
from workshops.reports.paper import paper_of
from workshops.reports.summary import Summary

TEMPLATE = Path(__file__).with_name("report.typ")


def content_of(summary: Summary) -> bytes:
    return pdf_of(TEMPLATE, values_of(paper_of(summary)))


def values_of(part: object) -> object:
    """The parts of a paper as JSON takes them; each has its `kind`."""
    if is_dataclass(part):
        inside = {field.name: values_of(getattr(part, field.name)) for field in fields(part)}
        return {"kind": type(part).__name__, **inside}
    return [values_of(one) for one in part] if isinstance(part, tuple) else part
