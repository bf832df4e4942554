"""The whole report as one value, built once; every format is written from it and from nothing else.

It holds only what may be shown: a round that was not revealed, a comment that was hidden and anything that
could point at a person never come in, so no writer can let them out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from principles.document import Wording
from principles.models import Edition
from workshops.domain.distribution import Distribution
from workshops.domain.moves import UNHELD, Phase, Stage
from workshops.domain.sectors import label_of
from workshops.models import Parked, Participant, Workshop
from workshops.queries import snapshot_of
from workshops.reports.measures import AnnexRow, annex_row
from workshops.reports.outcomes import Outcomes, outcomes_of
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
from workshops.reports.review import Ahead, review_after, reviews_in, uid_of
from workshops.reports.rules import groups_rule, spread_rule
from workshops.reports.said import kept_back, said_by
from workshops.reports.written import written_by_team
from workshops.shown import NumberedPrinciple, PrincipleResult, Step, Voice
from workshops.shown.speech import of_content, of_interface
from workshops.snapshot import Snapshot

DIGEST_LENGTH = 12
MOST_USEFUL = 5


@dataclass(frozen=True)
class Summary:
    """One workshop's report. `practice` marks a rehearsal with pretend people: not a real result."""

    title: str
    team: str
    purpose: str
    practice: bool
    approved: bool
    planned: datetime
    started: datetime | None
    ended: datetime | None
    agenda_title: str
    steps: tuple[Taken, ...]
    participants: int
    sectors_here: tuple[str, ...]
    sectors_away: tuple[str, ...]
    wording: Wording
    edition: EditionMark
    principles: tuple[PrinciplePart, ...]
    said_besides: tuple[Said, ...]
    hidden: int
    held: int
    redacted: int
    parked: tuple[str, ...]
    check_in: tuple[Said, ...]
    check_out: tuple[Said, ...]
    useful: Useful | None
    pledges: tuple[Pledge, ...]
    order: Order | None
    smallest_group: int
    nation: str
    spread_rule: str
    groups_rule: str
    outcomes: Outcomes = field(default_factory=Outcomes)
    # Behind the devices that joined: several may have shared one.
    people: int = 0
    # The notes of tables, by their number.
    tables: tuple[tuple[int, str], ...] = ()
    review: Review | None = None
    # The workshop's own name in calendars.
    uid: str = ""
    words: Words = field(default_factory=Words)
    # Only where `approved`; a draft has none.
    approval: Approval | None = None

    @property
    def content(self) -> SafeString:
        """The attributes of an element with the set's own words."""
        return of_content(self.wording.language)

    @property
    def interface(self) -> SafeString:
        """The attributes of an element with the site's words, inside one that has `content`."""
        return of_interface(self.wording.language)

    @property
    def settled(self) -> frozenset[str]:
        """The keys of the principles on which the room wrote down what it agrees."""
        return frozenset(position.principle.key for position in self.outcomes.positions)

    @property
    def levels(self) -> tuple[str, ...]:
        return self.wording.levels

    @property
    def picture(self) -> tuple[PrincipleResult, ...]:
        """The first revealed round of each principle, before the room had talked about it."""
        return tuple(PrincipleResult(part.rounds[0]) for part in self.principles if part.rounds)

    @property
    def annex(self) -> tuple[AnnexRow, ...]:
        """Every revealed round, principle by principle."""
        return tuple(annex_row(result) for part in self.principles for result in part.rounds)

    @property
    def on_paper(self) -> bool:
        """Whether score sheets are counted in any of the results."""
        return any(result.on_paper for part in self.principles for result in part.rounds)

    @property
    def reviews(self) -> tuple[Ahead, ...]:
        """When and where this is looked at again, in words."""
        return tuple(reviews_in(self.words, self.review))

    @property
    def minutes_planned(self) -> int:
        return sum(step.planned for step in self.steps)

    @property
    def minutes_taken(self) -> int:
        return sum(step.took or 0 for step in self.steps)


