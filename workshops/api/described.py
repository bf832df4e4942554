"""Every address of the API in one table, which the site's addresses and its description are both made from."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from workshops.api import sets, workshops
from workshops.api.gate import Values, open_resource
from workshops.api.paging import LARGEST, MOST, USUAL
from workshops.api.schemas import Schema, components, part

VERSION = "1.0.0"
KINDS: dict[str, Schema] = {
    "str": {"type": "string", "minLength": 1},
    "int": {"type": "integer", "minimum": 1},
}
ABOUT = """What organisers see in the browser, for programs: read only, as JSON.

A token is made on the page *Programs* of somebody who organises a team's workshops, and sees what they may see at the
moment of each request. It is sent with each: `Authorization: Bearer TOKEN`. Nothing here tells more than the pages do:
a round that was not revealed, and whatever fewer than five people would be behind, is null or left out.

Within version 1 keys are added, and none changes its meaning.
"""
REFUSALS = {
    "400": "It cannot be read as a request: there is too much behind the question mark",
    "401": "No token was sent, or one that is not known",
    "403": "Somebody's who is of the team and does not organise it, or who organises none",
    "404": "There is none, or none of theirs",
    "422": "Something behind the question mark is not right",
    "429": "The token has asked too often; Retry-After says in how many seconds it may again",
    "503": "Not just now; Retry-After says when to ask again",
}


@dataclass(frozen=True)
class Place:
    """One address: under which name, who answers, what it is about, and the part of the description that it gives."""

    address: str
    name: str
    view: Callable[..., HttpResponse]
    about: str
    gives: str
    asked: tuple[Schema, ...] = ()
    refusals: tuple[str, ...] = field(default=("400", "401", "404", "422", "429", "503"))

    @property
    def pattern(self) -> URLPattern:
        return path(self.address, self.view, name=self.name)

    @property
    def template(self) -> str:
        """The address as OpenAPI writes it."""
        return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", self.address)


def behind(name: str, about: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": about, "required": False, "schema": schema}


PAGED = (
    behind("page", "Which page.", {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": 1}),
    behind(
        "per_page",
        "How many on a page.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    ),
)
STAGE = behind("stage", "Only those in this stage.", {"type": "string", "enum": list(workshops.STAGES)})
DONE = behind(
    "done", "Those that are done, instead of all others.", {"type": "string", "enum": ["false", "true"]}
)
LANGUAGE = behind("language", "Which language, by its code.", {"type": "string"})
OF_TEAM = ("400", "401", "403", "404", "422", "429", "503")


@open_resource
def openapi() -> Values:
    return document()


PLACES = (
    Place("openapi.json", "openapi", openapi, "This description.", "", refusals=()),
    Place(
        "workshops",
        "workshops",
        workshops.workshop_list,
        "The workshops of the teams that you organise, the latest first.",
        "Workshops",
        (STAGE, *PAGED),
        OF_TEAM,
    ),
    Place(
        "workshops/<str:code>",
        "workshop",
        workshops.one_workshop,
        "One workshop.",
        "Workshop",
        refusals=OF_TEAM,
    ),
    Place(
        "workshops/<str:code>/summary",
        "summary",
        workshops.summary,
        "What a workshop came to, as far as it may be shown now: the report's JSON.",
        "Summary",
        refusals=OF_TEAM,
    ),
    Place(
        "workshops/<str:code>/commitments",
        "workshop_commitments",
        workshops.workshop_commitments,
        "What was promised at a workshop, as its report has it.",
        "Pledges",
        refusals=OF_TEAM,
    ),
    Place(
        "commitments",
        "commitments",
        workshops.commitment_list,
        "What your teams' ended workshops promised, and what became of it: what is not done, or what is.",
        "Commitments",
        (DONE, *PAGED),
        OF_TEAM,
    ),
    Place(
        "sets",
        "sets",
        sets.set_list,
        "The sets of principles that you may read.",
        "Sets",
        PAGED,
    ),
    Place("sets/<int:pk>", "set", sets.one_set, "One set, with its editions.", "Set"),
    Place(
        "sets/<int:pk>/editions/<int:number>",
        "edition",
        sets.edition,
        "The words of an edition, in its set's language or in another that it is in.",
        "Edition",
        (LANGUAGE,),
    ),
)


@cache
def document() -> dict[str, Any]:
    """The whole description, as OpenAPI 3.1 has it."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Common Ground", "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": {place.template: {"get": _operation(place)} for place in PLACES},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": components(),
        },
    }


def _operation(place: Place) -> dict[str, Any]:
    gives = part(place.gives) if place.gives else {"type": "object"}
    described = {
        "operationId": place.name,
        "summary": place.about,
        "parameters": [*_in_address(place.address), *place.asked],
        "responses": {
            "200": {
                "description": "As it is now",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": gives}},
            },
            "304": {"description": "As If-None-Match has it already"},
            **{status: _refused(status) for status in place.refusals},
        },
    }
    return described if place.gives else described | {"security": []}


def _in_address(address: str) -> list[Schema]:
    return [
        {"name": name, "in": "path", "required": True, "schema": KINDS[kind]}
        for kind, name in re.findall(r"<(\w+):(\w+)>", address)
    ]


def _refused(status: str) -> dict[str, Any]:
    return {
        "description": REFUSALS[status],
        "content": {"application/problem+json": {"schema": part("Problem")}},
    }
