"""What people propose to do, and what the facilitator does with it: merge, put in other words, hide."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Length

from workshops.actions.changing import Doing, Refused, changing
from workshops.actions.talking import SENT_BEFORE, author_key, still_open
from workshops.domain.words import noop as _
from workshops.models import Idea, Workshop
from workshops.models.workshop import random_key

MOST_EACH = 10
# Characters in one step, some hundred ideas: they are all on everybody's screen.
MOST_OF_ALL = 30_000
PROPOSED_ENOUGH = _("You have proposed ten ideas in this step, and they are kept. Leave room for others now.")
NO_MORE_FIT = _("So many ideas are here that no more fit on everybody's screen. Your words are still here.")
GONE = _("That idea is not here any more.")
ITSELF = _("An idea cannot be merged with itself, or with one that is in it already.")
NOTHING = _("Write a few words first.")
CHANGED = _(
    "Somebody at another desk has changed this idea meanwhile. It was not changed again; look at it now."
)


def propose(doing: Doing) -> None:
    """Keep a participant's idea; the same form sent twice is one."""
    with changing(doing.workshop, at_once=False) as workshop:
        still_open(workshop, doing)
        _write(workshop, doing, author_key(workshop, doing.participant), held=workshop.holds_comments)


def add_idea(doing: Doing) -> None:
    """Keep an idea that was said in the room and is typed at the desk."""
    with changing(doing.workshop) as workshop:
        _write(workshop, doing, "", held=False)


def _write(workshop: Workshop, doing: Doing, author: str, *, held: bool) -> None:
    given = doing.given
    _has_room(doing, author)
    kept, _is_new = Idea.objects.get_or_create(
        workshop=workshop,
        form=given["form"],
        defaults={
            "activity": doing.activity,
            # Of the desk nobody's, and unlike any other.
            "author_key": author or random_key().hex,
            "text": given["text"],
            "held": held,
        },
    )
    # The same form with other words: what it said the first time may be merged, reworded or voted on by now.
    if given["text"] not in (kept.text, kept.first_text):
        raise Refused(SENT_BEFORE)


def _has_room(doing: Doing, author: str) -> None:
    others = Idea.objects.filter(activity=doing.activity).exclude(form=doing.given["form"])
    said = others.aggregate(
        mine=Count("pk", filter=Q(author_key=author)), size=Sum(Length("text"), default=0)
    )
    if author and said["mine"] >= MOST_EACH:
        raise Refused(PROPOSED_ENOUGH)
    if said["size"] + len(doing.given["text"]) > MOST_OF_ALL:
        raise Refused(NO_MORE_FIT)


def merge(doing: Doing) -> None:
    """Put an idea, with all that are in it, under another one; or take it out of there again."""
    with changing(doing.workshop) as workshop:
        idea = _idea(workshop, doing.given["idea"])
        if doing.given["off"]:
            idea.into = None
            idea.save(update_fields=["into"])
            return
        if doing.given["into"] is None:
            raise Refused(GONE, 422)
        into = _idea(workshop, doing.given["into"])
        # One level deep: whoever looks at an idea sees all the words that are in it.
        top = into.into or into
        if top.pk == idea.pk:
            raise Refused(ITSELF, 422)
        Idea.objects.filter(Q(pk=idea.pk) | Q(into=idea)).update(into=top)


def reword(doing: Doing) -> None:
    """Put an idea in other words; or bring its writer's own words back."""
    given = doing.given
    with changing(doing.workshop) as workshop:
        idea = _idea(workshop, given["idea"])
        if given["off"]:
            idea.text, idea.first_text = idea.first_text or idea.text, ""
        else:
            _put_in_other_words(idea, given["text"] or "", given["was"])
        idea.save(update_fields=["text", "first_text"])


def _put_in_other_words(idea: Idea, text: str, was: str | None) -> None:
    if not text:
        raise Refused(NOTHING, 422)
    # Pressed twice it is there already; anything else than what was seen is another desk's.
    if was is not None and idea.text not in (was, text):
        raise Refused(CHANGED)
    first = idea.first_text or idea.text
    idea.text, idea.first_text = text, "" if text == first else first


def hide_idea(doing: Doing) -> None:
    """Take an idea off every screen, and out of the vote; or bring it back, or let one in that waited."""
    with changing(doing.workshop) as workshop:
        found = _ideas(workshop).filter(pk=doing.given["idea"])
        if not found.update(hidden=not doing.given["off"], held=False):
            raise Refused(GONE, 422)


def _ideas(workshop: Workshop) -> QuerySet[Idea]:
    return Idea.objects.filter(workshop=workshop)


def _idea(workshop: Workshop, id: UUID) -> Idea:
    idea = _ideas(workshop).select_related("into").filter(pk=id).first()
    if idea is None:
        raise Refused(GONE, 422)
    return idea


TAKES = {
    "propose": propose,
    "add_idea": add_idea,
    "merge": merge,
    "reword": reword,
    "hide_idea": hide_idea,
}
