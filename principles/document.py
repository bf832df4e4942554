"""A principle set as one TOML document, and the checked values it holds. Pure: the standard library only."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from principles.checking import Fault, Faults, Faulty, Table
from principles.lines import lines_of

__all__ = [
    "CantSay",
    "Fault",
    "Faulty",
    "Principle",
    "Values",
    "Wording",
    "digest_of",
    "read",
    "toml_of",
    "values_of",
    "wording_of",
]

Values = dict[str, Any]  # plain dicts, lists and strings, as JSON keeps them

LONGEST_DOCUMENT = 500_000
FEWEST_LEVELS, MOST_LEVELS = 2, 7
MOST_PRINCIPLES = 12
RESERVED = ("set", "room")  # the parts that a draft is edited in, beside its principles
KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
# The parser's own message ends with the place, which a fault tells by itself.
PARSER_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class CantSay:
    """The answer that is no score."""

    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle; `levels` describes each level of the scale, from least to most."""

    key: str
    title: str
    summary: str
    meaning: str
    signs: tuple[str, ...]
    prompts: tuple[str, ...]
    watch_outs: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Every text of a set, in one language; `levels` names the levels of the scale, from least to most.

    `privacy_short` holds `{k}` where the smallest number of people that a sector is shown with belongs.
    """

    title: str
    language: str
    credit: str
    source: str
    question: str
    levels: tuple[str, ...]
    cant_say: CantSay
    comment_prompt: str
    ground_rules: tuple[str, ...]
    check_in: tuple[str, ...]
    check_out: tuple[str, ...]
    privacy_short: str
    principles: tuple[Principle, ...]


def read(text: str) -> Wording:
    """The wording in a TOML document; `Faulty` with everything that is wrong if it cannot be used."""
    # Some editors begin a file with a mark that TOML does not know.
    text = text.removeprefix("\ufeff")
    values = parsed(text)
    return checked(values, Faults(lines_of(text)))


def wording_of(values: Mapping[str, Any]) -> Wording:
    """The wording in plain values, as an edition keeps them; checked as strictly as a document."""
    return checked(values, Faults({}))


def values_of(wording: Wording) -> dict[str, Any]:
    """The wording as plain dicts, lists and strings: `wording_of(values_of(wording)) == wording`."""
    values: dict[str, Any] = json.loads(canonical_json(wording))
    return values


def toml_of(wording: Wording) -> str:
    """The wording as a TOML document, laid out as people write one: `read(toml_of(wording)) == wording`."""
    whole, cant_say = "".join(assignments_of(wording)), "".join(assignments_of(wording.cant_say))
    principles = ["[[principles]]\n" + "".join(assignments_of(one)) for one in wording.principles]
    return "\n".join([whole, f"[cant_say]\n{cant_say}", *principles])


def digest_of(wording: Wording) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON: the same words always have the same digest."""
    return hashlib.sha256(canonical_json(wording).encode()).hexdigest()


def canonical_json(wording: Wording) -> str:
    return json.dumps(asdict(wording), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> dict[str, Any]:
    if len(text) > LONGEST_DOCUMENT:
        raise Faulty([Fault(None, f"The document has more than {LONGEST_DOCUMENT} characters.")])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Faulty([Fault(None, "The document is nested too deeply.")]) from None
    except tomllib.TOMLDecodeError as error:
        raise Faulty([parser_fault(str(error), last=text.rstrip().count("\n") + 1)]) from None
    # A number of thousands of digits is refused by int() itself.
    except ValueError:
        raise Faulty([Fault(None, "There is a number in it that is too long.")]) from None


def parser_fault(message: str, last: int) -> Fault:
    """What the parser says, in which "end of document" is the `last` line."""
    place = PARSER_PLACE.search(message)
    line = int(place[1]) if place and place[1] else last
    return Fault(line, f"This is not valid TOML: {PARSER_PLACE.sub('', message)}.")


def checked(values: Mapping[str, Any], faults: Faults) -> Wording:
    wording = wording_in(Table(values, (), faults), faults)
    if faults.found:
        raise Faulty(faults.found)
    return wording


def wording_in(table: Table, faults: Faults) -> Wording:
    wording = Wording(
        title=table.text("title", 200),
        language=table.pattern("language", 12, LANGUAGE),
        credit=table.text("credit", 1000, paragraphs=True, may_be_empty=True),
        source=table.text("source", 300, may_be_empty=True),
        question=table.text("question", 300),
        levels=(levels := table.texts("levels", 40, FEWEST_LEVELS, MOST_LEVELS)),
        cant_say=cant_say_in(table.table("cant_say")),
        comment_prompt=table.text("comment_prompt", 300),
        ground_rules=table.texts("ground_rules", 300),
        check_in=table.texts("check_in", 300),
        check_out=table.texts("check_out", 300),
        privacy_short=privacy_in(table),
        principles=principles_in(table, len(levels)),
    )
    table.nothing_else()
    return wording


def cant_say_in(table: Table) -> CantSay:
    cant_say = CantSay(label=table.text("label", 40), help=table.text("help", 300))
    table.nothing_else()
    return cant_say


def privacy_in(table: Table) -> str:
    text = table.text("privacy_short", 1000, paragraphs=True)
    if text and "{k}" not in text:
        table.note("privacy_short", "no number")
    return text


def principles_in(table: Table, levels: int) -> tuple[Principle, ...]:
    numbers: dict[str, int] = {}
    principles = []
    for number, entry in enumerate(table.tables("principles", 1, MOST_PRINCIPLES), start=1):
        principle = principle_in(entry, levels)
        if principle.key and numbers.setdefault(principle.key, number) != number:
            entry.note("key", "same key", number=numbers[principle.key])
        if principle.key in RESERVED:
            entry.note("key", "reserved")
        principles.append(principle)
    return tuple(principles)


def principle_in(table: Table, levels: int) -> Principle:
    # Where the set's own levels are at fault there is nothing to compare with.
    least, most = (levels, levels) if levels >= FEWEST_LEVELS else (FEWEST_LEVELS, MOST_LEVELS)
    principle = Principle(
        key=table.pattern("key", 60, KEY),
        title=table.text("title", 120),
        summary=table.text("summary", 400),
        meaning=table.text("meaning", 3000, paragraphs=True),
        signs=table.texts("signs", 300),
        prompts=table.texts("prompts", 300),
        watch_outs=table.texts("watch_outs", 300),
        levels=table.texts("levels", 400, least, most),
    )
    table.nothing_else()
    return principle


def assignments_of(table: Wording | CantSay | Principle) -> Iterator[str]:
    """A line for each text and list of a table; what has a table of its own is left to it."""
    for field in fields(table):
        value = getattr(table, field.name)
        if isinstance(value, str):
            yield f"{field.name} = {toml_text(value)}\n"
        elif field.name in {"cant_say", "principles"}:
            continue
        else:
            entries = "".join(f"  {toml_text(text)},\n" for text in value)
            yield f"{field.name} = [\n{entries}]\n" if value else f"{field.name} = []\n"


def toml_text(text: str) -> str:
    """A text in quotation marks. What TOML forbids in one, and has no letter for, is in no checked wording."""
    escaped = text.replace("\\", "\\\\")
    if "\n" not in text:
        return '"' + escaped.replace('"', '\\"') + '"'
    # A mark before another, or at the end, would be taken for the beginning of the end.
    return '"""\n' + re.sub(r'"(?="|\Z)', r'\\"', escaped) + '"""'
