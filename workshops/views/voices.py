"""Everything that was said, on a page of its own beside the desk: to sort, to let through, to take out, to park."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from workshops.access import Entry, by_itself, caller_of, requires
from workshops.domain.acts.hearing import ACTS
from workshops.domain.moves import Stage
from workshops.listing import Look, listed, themes_of
from workshops.models import Parked
from workshops.shown import Heading, Voice, very_similar
from workshops.taking import do, ready_for_workshop
from workshops.views.participant import standing_snapshot
from workshops.views.refusals import is_live, refuse, refuse_unsent

# So many themes have a key of their own.
KEYS = 9
# So many similar texts are read out beside one; the rest are counted.
MOST_READ = 5
HERE = {act.name for act in ACTS} | {"hide", "spotlight"}


@dataclass(frozen=True)
class Choice:
    """A theme that a comment may be put under; `key` puts it there at a press, where there is one."""

    theme: Heading
    key: int
    comments: int = 0


@dataclass(frozen=True)
class Row:
    """One comment with what may be done with it."""

    voice: Voice
    choices: tuple[Choice, ...]
    similar: tuple[Voice, ...]

    @property
    def is_together(self) -> bool:
        """Whether all that are very similar are under its theme already."""
        return self.voice.theme is not None and all(one.theme == self.voice.theme for one in self.similar)


@never_cache
@requires("run")
def voices(request: HttpRequest, entry: Entry) -> HttpResponse:
    room = standing_snapshot(entry.workshop.code)
    listing = listed(room, Look.asked(request.GET.dict()))
    spoken = {voice.activity for voice in room.voices}
    counts = Counter(voice.theme.id for voice in room.voices if voice.theme)
    themes = themes_of(entry.workshop, listing.look.about)
    choices = [
        Choice(theme, number if number <= KEYS else 0, counts[theme.id])
        for number, theme in enumerate(themes, 1)
    ]
    similar = very_similar(room.voices)
    context: dict[str, Any] = {
        "s": room,
        "listing": listing,
        "look": listing.look,
        "choices": choices,
        "rows": [
            Row(voice, _choices_for(voice, choices), similar.get(voice.id, ())) for voice in listing.voices
        ],
        "parked": Parked.objects.filter(workshop=entry.workshop),
        "steps": [(f"step-{step.id}", step) for step in room.steps if step.id in spoken],
        "waiting": sum(voice.held and not voice.hidden for voice in room.voices),
        "is_open": room.stage == Stage.OPEN,
        "most_read": MOST_READ,
    }
    return render(request, "workshops/voices.html", context)


def _choices_for(voice: Voice, choices: list[Choice]) -> tuple[Choice, ...]:
    return tuple(one for one in choices if one.theme.principle in ("", voice.principle))


@never_cache
@by_itself
def voices_act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """A button of that page: it leads back to what was looked at."""
    look = Look.asked(QueryDict(request.POST.get("at", "").removeprefix("?")).dict())
    page = reverse("workshops:voices", args=[code]) + look.query
    if request.method != "POST":
        return refuse_unsent(request, back=page)
    # What is not done here is not in any table, and is answered as that once the door is passed.
    known = act if act in HERE else "no-such-act"
    # A button sends one pair only: which theme it is for stands in its address.
    given = request.GET.dict() | request.POST.dict()
    answer = do(ready_for_workshop(caller_of(request), code, known, given))
    if is_live(request):
        values = {"status": answer.status, "words": answer.words or _("Done"), "errors": answer.errors}
        return JsonResponse(values, status=answer.status)
    if not answer.ok:
        return refuse(request, answer.status, answer.words, back=page)
    return redirect(page)
