"""The participant's page, and everything that people send from a live page."""

import time
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache

from workshops.access import Closed, Entry, by_itself, caller_of, requires
from workshops.domain.activities.kind import DESK, Role
from workshops.domain.acts import WORKSHOP_ACTS
from workshops.domain.permissions import Verdict, is_of_the_desk
from workshops.fragments import REGIONS, Audience, Hearing, hearing_of, render_all
from workshops.mine import mine_drawn, table_drawn, whose_mark
from workshops.queries import snapshot_of
from workshops.reports.versions import has_approved
from workshops.room import seats
from workshops.room.hub import presence_of
from workshops.room.seats import Seat
from workshops.snapshot import Snapshot
from workshops.taking import Answer, do, kept_words, ready_for_activity
from workshops.views.languages import choices_among, chosen, chosen_of
from workshops.views.refusals import code_in, is_live, refuse, refuse_ended, refuse_unsent


def standing_snapshot(code: str) -> Snapshot:
    """The workshop that the gate has just found; raises 404 where it was deleted since."""
    snapshot = snapshot_of(code, presence_of(code))
    if snapshot is None:
        raise Closed(Verdict.UNKNOWN)
    return snapshot


def live_context(snapshot: Snapshot, hearing: Hearing) -> dict[str, Any]:
    """What every live page needs: its regions, drawn from one snapshot, and where to listen for newer ones.

    `said` has the regions of each of its languages, by their names.
    """
    audience, names = hearing.audience, REGIONS[hearing.audience]
    drawn = list(render_all(hearing.keys, snapshot).values())
    said = [dict(zip(names, drawn[start:], strict=False)) for start in range(0, len(drawn), len(names))]
    spoken = snapshot.said_in(hearing.languages[0])
    return {
        "s": spoken,
        "regions": said[0],
        "said": said,
        "audience": audience,
        # What its socket and its polling ask for; nothing where the workshop has one language.
        "asks": ",".join(code or snapshot.languages[0] for code in hearing.languages)
        if len(snapshot.languages) > 1
        else "",
        "t": int(time.time() * 1000),
        "form_ids": form_ids(snapshot, audience),
    }


def form_ids(snapshot: Snapshot, audience: Audience) -> list[str]:
    """The forms that stand in the regions now. They hold no token, being the same for all: the page adds its own."""
    role = Role.PARTICIPANT if audience == Audience.PARTICIPANT else Role.FACILITATOR
    always = [f"f-{act.name}" for act in WORKSHOP_ACTS if act.by == DESK and role in act.by]
    now = snapshot.now
    if now is None:
        return always
    ids = [f"f-{now.id}-{act.name}" for act in now.kind.acts if role in act.by]
    # What they are about, one form each: a principle, or what the room says of one; at the desk also an idea.
    about = [p.key for p in now.principles] + [held.principle.key for held in snapshot.positions]
    ids += [f"{name}-{key}" for name in list(ids) for key in dict.fromkeys(about)]
    ideas = snapshot.ideas_here if audience == Audience.DESK else ()
    return always + ids + [f"f-{now.id}-{act}-{idea.id}" for act in ("merge", "reword") for idea in ideas]


@never_cache
@requires("take_part")
def take_part(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One task at a time. The page works as it is; `live.js` keeps it up to date."""
    code, snapshot = entry.workshop.code, standing_snapshot(entry.workshop.code)
    seat = Seat(code, Role.PARTICIPANT, entry.seat)
    language = chosen_of(request, code, snapshot.languages)
    context = live_context(snapshot, hearing_of(snapshot, Audience.PARTICIPANT, language))
    with translation.override(context["s"].site_language):
        context |= {
            "mine": mine_drawn(entry.workshop, entry.seat, language),
            "my_table": table_drawn(request, entry.workshop, entry.seat),
            "return_link": request.build_absolute_uri(
                reverse("workshops:come_back", args=[seats.signed(seat)])
            ),
            "saved": "saved" in request.GET,
            "whose": whose_mark(entry.seat),
            "choices": choices_among(snapshot.languages),
            "approved": has_approved(entry.workshop),
        }
        return render(request, "workshops/take_part.html", context)


@never_cache
@requires("take_part")
def mine(request: HttpRequest, entry: Entry) -> HttpResponse:
    """What is one's own, for a page that was asleep."""
    return HttpResponse(mine_drawn(entry.workshop, entry.seat, chosen(request, entry.workshop)))


@never_cache
@by_itself
def act(request: HttpRequest, code: str, activity: int, act: str) -> HttpResponse:
    """Everything that is sent in an activity, by participants and by the desk."""
    page = reverse(f"workshops:{'desk' if is_of_the_desk(act) else 'take_part'}", args=[code])
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    answer = do(ready_for_activity(caller_of(request), code, activity, act, request.POST.dict()))
    return answered(request, answer, page)


def answered(request: HttpRequest, answer: Answer, page: str) -> HttpResponse:
    """The answer as the person's own fragment for our script; or as a page, which leads back to `page`."""
    if is_live(request):
        return JsonResponse(values_of(answer, request), status=answer.status)
    if answer.status == Verdict.SEAT_ENDED.value:
        return refuse_ended(request, code_in(request), answer.words)
    if not answer.ok:
        return refuse(request, answer.status, answer.words, back=page)
    return redirect(f"{page}?saved=1")


def values_of(answer: Answer, request: HttpRequest | None = None) -> dict[str, Any]:
    """The answer as values: words, the fault of each field, and what is new of the sender's own screen."""
    values: dict[str, Any] = {
        "status": answer.status,
        # A step of the desk needs no word of its own: the room changes, and says so.
        "words": answer.words
        or (kept_words(answer) if answer.ok and answer.entry and answer.entry.activity else ""),
        "errors": answer.errors,
    }
    entry = answer.entry
    if entry and entry.act.by == DESK:
        values |= desk_regions(entry.workshop.code)
    elif entry and entry.participant and answer.status != HTTPStatus.GONE:
        language = chosen(request, entry.workshop) if request else ""
        values["mine"] = mine_drawn(entry.workshop, entry.seat, language)
    return values


def desk_regions(code: str) -> dict[str, Any]:
    """The whole desk, as a push would bring it: also right where the socket is down."""
    snapshot = standing_snapshot(code)
    return {"v": snapshot.version, "html": "".join(render_all(REGIONS[Audience.DESK], snapshot).values())}
