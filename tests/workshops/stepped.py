"""What the buttons need that change the agenda while it runs, and those at the door."""

from datetime import timedelta

from tests.cast import Cast, Room
from workshops.models import Knock
from workshops.taking import Answer

# What is sent beside what hangs on the room.
SENT: dict[str, dict[str, str]] = {
    "skip": {},
    "restore": {},
    "insert": {"kind": "read", "title": "In between", "minutes": "3"},
    "take_off": {},
    "sooner": {},
    "later": {},
    "reshape": {},
    "end_clock": {},
    "nudge": {},
    "let_in": {},
    "turn_away": {},
    "remove": {"sure": "1"},
    "give_back": {},
}


def ready_for(cast: Cast, act: str) -> dict[str, str]:
    """The room in a state where `act` can be done, and the fields that hang on it."""
    oak = cast.oak
    if act not in SENT:
        return {}
    waiting = list(oak.made.activities.filter(phase="waiting"))
    activity = waiting[1] if act == "sooner" else waiting[0]
    if act == "restore":
        oak.made.activities.filter(pk=activity.pk).update(phase="skipped")
    elif act == "reshape":
        first = oak.made.activities.filter(phase="done").earliest("position")
        assert first.opened_at
        first.opened_at = first.opened_at.replace(year=first.opened_at.year - 1)
        first.save(update_fields=["opened_at"])
    elif act in ("remove", "give_back"):
        # Somebody else than those who are looked at by what they are told.
        newcomer = oak.mark(oak.come_in())
        if act == "give_back":
            oak.pressed("remove", seat=newcomer, sure="1")
        return {"seat": newcomer}
    elif act in ("let_in", "turn_away"):
        return {"knock": str(Knock.objects.create(workshop=oak.made, sector="people").pk)}
    more = {"plan": oak.snapshot.plan_mark}
    return more if act in ("end_clock", "nudge") else more | {"activity": str(activity.pk)}


def reshape(oak: Room, act: str, **given: str) -> Answer:
    """A button that changes the agenda, on a desk that is up to date."""
    room = oak.snapshot
    return oak.press(act, **({"seen": room.standing, "plan": room.plan_mark} | given))


def late(oak: Room, minutes: int) -> None:
    """The room began so many minutes earlier than it did."""
    first = oak.made.activities.earliest("position")
    assert first.opened_at
    first.opened_at -= timedelta(minutes=minutes)
    first.save(update_fields=["opened_at"])