def summary_of(workshop: Workshop) -> Summary:
    """The report as it stands, in a fixed number of queries; raises `Workshop.DoesNotExist` if it is gone."""
    room = snapshot_of(workshop.code)
    if room is None:
        raise Workshop.DoesNotExist
    heard = [voice for voice in room.voices if voice.is_heard]
    hidden, held, redacted = kept_back(room.voices)
    words, told = written_by_team(workshop)
    return Summary(
        title=room.title,
        team=room.team,
        purpose=room.purpose,
        practice=room.practice or Participant.objects.filter(workshop=workshop, pretend=True).exists(),
        approved=False,
        planned=room.starts_at,
        started=_started(room, workshop),
        ended=workshop.ended_at,
        agenda_title=gettext(room.agenda_title),
        steps=tuple(_taken(step) for step in room.steps),
        participants=room.joined,
        sectors_here=tuple(gettext(label_of(family, room.nation)) for family in room.families_here),
        sectors_away=tuple(gettext(label_of(family, room.nation)) for family in room.families_away),
        wording=room.wording,
        edition=_edition_mark(workshop, room.wording),
        principles=tuple(
            _part(room, principle, heard, told.get(principle.key, "")) for principle in room.principles
        ),
        said_besides=_said_besides(room, heard),
        hidden=hidden,
        held=held,
        redacted=redacted,
        parked=_parked(workshop),
        check_in=said_by(voice for voice in heard if voice.source == "check_in"),
        check_out=said_by(voice for voice in heard if voice.source == "check_out"),
        useful=_useful(room),
        pledges=_pledges(room),
        outcomes=outcomes_of(room),
        people=room.heads,
        tables=tuple((table.number, table.notes) for table in room.tables.all if table.notes),
        review=review_after(workshop),
        uid=uid_of("review", workshop.pk),
        words=words,
        order=_order(room),
        smallest_group=room.smallest_group,
        nation=room.nation,
        spread_rule=spread_rule(len(room.wording.levels)),
        groups_rule=groups_rule(room.smallest_group, by_sector=workshop.asks_sectors),
    )


def _parked(workshop: Workshop) -> tuple[str, ...]:
    """Issues for another day; of a comment that not everybody may read nothing, as long as that is so."""
    unheard = Q(comment__hidden=True) | Q(comment__held=True) | Q(comment__activity__phase=Phase.SKIPPED)
    return tuple(Parked.objects.filter(workshop=workshop).exclude(unheard).values_list("text", flat=True))


def _started(room: Snapshot, workshop: Workshop) -> datetime | None:
    """When the first step was opened: the doors open earlier, for people to come in."""
    opened = [step.opened_at for step in room.steps if step.opened_at and step.phase not in UNHELD]
    return min(opened, default=workshop.opened_at)


def _taken(step: Step) -> Taken:
    return Taken(
        number=step.number,
        kind=step.kind.name,
        title=gettext(step.title) if step.title else "",
        round=step.round if step.is_shown else 0,
        principles=tuple(principle.number for principle in step.principles),
        planned=step.planned,
        took=step.took if step.phase not in UNHELD else None,
        held=step.phase not in UNHELD,
    )


def _edition_mark(workshop: Workshop, wording: Wording) -> EditionMark:
    edition = Edition.objects.select_related("principle_set").get(pk=workshop.edition_id)
    return EditionMark(
        title=wording.title,
        number=edition.number,
        digest=edition.digest[:DIGEST_LENGTH],
        language=wording.language,
        credit=wording.credit,
        source=wording.source,
    )


def _part(room: Snapshot, principle: NumberedPrinciple, heard: Sequence[Voice], told: str) -> PrinciplePart:
    rounds = [result for result in room.results if result.principle.key == principle.key]
    return PrinciplePart(
        principle,
        tuple(sorted(rounds, key=lambda result: result.round)),
        said_by(voice for voice in heard if _about(voice) and voice.principle == principle.key),
        told,
    )


def _said_besides(room: Snapshot, heard: Sequence[Voice]) -> tuple[Said, ...]:
    """What was said in discussions of more than one principle, or of none."""
    known = {principle.key for principle in room.principles}
    return said_by(voice for voice in heard if _about(voice) and voice.principle not in known)


def _about(voice: Voice) -> bool:
    return voice.source in ("reason", "comment")


def _useful(room: Snapshot) -> Useful | None:
    # Until the end people may still check out, or be let do so again: two reports a moment apart would then tell
    # what the last of them chose.
    if room.stage != Stage.ENDED:
        return None
    median = (given := Distribution.of(room.useful, MOST_USEFUL)).median
    return None if median is None else Useful(given.counts, median)


def _pledges(room: Snapshot) -> tuple[Pledge, ...]:
    return tuple(
        Pledge(
            one.what,
            one.owner,
            one.by,
            one.first_step,
            one.principle.number if one.principle else None,
            one.confirmed,
            one.names,
            uid_of("commitment", one.id),
        )
        for one in room.promises
    )


def _order(room: Snapshot) -> Order | None:
    """W over the principles of the first round that was shown, if enough people scored them all."""
    first = next((step for step in room.steps if step.round == 1 and step.order), None)
    if first is None or first.order is None or first.order[1] < room.smallest_group:
        return None
    return Order(*first.order, first.round, len(first.principles))
