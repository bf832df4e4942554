"""The report for programs. Keys are stable within a schema version; anything not shown is null or left out.

The schema itself is published in docs/schemas/report-1.json; in short:

| key | value |
| --- | --- |
| schema_version | "1" |
| status | "draft", or "approved" |
| practice | true for a rehearsal with pretend people: not a real result |
| approved | version (its number), by (whose name), at; null for a draft |
| notes | the same in words, for whoever shows the numbers on |
| title, team, purpose | text |
| planned, started, ended | ISO 8601 with the site's offset; the last two may be null |
| participants, people | how many joined, and how many people are behind these devices |
| tables | number, notes: of those whose scribe wrote something |
| sectors_here, sectors_not_here | names of families of sectors, without numbers |
| edition | title, number, digest (its first 12 digits), language, credit, source |
| scale | question, levels (lowest first), cant_say |
| agenda | title, and steps: number, kind, title, round, principles, planned_minutes, took_minutes, held |
| words | strengths, review_on, review_place, closing: written by the team, not said by the room |
| principles | number, key, title, summary, rounds, themes, comments, |
| | told (what people said, as the team puts it together) |
| themes | title, comments (how many), the largest first |
| rounds | round, n, and results, which is null below rules.fewest_scores |
| results | counts (lowest level first), cant_say, on_paper (of all these answers, those from score sheets), |
| | median, q1, q3, iqr, mad, best_pairs (levels, count), |
| | spread ("together", "spread" or "split"), far, a (van der Eijk), consensus (Tastle, Wierman), movement, |
| | sectors |
| movement | since the round before, or null: pairs, parts (ways, people), before and after |
| before, after | median and spread of the pairs alone; null where they would tell how a few others scored |
| sectors | lines that may be shown (key, "" for all others; sector, n, median, spread), and a note on the rest |
| comments, other_comments, check_in, check_out | text, seen_too, seen_differently, theme (null under none), |
| | sector (null where it has no line of its own); most widely seen first, never by whom |
| hidden_comments, held_comments | how many the facilitator took off, and how many were never let through |
| redacted_comments | how many had their words taken out for good |
| parked | the issues that were left for another day |
| useful | counts for 1 to 5, and median; null below rules.smallest_group |
| commitments | what, owner, by (a day), first_step, principle (its number), confirmed (how many said "that is me"), |
| | confirmed_by (their names, where the workshop asked for them and holds to no Chatham House Rule) |
| next_workshop | title, starts; or null where none of the series is planned |
| votes, other_ideas, positions, promised_before | see `outcomes_json` |
| kendall_w | w, m (people), round, principles (how many); null where it may not be told |
| rules | spread and groups (the rules in words), fewest_scores, smallest_group |
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from workshops.domain.movement import Movement, Scored
from workshops.domain.spread import ENOUGH
from workshops.reports import outcomes_json
from workshops.reports.measures import Statistics, annex_row, plain
from workshops.reports.notes import notes_on
from workshops.reports.parts import (
    Approval,
    EditionMark,
    Order,
    Pledge,
    PrinciplePart,
    Review,
    Said,
    Taken,
    Useful,
    Words,
)
from workshops.reports.summary import Summary
from workshops.sayings import sector_label, sector_note
from workshops.shown import RoundResult, SectorView

SCHEMA_VERSION = "1"
Values = dict[str, Any]


def content_of(summary: Summary) -> bytes:
    return written(summary).encode()


def written(summary: Summary) -> str:
    return json.dumps(values_of(summary), ensure_ascii=False, indent=2) + "\n"


def values_of(summary: Summary) -> Values:
    return {
        "schema_version": SCHEMA_VERSION,
        "status": "approved" if summary.approved else "draft",
        "approved": _approved(summary.approval) if summary.approval else None,
        "practice": summary.practice,
        "notes": list(notes_on(summary)),
        **_about(summary),
        "edition": _edition(summary.edition),
        "words": _words(summary.words),
        "scale": _scale(summary),
        "agenda": {"title": summary.agenda_title, "steps": [_step(step) for step in summary.steps]},
        "principles": [
            _principle(part, summary.nation, summary.smallest_group) for part in summary.principles
        ],
        "other_comments": _comments(summary.said_besides, summary.nation),
        "hidden_comments": summary.hidden,
        "held_comments": summary.held,
        "redacted_comments": summary.redacted,
        "parked": list(summary.parked),
        "check_in": _comments(summary.check_in, summary.nation),
        "check_out": _comments(summary.check_out, summary.nation),
        "useful": _useful(summary.useful),
        "commitments": [_pledge(pledge) for pledge in summary.pledges],
        "next_workshop": _next(summary.review) if summary.review else None,
        **outcomes_json.values_of(summary.outcomes),
        "kendall_w": _order(summary.order),
        "rules": {
            "spread": summary.spread_rule,
            "groups": summary.groups_rule,
            "fewest_scores": ENOUGH,
            "smallest_group": summary.smallest_group,
        },
    }


def _about(summary: Summary) -> Values:
    return {
        "title": summary.title,
        "team": summary.team,
        "purpose": summary.purpose,
        "planned": _moment(summary.planned),
        "started": _moment(summary.started),
        "ended": _moment(summary.ended),
        "participants": summary.participants,
        "people": summary.people,
        "tables": [{"number": number, "notes": notes} for number, notes in summary.tables],
        "sectors_here": list(summary.sectors_here),
        "sectors_not_here": list(summary.sectors_away),
    }


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def _edition(edition: EditionMark) -> Values:
    return {
        "title": edition.title,
        "number": edition.number,
        "digest": edition.digest,
        "language": edition.language,
        "credit": edition.credit,
        "source": edition.source,
    }


def _scale(summary: Summary) -> Values:
    wording = summary.wording
    return {
        "question": wording.question,
        "levels": list(wording.levels),
        "cant_say": wording.cant_say.label,
    }


def _approved(approval: Approval) -> Values:
    return {"version": approval.number, "by": approval.by, "at": _moment(approval.at)}


def _words(words: Words) -> Values:
    return {
        "strengths": words.strengths,
        "review_on": words.review_on.isoformat() if words.review_on else None,
        "review_place": words.review_place,
        "closing": words.closing,
    }


def _step(step: Taken) -> Values:
    return {
        "number": step.number,
        "kind": step.kind,
        "title": step.title,
        "round": step.round or None,
        "principles": list(step.principles),
        "planned_minutes": step.planned,
        "took_minutes": step.took,
        "held": step.held,
    }


def _principle(part: PrinciplePart, nation: str, k: int) -> Values:
    return {
        "number": part.principle.number,
        "key": part.principle.key,
        "title": part.principle.title,
        "summary": part.principle.wording.summary,
        "rounds": [_round(result, nation, k) for result in part.rounds],
        "themes": [{"title": one.title, "comments": len(one.said)} for one in part.themed if one.title],
        "comments": _comments(part.said, nation),
        "told": part.told,
    }


def _round(result: RoundResult, nation: str, k: int) -> Values:
    row = annex_row(result)
    results = _results(row.statistics, result.movement) if row.statistics else None
    if results and result.sectors:
        results["sectors"] = _sectors(result.sectors, nation, k)
    return {"round": row.round, "n": row.n, "results": results}


def _sectors(view: SectorView, nation: str, k: int) -> Values:
    return {
        "lines": [
            {
                "key": line.group,
                "sector": sector_label(line.group, nation),
                "n": line.n,
                "median": plain(line.median),
                "spread": line.word.value,
            }
            for line in view.lines
        ],
        "note": sector_note(view, k),
    }


def _results(statistics: Statistics, movement: Movement | None) -> Values:
    return {
        "counts": list(statistics.counts),
        "cant_say": statistics.cant_say,
        "on_paper": statistics.on_paper,
        "median": plain(statistics.median),
        "q1": plain(statistics.q1),
        "q3": plain(statistics.q3),
        "iqr": plain(statistics.iqr),
        "mad": plain(statistics.mad),
        "best_pairs": [{"levels": [low, low + 1], "count": count} for low, count in statistics.best_pairs],
        "spread": statistics.spread.word.value,
        "far": statistics.spread.far,
        "a": statistics.a,
        "consensus": statistics.consensus,
        "movement": _movement(movement),
    }


def _movement(movement: Movement | None) -> Values | None:
    if movement is None:
        return None
    return {
        "pairs": movement.pairs,
        "before": _scored(movement.before),
        "after": _scored(movement.after),
        "parts": [
            {"ways": sorted(way.value for way in ways), "people": people} for ways, people in movement.parts
        ],
    }


def _scored(scored: Scored | None) -> Values | None:
    return {"median": plain(scored.median), "spread": scored.word.value} if scored else None


def _comments(said: Iterable[Said], nation: str) -> list[Values]:
    return [
        {
            "text": one.text,
            "seen_too": one.seen,
            "seen_differently": one.differs,
            "theme": one.theme or None,
            "sector": sector_label(one.family, nation) if one.family else None,
        }
        for one in said
    ]


def _useful(useful: Useful | None) -> Values | None:
    return {"counts": list(useful.counts), "median": plain(useful.median)} if useful else None


def _pledge(pledge: Pledge) -> Values:
    return {
        "what": pledge.what,
        "owner": pledge.owner,
        "by": pledge.by.isoformat() if pledge.by else None,
        "first_step": pledge.first_step,
        "principle": pledge.principle,
        "confirmed": pledge.confirmed,
        "confirmed_by": list(pledge.names),
    }


def _next(review: Review) -> Values:
    return {"title": review.title, "starts": _moment(review.starts)}


def _order(order: Order | None) -> Values | None:
    if order is None:
        return None
    return {"w": order.w, "m": order.m, "round": order.round, "principles": order.principles}
