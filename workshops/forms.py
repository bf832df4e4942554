"""The one boundary for what people send. Past it there are clean values only."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.domain.activities.kind import Act, Field
from workshops.domain.paper import Tally, tally_in

CANT_SAY = "cant_say"
OFF = "off_"
LARGEST_NUMBER = 2**31 - 1


# What comes from a page of ours is whole, so whoever reads this has an old page, or none of ours.
BROKEN = {
    key: _("That did not arrive as it should. Load the page again and send it once more.")
    for key in ("required", "invalid", "max_length", "min_value", "max_value")
}
# Control characters come with pasted text. Nobody sees them, and some formats of the report cannot hold them.
UNSEEN = dict.fromkeys([*range(1, 9), 12, *range(14, 32), 127]) | {11: "\n"}


def id_in(text: str) -> int:
    """The id of a row that a page of ours sent; 0, which no row has, for nonsense."""
    known = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_NUMBER))
    return int(text) if known else 0


class Words(forms.CharField):
    """Text that every database keeps; line ends alike, so that the length is the one people see."""

    default_error_messages = {
        "unkept": _("There is a character in this that cannot be kept. Take it out, or type it again.")
    }

    def to_python(self, value: Any) -> str:
        text = str(super().to_python("" if value is None else str(value).replace("\r\n", "\n")))
        # A null, and half of a surrogate pair, which JSON can carry.
        if any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text):
            raise forms.ValidationError(self.error_messages["unkept"], "unkept")
        return text.translate(UNSEEN)


def _level(field: Field, levels: int, _keys: Sequence[str]) -> forms.Field:
    choices = [(str(level), str(level)) for level in range(1, levels + 1)] + [(CANT_SAY, CANT_SAY)]
    return forms.TypedChoiceField(
        choices=choices,
        coerce=lambda level: None if level == CANT_SAY else int(level),
        empty_value=None,
        error_messages={
            "required": _("Choose one of the statements, or “I can't say”."),
            "invalid_choice": _("That is not one of the statements. Choose one, or “I can't say”."),
        },
    )


def _principle(field: Field, _levels: int, keys: Sequence[str]) -> forms.Field:
    return forms.ChoiceField(
        choices=[(key, key) for key in keys],
        error_messages={"invalid_choice": _("That principle is not part of this step.")},
    )


def _words(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return Words(
        required=field.required,
        max_length=field.most,
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _(
                "This is too long: at most %(limit_value)d characters, and you wrote %(show_value)d."
            ),
        },
    )


def _rating(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.IntegerField(
        required=field.required,
        min_value=1,
        max_value=field.most,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Choose a whole number from 1 to %(most)s.") % {"most": field.most},
        ),
    )


def _ref(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.UUIDField(required=field.required, error_messages=BROKEN)


def _number(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.IntegerField(
        required=field.required, min_value=0, max_value=LARGEST_NUMBER, error_messages=BROKEN
    )


def _flag(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.BooleanField(required=field.required, error_messages=BROKEN)


def _date(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.DateField(
        required=field.required, error_messages={"invalid": _("Write the day as 2027-01-31.")}
    )


def _token(field: Field, _levels: int, _keys: Sequence[str]) -> forms.Field:
    return forms.RegexField(r"^[a-z0-9_-]*$", required=field.required, max_length=60, error_messages=BROKEN)


class Sheets(forms.CharField):
    """Score sheets as one text: the numbers were looked at where they were typed, each in its own box."""

    def __init__(self, keys: Sequence[str], levels: int) -> None:
        super().__init__(max_length=4000, error_messages=BROKEN)
        self.keys, self.levels = keys, levels

    def clean(self, value: Any) -> Tally:
        try:
            return tally_in(super().clean(value), self.keys, self.levels)
        except ValueError:
            raise forms.ValidationError(BROKEN["invalid"], "invalid") from None


def _sheets(_field: Field, levels: int, keys: Sequence[str]) -> forms.Field:
    return Sheets(keys, levels)


SHAPES = {
    "level": _level,
    "principle": _principle,
    "words": _words,
    "rating": _rating,
    "ref": _ref,
    "number": _number,
    "flag": _flag,
    "date": _date,
    "token": _token,
    "sheets": _sheets,
}


def form_for(act: Act, given: Mapping[str, Any], *, levels: int = 5, keys: Sequence[str] = ()) -> forms.Form:
    """The form that what came in for `act` must pass: `levels` of the scale, `keys` of the activity's principles."""
    given = with_offs(given)
    form = forms.Form(given)
    for field in act.fields:
        form.fields[field.name] = SHAPES[field.shape](field, levels, keys)
        if not field.required and field.name not in given and field.shape == "words":
            # Not sent at all is not the same as sent empty: only the second takes a reason away.
            form.fields[field.name].disabled = True
    return form


def with_offs(given: Mapping[str, Any]) -> dict[str, Any]:
    """A button sends one pair only: `off_comment=7` is `comment=7` with `off`."""
    plain = {name: value for name, value in given.items() if not name.startswith(OFF)}
    turned = {name.removeprefix(OFF): value for name, value in given.items() if name.startswith(OFF)}
    return turned | plain | ({"off": "1"} if turned else {})


def clean(form: forms.Form) -> dict[str, Any]:
    """The clean values of a valid form; a text that was not sent at all is None."""
    return {name: None if field.disabled else form.cleaned_data[name] for name, field in form.fields.items()}


class Typed(forms.CharField):
    """Whatever somebody typed. It is only looked up, so the one thing that can be wrong is that it is not found."""

    def run_validators(self, value: Any) -> None:
        return


class CodeForm(forms.Form):
    """The join code as somebody typed it."""

    code = Typed(
        label=_("Join code"),
        error_messages={
            "required": _("Type the code first: six letters and numbers, on the screen in the room.")
        },
    )


MOST_HEADS = 20
FEW_HEADS = _("A whole number from 2 to %(most)s, or nothing if it is yours alone.") % {"most": MOST_HEADS}


class JoinForm(forms.Form):
    """The one question on the way in, with the answers that are `offered`; and a name where the workshop asks."""

    def __init__(self, offered: Sequence[str], data: Any = None, *, asks_name: bool = False) -> None:
        super().__init__(data)
        if asks_name:
            self.fields["name"] = Words(
                label=_("Your name"),
                required=False,
                max_length=60,
                error_messages={"max_length": _("Leave it at 60 characters, please.")},
                widget=forms.TextInput(attrs={"autocomplete": "name"}),
                help_text=_(
                    "Only whoever runs the workshop sees it, at their desk. It stands beside no score and no comment, "
                    "goes into no report, and is deleted when the workshop ends. "
                    "Only if you say “That is me” of a commitment, where the page says that your name is shown beside "
                    "it, do others see it there, and it stays."
                ),
            )
        self.fields["heads"] = forms.IntegerField(
            label=_("How many of you share this device"),
            required=False,
            min_value=1,
            max_value=MOST_HEADS,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), FEW_HEADS),
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            help_text=_(
                "Talk first, then give one score together: it counts once. How many you are is told beside it."
            ),
        )
        self.fields["sector"] = forms.ChoiceField(
            choices=[(choice, choice) for choice in offered],
            widget=forms.RadioSelect,
            error_messages={
                "required": _(
                    "Choose the part of the system you are speaking from, or “I'd rather not say”."
                ),
                "invalid_choice": _("Choose one of the answers below."),
            },
        )
