"""What the check page finds out about a device and its network, and what each finding means for the workshop's day.

One table is behind the page, the result code and the helper's reading of it: the place of an outcome in its check is
what the code carries, so an outcome may be added at the end of a check and none may be taken away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from workshops.domain.words import noop as _


class Tone(IntEnum):
    """How much an outcome matters; the worst one is the verdict."""

    UNKNOWN = 0
    FINE = 1
    NOTE = 2
    DETOUR = 3  # the site goes another way by itself, and people can take part
    STOP = 4


@dataclass(frozen=True)
class Outcome:
    key: str
    tone: Tone
    label: str
    says: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that is tested; `measured` is the pattern of its figure, where it has one."""

    key: str
    group: str
    title: str
    outcomes: tuple[Outcome, ...]
    measured: str = ""

    def outcome(self, key: str) -> Outcome:
        """The outcome with this key; the first one, "not tested", where there is none."""
        return next((each for each in self.outcomes if each.key == key), self.outcomes[0])


# The key of an outcome by the key of its check.
Results = Mapping[str, str]

NOT_TESTED = Outcome("unknown", Tone.UNKNOWN, _("Not tested"))
NEEDED, BETTER, DEVICE = "needed", "better", "device"
GROUPS = {
    NEEDED: _("What taking part needs"),
    BETTER: _("What makes it smoother"),
    DEVICE: _("About this device"),
}


def check(key: str, group: str, title: str, *outcomes: Outcome, measured: str = "") -> Check:
    return Check(key, group, title, (NOT_TESTED, *outcomes), measured)


