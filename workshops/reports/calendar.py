"""Commitments and the next review for anybody's calendar: iCalendar as RFC 5545 has it.

A commitment is a whole day that keeps nobody busy, on the day by which it was promised; one without a day has no
place in a calendar. Each keeps its UID for good, so that a file that is opened twice gives every day once.
Where there is neither, the workshop itself is in it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from workshops.reports.notes import notes_on
from workshops.reports.parts import Pledge, Review
from workshops.reports.summary import Summary

LONGEST_LINE = 75  # octets, without the line's end (RFC 5545, 3.1)
UNSEEN = dict.fromkeys([*range(9), *range(11, 32), 127])
NEW_LINE = "\n"
PRODUCT = "-//Common Ground//Workshops//EN"


def content_of(summary: Summary) -> bytes:
    return "".join(f"{folded}\r\n" for line in _lines(summary) for folded in folds(line)).encode()


def _lines(summary: Summary) -> Iterator[str]:
    stamp = moment(summary.ended or summary.started or summary.planned)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    for pledge in summary.pledges:
        if pledge.by:
            yield from _event(stamp, pledge.uid, _commitment(summary, pledge, pledge.by))
    if summary.review:
        yield from _event(stamp, summary.review.uid, _review(summary, summary.review))
    if summary.words.review_on:
        yield from _event(stamp, _uid_of_written(summary), _written(summary, summary.words.review_on))
    elif not summary.review and not any(pledge.by for pledge in summary.pledges):
        # A calendar without anything in it is none (RFC 5545, 3.6).
        yield from _event(stamp, summary.uid, _itself(summary))
    yield "END:VCALENDAR"


def _event(stamp: str, uid: str, properties: Iterable[str]) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{escaped(uid)}", f"DTSTAMP:{stamp}", *properties, "END:VEVENT")


def _commitment(summary: Summary, pledge: Pledge, by: date) -> Iterator[str]:
    # Without an end it is one day (RFC 5545, 3.6.1).
    yield f"DTSTART;VALUE=DATE:{by.year:04}{by:%m%d}"
    owned = {"what": pledge.what, "owner": pledge.owner}
    yield f"SUMMARY:{escaped(_('%(owner)s: %(what)s') % owned)}"
    step = _("First step: %(step)s") % {"step": pledge.first_step} if pledge.first_step else ""
    told = [pledge.what, step, _("Promised at “%(title)s”.") % {"title": summary.title}, *notes_on(summary)]
    yield f"DESCRIPTION:{escaped(NEW_LINE.join(line for line in told if line))}"
    yield "TRANSP:TRANSPARENT"


def _review(summary: Summary, review: Review) -> Iterator[str]:
    yield f"DTSTART:{moment(review.starts)}"
    if review.minutes:
        yield f"DTEND:{moment(review.starts + timedelta(minutes=review.minutes))}"
    yield f"SUMMARY:{escaped(review.title)}"
    told = _("The next workshop after “%(title)s”: it begins with what was promised there.")
    yield f"DESCRIPTION:{escaped(told % {'title': summary.title})}"


def _uid_of_written(summary: Summary) -> str:
    """Of the review that the team has written down, which has no workshop of its own: alike every time."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{summary.uid} review')}"


def _written(summary: Summary, day: date) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{day.year:04}{day:%m%d}"
    said = _("Review of “%(title)s”") % {"title": summary.title}
    yield f"SUMMARY:{escaped(said)}"
    if summary.words.review_place:
        yield f"LOCATION:{escaped(summary.words.review_place)}"
    yield "TRANSP:TRANSPARENT"


def _itself(summary: Summary) -> Iterator[str]:
    starts = summary.started or summary.planned
    yield f"DTSTART:{moment(starts)}"
    ends = summary.ended or starts + timedelta(minutes=summary.minutes_planned)
    if ends > starts:
        yield f"DTEND:{moment(ends)}"
    yield f"SUMMARY:{escaped(summary.title)}"


def moment(at: datetime) -> str:
    """A moment in UTC, which needs no table of time zones in the file."""
    utc = at.astimezone(UTC)
    return f"{utc.year:04}{utc:%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text as a value of the type TEXT (RFC 5545, 3.3.11)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(UNSEEN)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folds(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, each but the first begun with a space; no character is cut in two."""
    piece, length = "", 0
    for char in line:
        size = len(char.encode())
        if length + size > LONGEST_LINE:
            yield piece
            piece, length = " ", 1
        piece, length = piece + char, length + size
    yield piece
