"""Without any of these nobody can take part."""

from workshops.domain.checks.check import NEEDED, Outcome, Tone, check
from workshops.domain.words import noop as _

NEEDED_CHECKS = (
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
)
