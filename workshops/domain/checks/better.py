"""Without any of these people can take part, and the site goes another way."""

from workshops.domain.checks.check import BETTER, Outcome, Tone, check
from workshops.domain.words import noop as _

BETTER_CHECKS = (
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
)
