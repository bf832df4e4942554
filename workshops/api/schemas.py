"""What each resource holds, as JSON Schema: the parts of the API's description."""

import json
from functools import cache
from typing import Any

from django.conf import settings

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
LINK: Schema = {"type": "string", "description": "An address on this site."}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "integer", "minimum": 1}
FLAG: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}
MOMENT: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "With the offset of the site's time zone.",
}
DAY: Schema = {"type": "string", "format": "date"}
REPORT = settings.BASE_DIR / "docs" / "schemas" / "report-1.json"


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def perhaps(schema: Schema) -> Schema:
    """Or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def having(description: str = "", **properties: Schema) -> Schema:
    """An object that always has all of these. More may be added within a version."""
    said: Schema = {"description": description} if description else {}
    return said | {"type": "object", "properties": properties, "required": list(properties)}


def part(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def page(name: str) -> Schema:
    return having(
        "A page of a long list. `next` is the address of the page after it, or null.",
        page=NUMBER,
        pages=NUMBER,
        count=COUNT,
        next=perhaps(LINK),
        items=listed(part(name)),
    )


TEAM = having(id=NUMBER, name=TEXT)
WORKSHOP = having(
    "A workshop. `code` is what people join with; `practice` marks what is no real result.",
    code=TEXT,
    title=TEXT,
    purpose=TEXT,
    team=TEAM,
    series=perhaps(TEXT),
    stage={"enum": ["planned", "open", "ended"]},
    planned=MOMENT,
    opened=perhaps(MOMENT),
    ended=perhaps(MOMENT),
    practice=FLAG,
    participants={**COUNT, "description": "Devices that joined."},
    languages=TEXTS,
    edition=having(set=NUMBER, number=NUMBER, title=TEXT, digest=TEXT),
    summary=LINK,
    commitments=LINK,
    page=LINK,
)
COMMITMENT = having(
    "A commitment of an ended workshop, and what became of it as the team says. `late`: its day has gone by.",
    id=NUMBER,
    workshop=having(code=TEXT, title=TEXT, held=MOMENT),
    team=TEXT,
    what=TEXT,
    owner=TEXT,
    by=perhaps(DAY),
    first_step=TEXT,
    status={"enum": ["done", "going", "stuck", None]},
    note=TEXT,
    said_on=perhaps(DAY),
    late=FLAG,
)
PLEDGE = having(
    "A commitment as the report has it.",
    what=TEXT,
    owner=TEXT,
    by=perhaps(DAY),
    first_step=TEXT,
    principle=perhaps(NUMBER),
    confirmed=FLAG,
    confirmed_by=TEXTS,
)
NUMBERED: dict[str, Schema] = {"number": NUMBER, "published": MOMENT, "note": TEXT, "languages": TEXTS}
SET = having(
    "A set of principles. Without a team it is for everybody.",
    id=NUMBER,
    key=TEXT,
    title=TEXT,
    team=perhaps(TEAM),
    language=TEXT,
    shared=FLAG,
    archived=perhaps(MOMENT),
    editions=listed(having("", **NUMBERED, digest=TEXT, words=LINK)),
)
PRINCIPLE = having(
    "`levels` describes each level of the scale, from least to most.",
    key=TEXT,
    title=TEXT,
    summary=TEXT,
    meaning=TEXT,
    signs=TEXTS,
    prompts=TEXTS,
    watch_outs=TEXTS,
    levels=TEXTS,
)
WORDING = having(
    "Every text of an edition in one language. `meaning` and `credit` may hold Markdown.",
    title=TEXT,
    language=TEXT,
    credit=TEXT,
    source=TEXT,
    question=TEXT,
    levels=TEXTS,
    cant_say=having(label=TEXT, help=TEXT),
    comment_prompt=TEXT,
    ground_rules=TEXTS,
    check_in=TEXTS,
    check_out=TEXTS,
    privacy_short=TEXT,
    principles=listed(part("Principle")),
)
EDITION = having(
    "A published edition, which never changes. `digest` is the SHA-256 of its words in this language.",
    set=NUMBER,
    **NUMBERED,
    digest=TEXT,
    language=TEXT,
    wording=part("Wording"),
)
PROBLEM = having(
    "Why a request was not answered (RFC 9457); `detail` says it in plain words.",
    type=TEXT,
    title=TEXT,
    status={"type": "integer"},
    detail=TEXT,
)


@cache
def components() -> dict[str, Schema]:
    """Every part by its name; the report's is the published one."""
    return {
        "Workshop": WORKSHOP,
        "Workshops": page("Workshop"),
        "Summary": _summary(),
        "Pledges": having(items=listed(part("Pledge"))),
        "Pledge": PLEDGE,
        "Commitment": COMMITMENT,
        "Commitments": page("Commitment"),
        "Set": SET,
        "Sets": page("Set"),
        "Edition": EDITION,
        "Wording": WORDING,
        "Principle": PRINCIPLE,
        "Problem": PROBLEM,
    }


def _summary() -> Schema:
    published = json.loads(REPORT.read_text(encoding="utf-8"))
    within: Schema = _moved(published, "#/components/schemas/Summary/")
    return {key: value for key, value in within.items() if key not in ("$schema", "$id")}


def _moved(value: Any, to: str) -> Any:
    """The same schema where it stands inside of a larger document."""
    if isinstance(value, dict):
        return {
            key: one.replace("#/", to, 1) if key == "$ref" else _moved(one, to) for key, one in value.items()
        }
    return [_moved(one, to) for one in value] if isinstance(value, list) else value
