"""What happens to something a person sends, whichever way it came: the same gate, the same form, the same action."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from workshops.access import Caller, Closed, Entry, enter, enter_activity
from workshops.actions.changing import Doing, Refused
from workshops.actions.registry import DESK_TAKES, TAKES, Action
from workshops.forms import clean, form_for
from workshops.queries import wording_in


@dataclass(frozen=True)
class Answer:
    """What became of it: an HTTP status, words for the person, and for a bad form the fault of each field."""

    status: int
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    entry: Entry | None = None
    # What is the sender's own after a hot act: enough for their device to mark it, without reading anything again.
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status == 200


OK = 200
BAD_FORM = 422


@dataclass(frozen=True)
class Ready:
    """Past the gate and the form."""

    entry: Entry
    doing: Doing
    action: Action


def ready_for_activity(
    caller: Caller, code: str, activity: int, act: str, given: Mapping[str, Any]
) -> Ready | Answer:
    """The act, ready to be done; or the answer why not."""
    try:
        entry = enter_activity(caller, code, activity, act)
    except Closed as closed:
        return Answer(closed.status, _(closed.why))
    return ready_with(entry, given)


def ready_with(entry: Entry, given: Mapping[str, Any]) -> Ready | Answer:
    """What an entry to an activity and the values given make: past the form, or the answer why not."""
    levels = len(wording_in(entry.workshop).levels)
    keys = entry.activity.principles if entry.activity else []
    return _ready(entry, form_for(entry.act, given, levels=levels, keys=keys), TAKES[entry.act.name])


def ready_for_workshop(caller: Caller, code: str, act: str, given: Mapping[str, Any]) -> Ready | Answer:
    try:
        entry = enter(caller, code, act)
        action = DESK_TAKES[act]
    except KeyError:
        return Answer(404, _("There is no such thing to do."))
    except Closed as closed:
        return Answer(closed.status, _(closed.why))
    return _ready(entry, form_for(entry.act, given), action)


def _ready(entry: Entry, form: forms.Form, action: Action) -> Ready | Answer:
    if not form.is_valid():
        errors = {name: " ".join(map(str, faults)) for name, faults in form.errors.items()}
        return Answer(BAD_FORM, " ".join(errors.values()), errors, entry)
    return Ready(entry, Doing(entry.workshop, clean(form), entry.activity, entry.participant), action)


def do(ready: Ready | Answer) -> Answer:
    """Do it now, and say what became of it."""
    if isinstance(ready, Answer):
        return ready
    try:
        ready.action(ready.doing)
    except Refused as refused:
        return Answer(refused.status, _(refused.why), entry=ready.entry)
    return Answer(OK, entry=ready.entry)
