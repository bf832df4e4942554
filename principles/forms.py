"""The boundary for what organisers send: a new set, a document to import, and the fields of a section."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team, User
from principles import naming
from principles.document import FEWEST_LEVELS, LONGEST_DOCUMENT, MOST_LEVELS, Values
from principles.keeping import clean
from principles.models import Edition
from principles.sections import ROOM, SET
from principles.tags import tag_of
from principles.typed import Part, Shape, look_up, parts_of

COPY, EMPTY = "copy", "empty"
LARGEST_FILE = 4 * LONGEST_DOCUMENT  # bytes: a letter has at most four

HINTS: dict[str, dict[str, Any]] = {
    SET: {
        "question": _("It stands above the statements."),
        "levels": _("One to three words each."),
        "privacy_short": _("Leave {k} in it: the fewest people that a sector is shown with."),
        "credit": _(
            "Whose ideas these are. If they are not yours, say that their owners do not endorse what you made of them."
        ),
        "source": _("Where the ideas were published."),
    },
    ROOM: {},
}
OF_A_PRINCIPLE = {
    "summary": _("One sentence, read aloud in under ten seconds."),
    "levels": _("Each says what a person would see. Keep them alike in length."),
    "meaning": _(
        "A few paragraphs, with an empty line between them. **Two stars** make words strong, *one* stresses them."
    ),
}
ADD = {
    "signs": _("Add a sign"),
    "prompts": _("Add a question"),
    "watch_outs": _("Add a point"),
    "ground_rules": _("Add a rule"),
    "check_in": _("Add a question"),
    "check_out": _("Add a question"),
}


def box_id(path: str) -> str:
    """The id on the page of the box for a text."""
    return f"f-{path.replace('.', '-')}"


@dataclass(frozen=True)
class Box:
    """One box to write in. `path` names its text; `number` counts the entries of its group from 1."""

    path: str
    text: str
    fault: str
    number: int = 1

    @property
    def tail(self) -> str:
        """What the ids of the buttons beside it end with."""
        return self.path.replace(".", "-")

    @property
    def id(self) -> str:
        return box_id(self.path)


@dataclass(frozen=True)
class Group:
    """One field of a section with its boxes."""

    name: str
    label: Any
    hint: Any
    part: Part
    boxes: list[Box]
    fault: str = ""

    @property
    def id(self) -> str:
        return f"g-{self.name.replace('.', '-')}"

    @property
    def add(self) -> Any:
        return ADD.get(self.name, "")

    @property
    def is_list(self) -> bool:
        return self.part.shape == Shape.LIST

    @property
    def is_scale(self) -> bool:
        return self.part.shape == Shape.LEVELS

    @property
    def rows(self) -> int:
        """How tall its boxes are; 1 for a plain line."""
        if self.part.shape == Shape.TEXT:
            return 8 if self.part.longest > 1000 else 4
        return 1 if self.part.longest <= 200 else 2


def label_of(section: str, path: str) -> str:
    """What the page calls a field, or the field that an entry is in."""
    first, _dot, inside = path.partition(".")
    if section not in (SET, ROOM):
        return str(naming.OF_PRINCIPLE[first])
    whole = str(naming.OF_SET[first])
    return f"{whole}: {naming.OF_SET[inside]}" if inside in naming.OF_SET else whole


def groups_of(section: str, values: Values, faults: dict[str, str], blank: str = "") -> list[Group]:
    """The fields of a section to write in; `blank` names a list that gets an empty box at its end."""
    hints = HINTS.get(section, OF_A_PRINCIPLE)
    return [
        Group(
            name,
            label_of(section, name),
            hints.get(name, ""),
            part,
            _boxes(name, part, values, faults, blank == name),
            faults.get(name, ""),
        )
        for name, part in parts_of(section).items()
    ]


def _boxes(name: str, part: Part, values: Values, faults: dict[str, str], blank: bool) -> list[Box]:
    value = look_up(values, name)
    if part.shape not in {Shape.LIST, Shape.LEVELS}:
        return [Box(name, value or "", faults.get(name, ""))]
    texts: Iterable[str] = [*(value or []), *([""] if blank else [])]
    return [
        Box(path := f"{name}.{place}", text, faults.get(path, ""), place + 1)
        for place, text in enumerate(texts)
    ]


class TeamChoice(forms.ModelChoiceField[Team]):
    """Whose a new set is: one of the teams that somebody organises for; for the site's staff also everybody's."""

    def __init__(self, user: User) -> None:
        teams = Team.objects.filter(memberships__user=user, memberships__role="organiser").order_by("name")
        super().__init__(
            teams,
            label=_("Team"),
            required=not user.is_staff,
            empty_label=_("Nobody's: for every team of this site") if user.is_staff else None,
        )
        if len(teams) == 1 and not user.is_staff:
            self.widget = forms.HiddenInput()
        self.initial = teams[0].pk if teams else None


def may_begin(user: User) -> bool:
    """Whether somebody may make a set at all: organisers and the site's staff may."""
    return user.is_staff or user.memberships.filter(role="organiser").exists()


