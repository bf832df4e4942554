"""Rooms in which a lot was said: for tests of what becomes of it."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from tests.cast import Cast, Room
from workshops.models import Comment, Hand, Parked, Theme

# What is said stays to be sorted, parked and taken out.
WHEN_EVERYBODY_HAS_GONE_HOME = (
    *("hold", "redact", "theme", "rename_theme", "drop_theme", "tag", "gather"),
    *("park", "park_text", "unpark"),
)


def say_all(room: Room, texts: Iterable[str], **more: object) -> list[Comment]:
    """Comments of many people in the step that the room is in, in one statement."""
    here = room.now
    principle = here.principles[0] if len(here.principles) == 1 else ""
    rows = [
        Comment(
            workshop=room.made,
            activity=here,
            principle=principle,
            source="comment",
            author_key=uuid4().hex,
            form=uuid4(),
            text=text,
            **more,
        )
        for text in texts
    ]
    return Comment.objects.bulk_create(rows)


def something_said(cast: Cast, act: str) -> dict[str, str]:
    """What a button of the desk needs to be there, where it is about what people say."""
    oak = cast.oak
    if act == "spotlight_next":
        say_all(oak, ["Look here"])
    if act == "gather":
        one, _other = say_all(oak, ["We meet too late", "We meet to late!"])
        return {"comment": str(one.pk)}
    if "theme" in act or act == "tag":
        return {"theme": str(Theme.objects.create(workshop=oak.made, title="Trust").pk)}
    if act == "unpark":
        return {"parked": str(Parked.objects.create(workshop=oak.made, text="Who pays", form=uuid4()).pk)}
    if act in ("floor", "hand_down"):
        return {"hand": str(raised(oak, cast.ana))}
    return {}


def raised(room: Room, person: UUID) -> int:
    """The id of somebody's hand, which goes up."""
    assert room.send(person, "hand").ok
    return Hand.objects.get(participant=person).pk
