"""A series for programs; `docs/schemas/over-time-1.json` says what each key holds."""

import json
from typing import Any

from django.utils import timezone

from workshops.reports.measures import plain
from workshops.reports.over_time import Place, day_of, digest_at, places_of, remarks_on
from workshops.trends.values import Followed, Held, Trend

SCHEMA_VERSION = "1"
Values = dict[str, Any]


def content_of(trend: Trend) -> bytes:
    return (json.dumps(values_of(trend), ensure_ascii=False, indent=2) + "\n").encode()


def values_of(trend: Trend) -> Values:
    places: dict[str, list[Place]] = {}
    for place in places_of(trend):
        places.setdefault(place.principle.key, []).append(place)
    return {
        "schema_version": SCHEMA_VERSION,
        "series": trend.title,
        "team": trend.team,
        "practice": trend.practice,
        "notes": remarks_on(trend),
        "workshops": [_held(held) for held in trend.held],
        "principles": [
            {"key": key, "dates": [_place(place) for place in dates]} for key, dates in places.items()
        ],
    }


def _held(held: Held) -> Values:
    return {
        "date": day_of(held),
        "started": timezone.localtime(held.at).isoformat(timespec="seconds"),
        "title": held.title,
        "set": held.set_title,
        "edition": held.edition,
        "digest": digest_at(held),
        "question": held.wording.question,
        "levels": list(held.wording.levels),
        "commitments": [_promise(one) for one in held.promises],
    }


def _place(place: Place) -> Values:
    return {
        "date": day_of(place.held),
        "number": place.principle.number,
        "title": place.principle.title,
        "standing": place.point.standing.value,
        "changed": list(place.changes),
        "changed_parts": list(place.parts),
        "results": _results(place),
    }


def _results(place: Place) -> Values | None:
    result = place.result
    if result is None or result.distribution is None or result.median is None or result.spread is None:
        return None
    return {
        "counts": list(result.distribution.counts),
        "n": result.distribution.n,
        "cant_say": result.distribution.cant_say,
        "on_paper": result.on_paper,
        "median": plain(result.median),
        "spread": result.spread.word.value,
        "far": result.spread.far,
    }


def _promise(one: Followed) -> Values:
    return {
        "what": one.what,
        "owner": one.owner,
        "by": one.by.isoformat() if one.by else None,
        "first_step": one.first_step,
        "status": one.status or None,
        "note": one.note,
        "said_on": one.on.isoformat() if one.on else None,
    }
