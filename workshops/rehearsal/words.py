"""What pretend people say. Nobody real said any of it; message ids, for whoever shows them to translate."""

from collections.abc import Sequence

from workshops.domain.words import noop as _

CHECK_IN: tuple[str, ...] = (
    _("Hopeful"),
    _("A bit tired"),
    _("Curious"),
    _("Ready to listen"),
    _("Glad to be asked"),
    _("Sceptical, but here"),
    _("That we leave with one thing, not ten"),
    _("Busy"),
    _("Pleased to see people from outside my own service"),
    _("Worried about winter"),
    _("Open"),
    _("That carers are heard today"),
    _("Looking forward to plain talking"),
    _("Nervous: this is my first one"),
    _("Fresh from a night shift"),
    _("That we are honest about what is stuck"),
    _("Interested"),
    _("In a hurry, sorry"),
    _("Keen to get going"),
    _("That somebody writes down who does what"),
)

CHECK_OUT: tuple[str, ...] = (
    _("I will ring the care home manager I sat next to."),
    _("Take our measures to the carers' group and ask what is missing."),
    _("I had no idea how little of the plan reaches the small charities."),
    _("Share our dates before they are fixed, not after."),
    _("Ask my own team the same questions."),
    _("It surprised me how far apart we were on trust."),
    _("I will bring somebody with lived experience next time."),
    _("Say no to one thing, so that this can happen."),
    _("Hearing it from the ward changed my mind."),
    _("Find out who decides about the shared fund."),
)

REASONS_LOW: tuple[str, ...] = (
    _("I have only ever been shown the finished version."),
    _("It depends on two people. When they are away, nothing happens."),
    _("We talk about it often and change very little."),
    _("From where I work I do not see it at all."),
    _("It is on paper. It is not in the diary."),
)

REASONS_HIGH: tuple[str, ...] = (
    _("We did this well in the hospital discharge work last year."),
    _("In my part of the area it is simply how we work now."),
    _("It used to be much worse. Give it some credit."),
    _("People ring each other before it goes wrong. That is new."),
    _("We check it together every month and change what does not work."),
)

# For each principle of the shipped set, by its key.
COMMENTS: dict[str, tuple[str, ...]] = {
    "scope-goals": (
        _("If you asked five of us what the goal is, you would hear five answers."),
        _("The list only ever grows. We have never agreed what to stop."),
        _("Carers saw the plan when the printing was done."),
        _("The goal for falls was set together, and everyone can say it in one sentence."),
        _("Our targets count beds. Nobody counts days well at home."),
        _("Councils and the NHS plan a year apart from each other."),
    ),
    "relationships-trust": (
        _("I trust the people. I do not trust what happens when money is short."),
        _("New partners wait a year before anybody asks them anything."),
        _("The monthly breakfast did more than any board."),
        _("Bad news still travels upwards first and sideways last."),
        _("We share risks in words. In contracts they land on the smallest."),
        _("When the home care rota broke down, three organisations helped within an hour."),
    ),
    "diverse-expertise": (
        _("We are asked to tell our story, and then the meeting goes on without us."),
        _("Nobody pays for the time of a charity with four staff."),
        _("The pharmacists knew all along. We asked them in month nine."),
        _("Paying people for their experience changed who comes."),
        _("If you do not speak our shorthand, you stop talking."),
        _("Housing officers see things that no clinic ever sees."),
    ),
    "shared-leadership": (
        _("It is shared until it is urgent. Then it is the hospital again."),
        _("Nobody knows who decides about the joint fund."),
        _("Our chair changes every year between sectors, and it works."),
        _("Two leaders are leaving. I would not bet on what stays."),
        _("Front-line staff are told to work across boundaries, and then asked why they did."),
        _("I have seen a chief executive give money to a partner, out loud, in a meeting."),
    ),
    "improvement-mindset": (
        _("We pilot everything and finish nothing."),
        _("When something fails, the report is written by whoever was not there."),
        _("The weekly fifteen minutes on what we learned are the best of my week."),
        _("Our numbers come three months late. You cannot learn from those."),
        _("People are afraid of the dashboard, so it shows what it likes."),
        _("We stopped a scheme that did not work, and nobody was blamed."),
    ),
}

ANY_COMMENTS: tuple[str, ...] = (
    _("It works where people know each other, and hardly anywhere else."),
    _("I would like to hear this from somebody who uses services."),
    _("We are better at starting than at keeping going."),
    _("It is different on each side of the river."),
    _("There is more of it than we give ourselves credit for."),
    _("The smaller you are, the less of it you see."),
)


def comments_on(principle: str) -> Sequence[str]:
    """What pretend people may say about the principle with this key."""
    return COMMENTS.get(principle, ANY_COMMENTS)


IDEAS: tuple[str, ...] = (
    _("Pay people for the time they give to shape our plans"),
    _("One page that says who decides what about the joint fund"),
    _("A call every fortnight about going home, with home care on it"),
    _("A fortnightly call about going home, with home care on it"),
    _("Ask carers before the plan is written, not after"),
    _("Fifteen minutes each week on what we learned"),
    _("Stop one meeting that nobody would miss"),
    _("Let small charities chair the winter group in turn"),
    _("Put the pharmacists into the planning of discharge"),
    _("Share our dates for the year before they are fixed"),
    _("A walk together through one ward and one care home"),
    _("Write minutes that somebody from outside understands"),
)

# What a room may agree on a principle of the shipped set: together, seen differently, and what would move it.
SETTLED: dict[str, tuple[str, str, str]] = {
    "scope-goals": (
        _("We can name three goals, and falls at home is the first."),
        _("Whether beds or days well at home should be counted."),
        _("Carers at the table before the next plan is written."),
    ),
    "shared-leadership": (
        _("Who decides about the joint fund must be written down."),
        _("Some of us see it shared already; others only until it is urgent."),
        _("One page that says who decides, before the winter."),
    ),
}
ANY_SETTLED = (
    _("It works where people know each other, and that is too little."),
    _("Some of us see more of it than others, and say so."),
    _("One example that all of us have seen."),
)
