"""A strict reader of iCalendar, after the grammar of RFC 5545: what it does not allow raises `ValueError`."""

import re
from collections import Counter
from dataclasses import dataclass, field

# Section 3.1: names, parameters and values of a content line.
NAME = r"(?:[A-Z0-9-]+)"
SAFE = r"[^\x00-\x08\x0a-\x1f\x7f\";:,]*"
QUOTED = r"\"[^\x00-\x08\x0a-\x1f\x7f\"]*\""
PARAMETER = rf";{NAME}=(?:{QUOTED}|{SAFE})(?:,(?:{QUOTED}|{SAFE}))*"
LINE = re.compile(rf"(?P<name>{NAME})(?P<parameters>(?:{PARAMETER})*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")
# Section 3.3.11: a text escapes backslash, semicolon and comma, and ends of lines.
TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,Nn])*")
DATE = re.compile(r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
MOMENT = re.compile(DATE.pattern + r"T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z")
LONGEST = 75
# Section 3.6: what must be there once, and what may be.
CALENDAR = ({"PRODID", "VERSION"}, {"CALSCALE", "METHOD"})
EVENT = ({"DTSTAMP", "UID", "DTSTART"}, {"DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "SEQUENCE", "STATUS"})
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "PRODID"}
MOMENTS = {"DTSTAMP", "DTSTART", "DTEND"}


@dataclass
class Component:
    """`values` by name; texts as people read them, moments as they are written."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    inside: list["Component"] = field(default_factory=list)


def read(content: bytes) -> Component:
    """The calendar that the whole content is."""
    lines = [_line(line) for line in unfolded(content)]
    if (lines[0][0], lines[0][2], lines[-1][2]) != ("BEGIN", "VCALENDAR", "VCALENDAR"):
        raise ValueError("no calendar around it")
    calendar, rest = _component(lines)
    if rest:
        raise ValueError("something after the calendar")
    if not calendar.inside:
        raise ValueError("a calendar without a component")
    return calendar


def unfolded(content: bytes) -> list[str]:
    if not content.endswith(b"\r\n"):
        raise ValueError("the last line has no end")
    physical = content[:-2].split(b"\r\n")
    for line in physical:
        if b"\n" in line or b"\r" in line:
            raise ValueError(f"a bare end of line in {line!r}")
        if len(line) > LONGEST:
            raise ValueError(f"{len(line)} octets in {line!r}")
        line.decode()  # no character is cut in two
    return (
        "\r\n".join(line.decode() for line in physical)
        .replace("\r\n ", "")
        .replace("\r\n\t", "")
        .split("\r\n")
    )


def _line(text: str) -> tuple[str, str, str]:
    found = LINE.fullmatch(text)
    if found is None:
        raise ValueError(f"no content line: {text!r}")
    return found["name"], found["parameters"], found["value"]


def _component(lines: list[tuple[str, str, str]]) -> tuple[Component, list[tuple[str, str, str]]]:
    made = Component(lines[0][2])
    seen: Counter[str] = Counter()
    lines = lines[1:]
    while lines[0][0] != "END":
        name, parameters, value = lines[0]
        if name == "BEGIN":
            inner, lines = _component(lines)
            made.inside.append(inner)
            continue
        made.values[name], made.parameters[name] = _value(name, parameters, value), parameters
        seen[name] += 1
        lines = lines[1:]
    if lines[0][2] != made.name:
        raise ValueError(f"{made.name} is not ended")
    needed, allowed = CALENDAR if made.name == "VCALENDAR" else EVENT
    if (
        made.name not in {"VCALENDAR", "VEVENT"}
        or not needed <= set(seen) <= needed | allowed
        or max(seen.values()) > 1
    ):
        raise ValueError(f"{made.name} has {dict(seen)}")
    return made, lines[1:]


def _value(name: str, parameters: str, value: str) -> str:
    if name in TEXTS:
        if TEXT.fullmatch(value) is None:
            raise ValueError(f"no text: {value!r}")
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "Nn" else found[1], value)
    if name in MOMENTS:
        form = DATE if parameters == ";VALUE=DATE" else MOMENT
        if form.fullmatch(value) is None:
            raise ValueError(f"no moment: {value!r}")
    return value