CHECKS = (
    check(
        "cookies",
        NEEDED,
        _("Cookies"),
        Outcome(
            "kept",
            Tone.FINE,
            _("Kept"),
            _("You stay the same person when the page reloads or the device sleeps."),
        ),
        Outcome(
            "refused",
            Tone.STOP,
            _("Refused"),
            _("A seat in the workshop is one small cookie. Allow cookies for this site, then test again."),
        ),
    ),
    check(
        "asking",
        NEEDED,
        _("Asking for news"),
        Outcome(
            "fine",
            Tone.FINE,
            _("Works"),
            _("Your screen can ask for what is new at any time, which works on nearly every network."),
        ),
        Outcome(
            "stale",
            Tone.STOP,
            _("Old answers come back"),
            _(
                "Something on the way keeps old answers, so your screen would stand still. The note for IT helps."
            ),
        ),
        Outcome(
            "failed",
            Tone.STOP,
            _("No answer"),
            _(
                "The site did not answer often enough. Test again; if it stays like this, the note for IT helps."
            ),
        ),
    ),
    check(
        "sending",
        NEEDED,
        _("Sending"),
        Outcome("fine", Tone.FINE, _("Works"), _("What you choose and write reaches the site.")),
        Outcome(
            "origin",
            Tone.STOP,
            _("Refused by the site"),
            _(
                "The site takes your form for another site's. That is a setting at the server and not at your "
                "device: the note for IT says which."
            ),
        ),
        Outcome(
            "cookie",
            Tone.STOP,
            _("Needs cookies"),
            _("Forms are protected by a cookie. Allow cookies for this site, then test again."),
        ),
        Outcome(
            "refused",
            Tone.STOP,
            _("Refused on the way"),
            _(
                "Something between this device and the site refuses forms. The note for IT says what to allow."
            ),
        ),
        Outcome(
            "failed",
            Tone.STOP,
            _("No answer"),
            _("What was sent did not arrive. Test again; if it stays like this, the note for IT helps."),
        ),
    ),
    check(
        "scripts",
        BETTER,
        _("Scripts (JavaScript)"),
        Outcome("on", Tone.FINE, _("On"), _("Your screen follows the room by itself.")),
        Outcome(
            "off",
            Tone.DETOUR,
            _("Off"),
            _(
                "You can still take part: while there is nothing to fill in, the page loads again by itself "
                "every 10 seconds, and each form has its own button."
            ),
        ),
    ),
    check(
        "socket",
        BETTER,
        _("Live connection (WebSocket)"),
        Outcome("fine", Tone.FINE, _("Works"), _("Changes in the room are on your screen at once.")),
        Outcome(
            "late",
            Tone.DETOUR,
            _("Messages are held up"),
            _(
                "You can still take part: changes may reach you some seconds late, and when nothing comes "
                "for 25 seconds your screen asks every 2 to 3 seconds."
            ),
        ),
        Outcome(
            "silent",
            Tone.DETOUR,
            _("Opens, but nothing comes through"),
            _(
                "You can still take part: your screen notices within half a minute and then asks every "
                "2 to 3 seconds."
            ),
        ),
        Outcome(
            "refused",
            Tone.DETOUR,
            _("Refused"),
            _(
                "WebSocket is refused here. You can still take part: your screen then asks every 2 to 3 seconds."
            ),
        ),
        Outcome(
            "cut",
            Tone.DETOUR,
            _("Opens and is cut off"),
            _(
                "You can still take part: whenever the connection is gone, your screen asks every 2 to 3 seconds."
            ),
        ),
    ),
    check(
        "secure",
        BETTER,
        _("Encryption"),
        Outcome("https", Tone.FINE, _("On (https)"), _("What you send is encrypted on its way.")),
        Outcome(
            "unaware",
            Tone.NOTE,
            _("On, but the site does not know"),
            _(
                "Your connection is encrypted. The server behind it was not told, which whoever runs the site "
                "should put right."
            ),
        ),
        Outcome(
            "plain",
            Tone.NOTE,
            _("Off (http)"),
            _(
                "Usual for a laptop that serves one room. A site on the internet should be opened by an address "
                "that begins with https."
            ),
        ),
    ),
    check(
        "delay",
        BETTER,
        _("Delay"),
        Outcome("quick", Tone.FINE, _("Under a tenth of a second"), _("You will not notice it.")),
        Outcome("good", Tone.FINE, _("Under a third of a second"), _("You will hardly notice it.")),
        Outcome(
            "slow",
            Tone.NOTE,
            _("Under a second"),
            _("Each tap is confirmed after a moment. Nothing is lost."),
        ),
        Outcome(
            "crawling",
            Tone.NOTE,
            _("Over a second"),
            _(
                "Everything works with a pause after each tap. Nothing is lost; another network would be quicker."
            ),
        ),
        measured=_("{n} ms"),
    ),
    check(
        "clock",
        DEVICE,
        _("Clock"),
        Outcome("right", Tone.FINE, _("Right"), _("Within two seconds of the site's.")),
        Outcome(
            "fast",
            Tone.FINE,
            _("A little fast"),
            _("It does not matter: screens show the site's time."),
        ),
        Outcome(
            "slow",
            Tone.FINE,
            _("A little slow"),
            _("It does not matter: screens show the site's time."),
        ),
        Outcome(
            "ahead",
            Tone.NOTE,
            _("More than five minutes fast"),
            _("Screens show the site's time, so the workshop is not harmed. Come by the invitation's time."),
        ),
        Outcome(
            "behind",
            Tone.NOTE,
            _("More than five minutes slow"),
            _("Screens show the site's time, so the workshop is not harmed. Come by the invitation's time."),
        ),
        measured=_("{n} s"),
    ),
    check(
        "screen",
        DEVICE,
        _("Window"),
        Outcome(
            "narrow",
            Tone.NOTE,
            _("Very narrow"),
            _("Everything works, with more scrolling. Make the window wider, or use less zoom, if you can."),
        ),
        Outcome("phone", Tone.FINE, _("As wide as a phone"), _("Right for taking part.")),
        Outcome("tablet", Tone.FINE, _("As wide as a tablet"), _("Right for taking part.")),
        Outcome(
            "desktop",
            Tone.FINE,
            _("As wide as a computer"),
            _("Right for taking part, and for the facilitator's desk."),
        ),
        Outcome(
            "wall",
            Tone.FINE,
            _("Large"),
            _("Right for everything, also for the screen in the room."),
        ),
        measured=_("{n} by {m}"),
    ),
    check(
        "zoom",
        DEVICE,
        _("Zoom"),
        Outcome("none", Tone.FINE, _("None to speak of")),
        Outcome("some", Tone.FINE, _("Up to one and a half times"), _("Pages are made for this.")),
        Outcome("double", Tone.FINE, _("Up to twice"), _("Pages are made for this.")),
        Outcome(
            "more", Tone.FINE, _("More than twice"), _("Pages become one column, which is as it should be.")
        ),
        measured=_("{n} %"),
    ),
    check(
        "colours",
        DEVICE,
        _("Colours"),
        Outcome("light", Tone.FINE, _("Light")),
        Outcome("dark", Tone.FINE, _("Dark")),
    ),
)


@dataclass(frozen=True)
class Verdict:
    title: str
    says: str


VERDICTS = {
    Tone.UNKNOWN: Verdict(_("Nothing was tested"), ""),
    Tone.FINE: Verdict(
        _("You are ready"), _("Everything works on this device and network. There is nothing else to do.")
    ),
    Tone.NOTE: Verdict(
        _("You are ready"),
        _("Everything that taking part needs works on this device and network. A remark stands below."),
    ),
    Tone.DETOUR: Verdict(
        _("You can take part"),
        _("Not everything works directly here. The site goes another way by itself, and no score is lost."),
    ),
    Tone.STOP: Verdict(
        _("Something to put right first"),
        _("The workshop would not work here yet. What to do stands below; it is often a small thing."),
    ),
}


def found(results: Results) -> list[tuple[Check, Outcome]]:
    """Every check with what came of it."""
    return [(check, check.outcome(results.get(check.key, ""))) for check in CHECKS]


def verdict_tone(results: Results) -> Tone:
    """The worst tone of all that was found."""
    return max(outcome.tone for _check, outcome in found(results))
