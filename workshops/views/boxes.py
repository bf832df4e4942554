"""The boxes of a report to write in, each in its place, and what was typed in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from workshops.actions.writing import LONGEST
from workshops.forms import Words
from workshops.reports.summary import Summary

MOST_READ = 400_000  # characters of what a page says that it began with
Texts = dict[str, str]


@dataclass(frozen=True)
class Box:
    """One text. `rows` is 0 for one line of `kind`; `bare` has its label beside it already, and one that is
    `off_paper` is told there in other words.
    """

    name: str
    text: str
    label: str
    rows: int = 0
    kind: str = "text"
    hint: str = ""
    fault: str = ""
    about: str = ""
    bare: bool = False
    off_paper: bool = False

    @property
    def id(self) -> str:
        return id_of(self.name)

    @property
    def most(self) -> int:
        return LONGEST[self.name.partition(".")[0]]

    @property
    def described(self) -> str:
        told = (("hint", self.hint), ("fault", self.fault))
        return " ".join(f"{self.id}-{part}" for part, words in told if words)


def id_of(name: str) -> str:
    """Of the box for this text."""
    return "b-" + name.replace(".", "-")


def boxes_in(values: Texts, summary: Summary, faults: Mapping[str, str]) -> dict[str, list[Box]]:
    """Every box by its place in the report."""

    def box(name: str, label: str, rows: int = 0, **more: object) -> Box:
        return Box(name, values.get(name, ""), label, rows, fault=faults.get(name, ""), **more)  # type: ignore[arg-type]

    places = {
        "purpose": [box("purpose", _("Purpose"), 2, bare=True)],
        "front": [box("strengths", _("Our strengths"), 3, hint=_("What works well, in a few sentences."))],
        "review": [
            box("review_on", _("Next review: the day"), kind="date", off_paper=True),
            box("review_place", _("Next review: the place"), off_paper=True),
        ],
        "closing": [box("closing", _("To close"), 3, hint=_("Thanks, and whatever else is to be said."))],
    }
    for part in summary.principles:
        key, about = part.principle.key, f"{part.principle.number}. {part.principle.title}"
        said = box(
            f"said.{key}", _("In our own words"), 3, about=about, hint=_("What people said, theme by theme.")
        )
        places[f"said.{key}"] = [said]
        places[key] = [
            box(f"agreed.{key}", _("What we agree"), 2, about=about),
            box(f"seen_differently.{key}", _("What some of us see differently"), 2, about=about),
            box(f"one_point.{key}", _("What would move us one point"), 2, about=about),
        ]
    return places


def labels_in(boxes: Mapping[str, list[Box]]) -> Texts:
    """What each text is called where it is not in its place."""
    return {
        box.name: f"{box.label} ({box.about})" if box.about else box.label
        for place in boxes.values()
        for box in place
    }


def typed_in(sent: QueryDict, known: Mapping[str, str], held: date) -> tuple[Texts, Texts]:
    """The texts that were sent, as they may be kept, and in words what is wrong with some of them.

    What stands in the report already, which was `held` on that day, is not asked about again.
    """
    typed: Texts = {}
    faults: Texts = {}
    for name in known:
        if name not in sent:
            continue
        text = str(sent[name]).replace("\r\n", "\n")
        try:
            typed[name] = Words(required=False).clean(text)
        except ValidationError as fault:
            typed[name], faults[name] = text, " ".join(fault.messages)
            continue
        if typed[name] != known[name] and (words := fault_of(name, typed[name], held)):
            faults[name] = words
    return typed, faults


def fault_of(name: str, text: str, held: date) -> str:
    """Why it cannot be kept in the report on a workshop of that day, in words; "" where it can."""
    most = LONGEST[name.partition(".")[0]]
    if name == "review_on" and text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return _("That is not a day. Write it like 2027-03-31, or choose it.")
        if day < held:
            return _("That is before the workshop, on %(day)s.") % {"day": date_format(held, "j F Y")}
    if len(text) > most:
        return _("%(long)s characters, and there may be %(most)s.") % {"long": len(text), "most": most}
    return ""


def shaped(text: str, known: Mapping[str, str]) -> Texts | None:
    """What a page says that it began with; None where it is nothing of the kind."""
    try:
        values = json.loads(text) if len(text) <= MOST_READ else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return None
    return {name: value for name, value in values.items() if name in known}
