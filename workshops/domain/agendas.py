"""The agendas that come with the product. Every step can be changed in a workshop of its own."""

from dataclasses import dataclass

from workshops.domain.activities import kind_named
from workshops.domain.words import noop as _


@dataclass(frozen=True)
class Step:
    """`picks` says where the step's principles come from: "all", "choose" (in the room), "chosen" (before), or "".

    `principles` are the keys of its own, for "". `script`, `notes` and `task` are as in the run sheet.
    """

    kind: str
    minutes: int
    title: str
    picks: str = ""
    principles: tuple[str, ...] = ()
    script: str = ""
    notes: str = ""
    task: str = ""


@dataclass(frozen=True)
class Agenda:
    key: str
    title: str
    audience: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def discussion(self) -> int:
        """Minutes of talking."""
        return sum(step.minutes for step in self.steps if kind_named(step.kind).tone == "talking")


AGENDAS: tuple[Agenda, ...] = (
    Agenda(
        "ninety-minutes",
        _("90-minute roundtable"),
        _("10 to 20 people, in a room or online"),
        (
            Step("welcome", 8, _("Welcome, purpose, ground rules, join")),
            Step("check_in", 5, _("Check-in in pairs")),
            Step("read", 7, _("Walk through the principles")),
            Step("score", 8, _("Score every principle, alone and in silence"), "all"),
            Step("overview", 4, _("See the whole picture; choose two: the lowest and the most split")),
            Step("discuss", 15, _("First chosen principle: far views first"), "choose"),
            Step("discuss", 15, _("Second chosen principle"), "choose"),
            Step("rescore", 5, _("Score the two again"), "chosen"),
            Step("ideas", 8, _("Ideas for action")),
            Step("dots", 4, _("Dot vote in secret")),
            Step("commit", 7, _("Owner and date for the top three")),
            Step("check_out", 4, _("Check-out")),
        ),
    ),
    Agenda(
        "three-hours",
        _("3-hour workshop with tables"),
        _("15 to 40 people"),
        (
            Step("welcome", 15, _("Welcome, join, ground rules")),
            Step("check_in", 10, _("Check-in")),
            Step("read", 10, _("The principles, and a local example told by a person who uses services")),
            Step("score", 10, _("Score every principle alone"), "all"),
            Step("overview", 5, _("The whole picture")),
            Step("discuss", 25, _("At tables, then report back, two minutes a table"), "choose"),
            Step("discuss", 25, _("At tables, then report back"), "choose"),
            Step("pause", 15, _("Break")),
            Step("discuss", 15, _("Third principle"), "choose"),
            Step("discuss", 15, _("Fourth principle"), "choose"),
            Step("discuss", 10, _("Fifth principle"), "choose"),
            Step("rescore", 5, _("Score again"), "all"),
            Step("ideas", 6, _("Ideas for action")),
            Step("dots", 4, _("Dot vote")),
            Step("commit", 7, _("Owners, dates, first steps")),
            Step("check_out", 3, _("Check-out")),
        ),
    ),
    Agenda(
        "sixty-minutes-again",
        _("60-minute return, three to six months on"),
        _("The group that met before"),
        (
            Step("review", 10, _("What we promised last time")),
            Step("score", 7, _("Score every principle again"), "all"),
            Step("overview", 8, _("The picture against last time")),
            Step("discuss", 20, _("One principle"), "choose"),
            Step("commit", 10, _("Actions")),
            Step("check_out", 5, _("Check-out")),
        ),
    ),
    Agenda(
        "pulse",
        _("15-minute pulse"),
        _("A standing meeting"),
        (
            Step("welcome", 1, _("Join")),
            Step("score", 6, _("Score every principle"), "all"),
            Step("overview", 6, _("The whole picture and one thing to talk about")),
            Step("check_out", 2, _("Check-out")),
        ),
    ),
)


def agenda_named(key: str) -> Agenda:
    """The agenda with the key; `KeyError` where none has it."""
    return {agenda.key: agenda for agenda in AGENDAS}[key]
