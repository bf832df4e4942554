"""What a facilitator did at a desk, in the journal's words. Never a person, and never what one said."""

from workshops.domain.words import noop as _

# How many of the newest a desk shows.
SHOWN = 30

# By what was done; `{about}` is the title of a step.
WORDS: dict[str, str] = {
    "open_doors": _("opened the doors"),
    "lock": _("locked the room"),
    "unlock": _("let people in again"),
    "go_on": _("went on to “{about}”"),
    "close": _("closed “{about}”"),
    "reveal": _("revealed “{about}”"),
    "finish": _("finished the agenda"),
    "reopen": _("re-opened “{about}”"),
    "back": _("took the last step back"),
    "skip": _("skipped “{about}”"),
    "restore": _("brought “{about}” back"),
    "insert": _("put in “{about}”"),
    "take_off": _("took “{about}” off the agenda"),
    "shift": _("moved “{about}” in the agenda"),
    "reshape": _("gave the steps to come other minutes"),
    "reshape_back": _("gave the steps to come their minutes back"),
    "extend": _("gave “{about}” more time"),
    "extend_back": _("took the extra time back from “{about}”"),
    "end_clock": _("ended the clock of “{about}”"),
    "clock_again": _("let the clock of “{about}” run again"),
    "nudge": _("reminded those who have not answered"),
    "let_in": _("let somebody in"),
    "turn_away": _("turned somebody away at the door"),
    "remove": _("ended somebody's seat"),
    "give_back": _("gave a seat back"),
    "talk": _("chose what to talk about next"),
    "choose": _("chose what to talk about"),
    "discuss": _("turned the discussion to another principle"),
    "score_again": _("put in scoring again"),
    "not_again": _("took scoring again off the agenda"),
    "hide": _("hid something that was said"),
    "hide_back": _("showed again what was hidden"),
    "spotlight": _("put something that was said on the screen"),
    "spotlight_back": _("took what was said off the screen"),
    "promise": _("wrote down a commitment"),
    "drop": _("took a commitment off the list"),
    "pretend": _("let pretend people act"),
    "end": _("ended the workshop"),
}
OTHERWISE = _("pressed “{act}”")


def words_of(act: str) -> str:
    """The message id of what `act` did, with `{about}` or `{act}` in it or neither."""
    return WORDS.get(act, OTHERWISE)