class EditionChoice(forms.ModelChoiceField[Edition]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


class NewSetForm(forms.Form):
    """A set to adapt or to begin."""

    begin = forms.ChoiceField(
        label=_("Begin with"),
        choices=[(COPY, _("A copy of a set that is there")), (EMPTY, _("Nothing: every word is ours"))],
        widget=forms.RadioSelect,
        initial=COPY,
    )
    title = forms.CharField(label=_("Title of the new set"), max_length=200)
    levels = forms.TypedChoiceField(
        label=_("Levels of its scale"),
        choices=[(str(n), str(n)) for n in range(FEWEST_LEVELS, MOST_LEVELS + 1)],
        coerce=int,
        initial="5",
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=40,
        required=False,
        initial="en-GB",
        widget=forms.TextInput(attrs={"list": "languages-known", "autocomplete": "off"}),
        help_text=_("Its tag: en-GB, cy, pl. Translations can be added later."),
    )

    def __init__(self, user: User, editions: Any, data: Any = None, chosen: Edition | None = None) -> None:
        super().__init__(data)
        self.fields["edition"] = EditionChoice(
            editions, label=_("The set to copy"), required=False, empty_label=None
        )
        self.fields["edition"].initial = chosen
        self.fields["team"] = TeamChoice(user)

    def clean_title(self) -> str:
        return titled(self)

    def clean_language(self) -> str:
        if self.data.get("begin") == COPY:
            return ""
        try:
            return tag_of(self.cleaned_data["language"])
        except ValueError:
            raise forms.ValidationError(_("Write the tag of a language, such as en-GB or cy.")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("begin") == COPY and not given.get("edition") and "edition" not in self.errors:
            self.add_error("edition", _("Choose the set to copy."))
        return given


class ImportForm(forms.Form):
    """A TOML document, as a file or as text; the file counts where there are both."""

    file = forms.FileField(
        label=_("A file"), required=False, widget=forms.FileInput(attrs={"accept": ".toml,text/plain"})
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        max_length=LONGEST_DOCUMENT,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "source"}),
    )

    def __init__(self, user: User | None, data: Any = None, files: Any = None) -> None:
        """`user` where a new set is made, to ask for its team."""
        super().__init__(data, files)
        if user is not None:
            self.fields["team"] = TeamChoice(user)

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large to be a set of principles."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is no text in UTF-8.")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.document:
            self.add_error("text", _("Choose a file, or paste the text of one."))
        return given

    @property
    def document(self) -> str:
        """What is to be imported, with the line ends of the document."""
        text = self.cleaned_data.get("file") or self.cleaned_data.get("text") or ""
        return str(text).replace("\r\n", "\n")

    def keep(self) -> None:
        """Shows what came as a file as text."""
        self.data = {**self.data.dict(), "text": self.document}  # type: ignore[attr-defined]


def quoted(text: str, lines: Sequence[int | None]) -> list[str]:
    """What stands on each of these lines of a text, shortened; "" where there is no line."""
    written = text.split("\n")
    return [written[line - 1].strip()[:120] if line and line <= len(written) else "" for line in lines]


def titled(form: forms.Form) -> str:
    """The title as it is kept, which must have a sign that can be seen."""
    title = clean(form.cleaned_data["title"])
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in title):
        raise forms.ValidationError(form.fields["title"].error_messages["required"], code="required")
    return title


class AddForm(forms.Form):
    """The title of a principle that is added to a set."""

    title = forms.CharField(
        max_length=120,
        error_messages={
            "required": _("Give the principle a title first."),
            "max_length": _("A title has at most %(limit_value)d characters; this has %(show_value)d."),
        },
    )

    def clean_title(self) -> str:
        return titled(self)
