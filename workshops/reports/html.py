"""The report's page as one HTML file that asks for nothing else: to send, to keep, to put on an intranet.

Its words, tables and drawings are the page's own, from the same templates; its style sheets are in it, the one for
print among them, and its icons, and it has no script.
"""

from django.template.loader import render_to_string

from principles.inlining import held_in, style_of
from workshops.reports.notes import notes_on
from workshops.reports.summary import Summary

SHEETS = ("tokens", "base", "layout", "controls", "dots", "mid", "report", "languages")


def content_of(summary: Summary) -> bytes:
    inside = {"alone": True, "style": style_of(*SHEETS), "icons": held_in("img/icons.svg")}
    values = {"r": summary, "notes": notes_on(summary), **inside}
    return render_to_string("workshops/report_alone.html", values).encode()
