"""What the device itself is like."""

from workshops.domain.checks.check import DEVICE, Outcome, Tone, check
from workshops.domain.words import noop as _

DEVICE_CHECKS = (
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
