"""What stands on the page of a section: its boxes, and beside them what people will see and what to think of."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from principles.document import Values
from principles.forms import box_id, groups_of, label_of
from principles.guidance import Guidance, guidance_on
from principles.languages import language_of
from principles.markup import html_of
from principles.models import Draft
from principles.sections import OF_ROOM, ROOM, SET, sections_in, with_section
from principles.typed import parts_of

SAVED, CLASH, BAD_FORM = 200, 409, 422


@dataclass
class Page:
    """One section as somebody has it before them: its words, what they are based on, and what became of them."""

    draft: Draft
    section: str
    values: Values
    base: Values
    # What stands in the way: by path texts that are too long, and both texts of what two have changed at once.
    faults: dict[str, str] = field(default_factory=dict)
    clashes: list[dict[str, str]] = field(default_factory=list)
    theirs: Values = field(default_factory=dict)
    newer: list[str] = field(default_factory=list)
    # Groups that a press has put in another order or a choice has filled, and what has the focus then.
    redrawn: set[str] = field(default_factory=set)
    at: str = ""
    blank: str = ""
    said: str = ""
    settled: str = ""
    status: int = SAVED


def page_of(page: Page) -> dict[str, Any]:
    """Everything that the templates of a section show."""
    wording = with_section(page.draft.wording, page.section, page.values)
    newest = page.draft.principle_set.editions.defer("wording").first()
    return {
        "page": page,
        "set": page.draft.principle_set,
        "draft": page.draft,
        "section": page.section,
        "language": language_of(page.draft.language),
        "groups": groups_of(page.section, page.values, page.faults, page.blank),
        "faults": [(box_id(path), words) for path, words in page.faults.items()],
        "newer": [label_of(page.section, name) for name in page.newer],
        "base": dumped(page.base),
        "theirs": dumped(page.theirs),
        "labels": wording["levels"],
        "number": newest.number + 1 if newest else 1,
        "newest": newest,
        **parts_around(wording, page.section),
        **shown_of(wording, page.section, page.draft),
    }


def parts_around(wording: Values, section: str) -> dict[str, Any]:
    """All sections in their order, and those before and after this one."""
    keys = sections_in(wording)
    place = keys.index(section)
    titles = {SET: _("The set"), ROOM: _("The room")} | {
        one["key"]: one["title"] for one in wording["principles"]
    }
    parts = [
        {"key": key, "number": max(0, number - 1), "title": titles[key]} for number, key in enumerate(keys)
    ]
    return {
        "parts": parts,
        "part": parts[place],
        "before": parts[place - 1] if place else None,
        "after": parts[place + 1] if place + 1 < len(parts) else None,
    }


def shown_of(wording: Values, section: str, draft: Draft) -> dict[str, Any]:
    """What people will see of a section; of a principle also what there is to say of its length and its language."""
    if section == ROOM:
        lists = [(label_of(ROOM, name), wording[name]) for name in OF_ROOM]
        return {"room_lists": lists}
    keys = [one["key"] for one in wording["principles"]]
    place = 0 if section == SET else keys.index(section)
    one = wording["principles"][place] if keys else None
    shown = {"phone": phone_of(wording, one, place)}
    if section == SET:
        k = str(settings.SMALLEST_GROUP)
        told = {
            "credited": _read("credit", SET, wording),
            "privacy": wording["privacy_short"].replace("{k}", k),
        }
        return shown | told | {"scale": wording}
    guidance = guidance_of(wording, wording["principles"][place], draft, first=place == 0)
    return shown | {
        "principle": one,
        "meaning": _read("meaning", section, wording["principles"][place]),
        "guidance": guidance,
    }


def _read(name: str, section: str, values: Values) -> SafeString:
    """Markdown as people will read it; of a text that is too long as much as may be kept."""
    return html_of(values[name][: parts_of(section)[name].longest])


def phone_of(wording: Values, one: Values | None, place: int) -> dict[str, Any]:
    """A principle as it is scored; only the scale while there is none."""
    return {
        "title": one["title"] if one else "",
        "asks": ask_of(wording, first=place == 0),
        "rows": rows_of(wording, one),
        "cant_say": wording["cant_say"]["label"],
    }


def rows_of(wording: Values, one: Values | None) -> list[dict[str, Any]]:
    """The levels, each with what a principle looks like there; a page that is older may have fewer, or more."""
    texts = [*(one["levels"] if one else []), *[""] * len(wording["levels"])]
    pairs = zip(wording["levels"], texts, strict=False)
    return [{"number": number, "label": label, "text": text} for number, (label, text) in enumerate(pairs, 1)]


def ask_of(wording: Values, *, first: bool) -> str:
    """The question as it is shown: whole with the first principle, its last sentence with the others."""
    question: str = wording["question"]
    return question if first else question.rpartition(". ")[2]


def guidance_of(wording: Values, one: Values, draft: Draft, *, first: bool) -> Guidance:
    is_english = draft.language.lower().split("-")[0] == "en"
    texts = [
        one["summary"],
        one["meaning"],
        *one["signs"],
        *one["prompts"],
        *one["watch_outs"],
        *one["levels"],
    ]
    return guidance_on(
        one["title"],
        ask_of(wording, first=first),
        wording["levels"],
        one["levels"],
        cant_say=f"{wording['cant_say']['label']}. {_('It will not count as a score.')}",
        reads="\n".join(texts) if is_english else "",
    )


def dumped(values: Values) -> str:
    """A section as a hidden field of the page holds it."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
