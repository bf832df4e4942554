"""The parts that a set is edited in, one at a time. Pure: the standard library only.

A section is "set" (what names it and what everybody is asked), "room" (what a room begins and ends with), or a
principle, by its key.
"""

from principles.document import Values

SET, ROOM = "set", "room"
OF_SET = ("title", "credit", "source", "question", "levels", "cant_say", "comment_prompt", "privacy_short")
OF_ROOM = ("ground_rules", "check_in", "check_out")
OF_PRINCIPLE = ("title", "summary", "meaning", "signs", "prompts", "watch_outs", "levels")


class UnknownSection(LookupError):
    """The draft has no such section: nobody has made it, or somebody has removed it."""


def sections_in(values: Values) -> tuple[str, ...]:
    """Every section: "set", "room", and the principles in their order."""
    return (SET, ROOM, *(one["key"] for one in values["principles"]))


def section_in(values: Values, section: str) -> Values:
    """The fields of a section, with their values; `UnknownSection` if it is not there."""
    fields = fields_of(section)
    holder = holder_of(values, section)
    return {field: holder[field] for field in fields}


def with_section(values: Values, section: str, changed: Values) -> Values:
    """The same values with other fields in one section; `UnknownSection` if it is not there."""
    if section in (SET, ROOM):
        return values | changed
    holder_of(values, section)
    principles = [one | changed if one["key"] == section else one for one in values["principles"]]
    return values | {"principles": principles}


def fields_of(section: str) -> tuple[str, ...]:
    return {SET: OF_SET, ROOM: OF_ROOM}.get(section, OF_PRINCIPLE)


def holder_of(values: Values, section: str) -> Values:
    """The dict that the fields of a section stand in."""
    if section in (SET, ROOM):
        return values
    for one in values["principles"]:
        if one["key"] == section:
            found: Values = one
            return found
    raise UnknownSection(section)


def section_at(path: tuple[str | int, ...], values: Values) -> str:
    """The section that a fault's path leads into, so that whoever reads of it can be taken there."""
    if path[:1] == ("principles",) and len(path) > 1:
        return str(values["principles"][path[1]]["key"])
    return ROOM if path and path[0] in OF_ROOM else SET


def empty_set(title: str, language: str, levels: int) -> Values:
    """The values of a set in which nothing is written yet but its title."""
    return {
        "title": title,
        "language": language,
        "credit": "",
        "source": "",
        "question": "",
        "levels": [""] * levels,
        "cant_say": {"label": "", "help": ""},
        "comment_prompt": "",
        "ground_rules": [],
        "check_in": [],
        "check_out": [],
        "privacy_short": "",
        "principles": [],
    }


def empty_principle(key: str, title: str, levels: int) -> Values:
    return {
        "key": key,
        "title": title,
        "summary": "",
        "meaning": "",
        "signs": [],
        "prompts": [],
        "watch_outs": [],
        "levels": [""] * levels,
    }
