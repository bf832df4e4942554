"""Every act in every kind of activity, with what a browser sends; and a room in which it can be sent."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.utils import timezone

from tests.cast import GOALS, Cast, Room
from tests.standing import stands_on
from workshops.actions.planning import series_named
from workshops.domain.activities import KINDS
from workshops.domain.paper import seen_of
from workshops.models import Activity, Commitment, Idea, Workshop

Fields = Mapping[str, str]

SENT: dict[tuple[str, str], dict[str, str]] = {
    ("check_in", "say"): {"text": "Hopeful", "form": str(uuid4())},
    ("score", "score"): {"principle": GOALS, "score": "4"},
    ("overview", "choose"): {"principle": GOALS},
    ("score", "tally"): {"seen": seen_of({}), "sheets": f"{GOALS} 0 0 7 0 0 0"},
    ("rescore", "tally"): {"seen": seen_of({}), "sheets": f"{GOALS} 0 0 7 0 0 0"},
    ("discuss", "comment"): {"text": "It depends on who is in", "form": str(uuid4())},
    ("discuss", "see_too"): {},
    ("discuss", "see_differently"): {},
    ("discuss", "hand"): {},
    ("ideas", "hand"): {},
    ("agree", "hand"): {},
    ("discuss", "discuss"): {"principle": GOALS},
    ("rescore", "score"): {"principle": GOALS, "score": "cant_say"},
    ("ideas", "propose"): {"text": "Pay people for their time", "form": str(uuid4())},
    ("ideas", "add_idea"): {"text": "Meet at the library", "form": str(uuid4())},
    ("ideas", "merge"): {},
    ("ideas", "reword"): {"text": "One call every fortnight", "was": "A call"},
    ("ideas", "hide_idea"): {},
    ("dots", "dot"): {},
    ("agree", "settle"): {"principle": GOALS, "agreed": "We begin with falls", "edition": "0"},
    ("review", "mark"): {},
    ("commit", "promise"): {"what": "Meet", "owner": "The board", "first_step": "", "form": str(uuid4())},
    ("commit", "drop"): {},
    ("commit", "confirm"): {},
    ("check_out", "leave"): {"text": "", "useful": "4", "form": str(uuid4())},
}


def ready(cast: Cast, kind: str) -> tuple[Activity, dict[str, dict[str, str]]]:
    """The room in the step, with what acts there are about; and the fields that hang on it, by act."""
    put_on_the_agenda(cast.oak, kind)
    if kind == "dots":
        first = propose(cast, "A call", "A bus")[0]
        return cast.oak.go_to(kind), {"dot": {"one": first}}
    here = cast.oak.go_to(kind)
    more: dict[str, dict[str, str]] = {}
    if kind == "discuss":
        said = {"comment": str(cast.oak.say(cast.ben, "comment", "Said before").pk)}
        more |= {"see_too": said, "see_differently": said}
    elif kind == "ideas":
        first, second = propose(cast, "A call", "A bus")
        idea = {"idea": first}
        more |= {"merge": idea | {"into": second}, "reword": idea, "hide_idea": idea}
    elif kind == "commit":
        made = {"commitment": str(cast.oak.promise("Promised before").pk)}
        more |= {"drop": made, "confirm": made}
    elif kind == "review":
        more["mark"] = {"going": str(promised_before(cast.oak).pk)}
    return here, more


# What `ready` gave where a test stands on a step.
READY: dict[str, tuple[Activity, dict[str, dict[str, str]]]] = {}


def walk_to(kind: str, cast: Cast) -> None:
    READY[kind] = ready(cast, kind)


# The mark of a test that begins where `ready` leads: the room is walked there once for all of a module.
IN_STEP = {kind: stands_on(partial(walk_to, kind)) for kind in KINDS}


def as_ready(kind: str) -> tuple[Activity, dict[str, dict[str, str]]]:
    """The same as `ready` gives, for a test that is marked with `IN_STEP`."""
    here, more = READY[kind]
    return Activity.objects.get(pk=here.pk), deepcopy(more)


def put_on_the_agenda(room: Room, kind: str) -> None:
    """Let the last step be one of `kind`, where the agenda has none."""
    if room.made.activities.filter(kind=kind).exists():
        return
    last = room.made.activities.order_by("-position").first()
    assert last
    room.made.activities.filter(pk=last.pk).update(kind=kind)


def propose(cast: Cast, *texts: str) -> list[str]:
    """Ideas of Ben's; their ids."""
    here = cast.oak.go_to("ideas")
    for text in texts:
        assert cast.oak.send(cast.ben, "propose", text=text, form=str(uuid4())).ok
    rows = Idea.objects.filter(activity=here, text__in=texts).order_by("written_at")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def promised_before(room: Room, what: str = "Promised the last time") -> Commitment:
    """A commitment of a workshop of the same series that has ended."""
    series = series_named("Coming home", room.team)
    Workshop.objects.filter(pk=room.made.pk).update(series=series)
    before = Workshop.objects.create(
        team=room.team,
        edition=room.made.edition,
        title="The time before",
        agenda_title="",
        series=series,
        stage="ended",
        starts_at=timezone.now() - timedelta(days=90),
        ended_at=timezone.now() - timedelta(days=90),
    )
    return Commitment.objects.create(workshop=before, form=uuid4(), what=what, owner="The board")
