"""What is wrong with a draft, in the words of whoever writes it: sections and fields by their names, no brackets."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from principles.checking import Fault
from principles.document import Values

OF_SET = {
    "title": _("Title of the set"),
    "language": _("Language"),
    "credit": _("Credit"),
    "source": _("Source"),
    "question": _("Question"),
    "levels": _("Names of the levels"),
    "cant_say": _("The “I can't say” answer"),
    "label": _("its name"),
    "help": _("what is said of it"),
    "comment_prompt": _("What people read where they comment"),
    "privacy_short": _("What people read about their scores"),
    "ground_rules": _("Ground rules"),
    "check_in": _("Questions to begin with"),
    "check_out": _("Questions to end with"),
    "principles": _("Principles"),
}
OF_PRINCIPLE = {
    "key": _("Address"),
    "title": _("Title"),
    "summary": _("Summary"),
    "meaning": _("What it means"),
    "signs": _("Signs that it is there"),
    "prompts": _("Questions to talk about"),
    "watch_outs": _("Watch out for"),
    "levels": _("Statements"),
}
REASONS = {
    "missing": _("this is missing."),
    "unknown": _("this is not known here."),
    "not a list": _("this must be a list."),
    "not text": _("this must be text."),
    "not a table": _("this must be a table."),
    "entries": _("there are %(found)s, and there must be %(allowed)s."),
    "twice": _("this says the same as entry %(entry)s."),
    "empty": _("nothing is written here yet."),
    "too long": _("this has %(found)s characters and may have %(allowed)s."),
    "unshowable": _("this holds a character that cannot be shown."),
    "lines": _("this must be on one line."),
    "language": _("this must be a language such as “en-GB”."),
    "key": _("this must be small letters, digits and single hyphens."),
    "reserved": _("this must be another word: the parts of a set are called that."),
    "same key": _("this is the same as that of principle %(number)s."),
    "no number": _("this must hold {k}: the fewest people that a sector is shown with."),
    "untranslated": _("this is not translated yet."),
    "stale": _("the source has changed since this was translated."),
}


def spoken(why: str, path: tuple[str | int, ...], numbers: Mapping[str, object], values: Values) -> Fault:
    """The fault as it is said to whoever writes: "Walk before you run: Statements, 2: nothing is written here yet."."""
    what = REASONS[why] % numbers
    said = ": ".join([*named(path, values), str(what)])
    return Fault(None, said, path, why, numbers)


def named(path: tuple[str | int, ...], values: Values) -> list[str]:
    """A path in words: the section, where it has a name, and the field with the number of its entry."""
    if path[0] == "principles" and len(path) > 1:
        of_principle = [str(OF_PRINCIPLE.get(str(part), part)) for part in path[2:] if isinstance(part, str)]
        return [title_of(int(path[1]), values), *numbered(of_principle, path[2:])]
    return numbered([str(OF_SET.get(str(part), part)) for part in path if isinstance(part, str)], path)


def numbered(names: list[str], path: tuple[str | int, ...]) -> list[str]:
    entry = [str(path[-1] + 1)] if path and isinstance(path[-1], int) else []
    return [", ".join([*names, *entry])] if names else []


def title_of(place: int, values: Values) -> str:
    """What a principle is called, by its number as long as it has no title."""
    title = str(values["principles"][place]["title"]).strip()
    return title or gettext("Principle %(number)s") % {"number": place + 1}
