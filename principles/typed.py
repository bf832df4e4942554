"""What somebody typed into a section of a draft, as values, and what they began with. Pure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from principles.checking import UNSHOWABLE
from principles.document import Values
from principles.sections import ROOM, SET

MOST_ENTRIES = 12
LEVELS = "levels"


class Shape(Enum):
    LINE = auto()  # one line
    TEXT = auto()  # paragraphs
    LIST = auto()  # up to twelve lines, each an entry
    LEVELS = auto()  # a line for each level of the scale


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a section: its shape, and how many characters a text in it may have."""

    shape: Shape
    longest: int


@dataclass(frozen=True, slots=True)
class Press:
    """A button beside an entry of a list, or below it: `act` is "up", "down", "remove" or "add"."""

    name: str
    place: int
    act: str


# As `principles.document` reads them.
PARTS: dict[str, dict[str, Part]] = {
    SET: {
        "title": Part(Shape.LINE, 200),
        "question": Part(Shape.LINE, 300),
        LEVELS: Part(Shape.LEVELS, 40),
        "cant_say.label": Part(Shape.LINE, 40),
        "cant_say.help": Part(Shape.LINE, 300),
        "comment_prompt": Part(Shape.LINE, 300),
        "privacy_short": Part(Shape.TEXT, 1000),
        "credit": Part(Shape.TEXT, 1000),
        "source": Part(Shape.LINE, 300),
    },
    ROOM: {name: Part(Shape.LIST, 300) for name in ("ground_rules", "check_in", "check_out")},
}
OF_A_PRINCIPLE = {
    "title": Part(Shape.LINE, 120),
    "summary": Part(Shape.LINE, 400),
    LEVELS: Part(Shape.LEVELS, 400),
    "meaning": Part(Shape.TEXT, 3000),
    "signs": Part(Shape.LIST, 300),
    "prompts": Part(Shape.LIST, 300),
    "watch_outs": Part(Shape.LIST, 300),
}


def parts_of(section: str) -> dict[str, Part]:
    return PARTS.get(section, OF_A_PRINCIPLE)


def cleaned(text: str, shape: Shape) -> str:
    """The text as a document may hold it: without what cannot be shown, and on one line unless it has paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if shape != Shape.TEXT:
        text = " ".join(text.split())
    return UNSHOWABLE.sub("", text.replace("\t", " ")).strip()


def typed_in(section: str, given: Callable[[str], list[str]], press: Press | None = None) -> Values:
    """The section as a form holds it; `given` gives all that was sent under a name. What was not sent is left out.

    Entries of a list that are empty are none, once a `press` has done what it does to the boxes as they stood on the
    page; a level stays even if nothing is said of it.
    """
    values: Values = {}
    for name, part in parts_of(section).items():
        texts = [cleaned(text, part.shape) for text in given(name)]
        if not texts:
            continue
        if part.shape == Shape.LIST:
            texts = pressed(texts, press) if press and press.name == name else texts
            values[name] = [text for text in texts if text]
        else:
            put(values, name, texts if part.shape == Shape.LEVELS else texts[0])
    return values


def shaped(section: str, text: str) -> Values | None:
    """A section that a page of ours sent along as JSON; None for anything else. Fields may be missing."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    values: Values = {}
    for name, part in parts_of(section).items():
        value = look_up(found, name)
        if value is None:
            continue
        many = part.shape in {Shape.LIST, Shape.LEVELS}
        if not (is_texts(value) if many else isinstance(value, str)):
            return None
        put(values, name, [cleaned(one, part.shape) for one in value] if many else cleaned(value, part.shape))
    return values


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def is_place(text: str) -> bool:
    """Whether a part of a path names an entry of a list: none has more than two digits."""
    return text.isdecimal() and text.isascii() and len(text) < 3


def look_up(values: Mapping[str, Any], path: str) -> Any:
    """What stands at "title", "cant_say.label" or "levels.2"; None if nothing does."""
    first, _, inside = path.partition(".")
    held = values.get(first)
    if not inside:
        return held
    if isinstance(held, dict):
        return held.get(inside)
    if isinstance(held, list) and is_place(inside) and int(inside) < len(held):
        return held[int(inside)]
    return None


def put(values: Values, path: str, value: Any) -> None:
    """The value at that path, whether or not something stood there. A level that is not there is left alone."""
    first, _, inside = path.partition(".")
    if not inside:
        values[first] = value
    elif is_place(inside):
        if look_up(values, path) is not None:
            values[first] = [
                value if place == int(inside) else one for place, one in enumerate(values[first])
            ]
    else:
        values[first] = {**values.get(first, {}), inside: value}


def too_long(section: str, values: Values) -> dict[str, tuple[int, int]]:
    """By path, each text that is too long to keep, and each list: how long it is, and may be."""
    found = {}
    for name, part in parts_of(section).items():
        value = look_up(values, name)
        if isinstance(value, str) and len(value) > part.longest:
            found[name] = (len(value), part.longest)
        for place, text in enumerate(value if isinstance(value, list) else []):
            if len(text) > part.longest:
                found[f"{name}.{place}"] = (len(text), part.longest)
        if part.shape == Shape.LIST and value and len(value) > MOST_ENTRIES:
            found[name] = (len(value), MOST_ENTRIES)
    return found


def rebased(base: Any, mine: Any, now: Any, path: str = "") -> Any:
    """What the texts on the page are based on, once `now` is what stands in the draft.

    Where the page shows what stands there, that; elsewhere still `base`, or the next save would take somebody else's
    words for ones that were to be replaced.
    """
    if mine == now:
        return now
    if isinstance(now, dict) and isinstance(base, dict) and isinstance(mine, dict):
        return {
            name: rebased(base[name], mine[name], value, name)
            for name, value in now.items()
            if name in base and name in mine
        }
    if path == LEVELS and len(base) == len(mine) == len(now):
        return [rebased(*texts) for texts in zip(base, mine, now, strict=True)]
    return base


def newer_elsewhere(section: str, mine: Values, now: Values, but: set[str]) -> list[str]:
    """The fields that the draft words otherwise than the page does, and that are not among `but`: somebody else's."""
    differing = [
        name
        for name in parts_of(section)
        if look_up(mine, name) is not None and look_up(mine, name) != look_up(now, name)
    ]
    return [
        name for name in differing if not any(path == name or path.startswith(f"{name}.") for path in but)
    ]


def press_in(section: str, text: str) -> Press | None:
    """The press that a button's value names: "signs.2.up", "signs.0.add"; None for anything else."""
    name, _, rest = text.partition(".")
    place, _, act = rest.partition(".")
    part = parts_of(section).get(name)
    known = part is not None and part.shape == Shape.LIST and act in {"up", "down", "remove", "add"}
    if not known or not is_place(place):
        return None
    return Press(name, int(place), act)


def pressed(entries: list[str], press: Press) -> list[str]:
    """The entries as they stand after the press; as they were where it does not apply."""
    place, there = press.place, press.place + {"up": -1, "down": 1}.get(press.act, 0)
    if place >= len(entries) or not 0 <= there < len(entries) or press.act == "add":
        return list(entries)
    left = [one for at, one in enumerate(entries) if at != place]
    return left if press.act == "remove" else [*left[:there], entries[place], *left[there:]]
