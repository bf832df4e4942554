"""What changed between two wordings, in sentences: which principles, and what that does to scores over time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from principles.differences import Differences, Section
from principles.document import Wording
from principles.naming import OF_PRINCIPLE, OF_SET
from principles.sections import ROOM, SET
from principles.texts import section_of_path


@dataclass(frozen=True, slots=True)
class Told:
    """`first` says what changed, `then` what that does to a comparison over time; `breaks` where it breaks one."""

    first: str
    then: str
    breaks: bool = False


def name_of_text(section: str, field: str, entry: int | None = None) -> str:
    """A text of a section by its field, and its place in a list (from 1): "Signs that it is there, 2"."""
    names = OF_SET if section in (SET, ROOM) else OF_PRINCIPLE
    parts = [str(names.get(part, part)) for part in field.split(".")]
    return ", ".join([*parts, str(entry)] if entry else parts)


def name_of_path(path: str) -> str:
    """A text by its path in a wording, within its section: "principles.trust.signs.1" is its second sign."""
    section = section_of_path(path)
    parts = path.split(".")[2:] if path.startswith("principles.") else path.split(".")
    if parts[-1].isdecimal():
        return name_of_text(section, parts[0], int(parts[-1]) + 1)
    return name_of_text(section, ".".join(parts))


def name_of_section(key: str) -> str:
    """What holds for the whole set; a principle is called by its title instead."""
    return {SET: _("The set and its scale"), ROOM: _("How a room begins and ends")}.get(key, "")


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = words
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def told(new: Wording, differences: Differences, broken: Iterable[str]) -> Told:
    """The whole of it: what is first to know of two wordings, in the order of what it does."""
    if differences.is_empty:
        return Told(_("No differences: both say the same, word for word."), "")
    said = [*_changed(new, differences), *_came_and_went(differences), *_around(differences)]
    keys = set(broken)
    numbers = [str(place) for place, one in enumerate(new.principles, 1) if one.key in keys]
    return Told(" ".join(said), _consequence(numbers), bool(numbers))


def _changed(new: Wording, differences: Differences) -> list[str]:
    """Which principles were reworded, and which are the same."""
    reworded = {
        one.key for one in differences.sections if one.fields and not (one.is_added or one.is_dropped)
    }
    places = [
        (str(place), one.key)
        for place, one in enumerate(new.principles, 1)
        if one.key not in differences.added
    ]
    changed = [place for place, key in places if key in reworded]
    same = [place for place, key in places if key not in reworded]
    if not changed:
        return [_("No principle was reworded.")]
    first = ngettext(
        "Principle %(numbers)s was reworded", "Principles %(numbers)s were reworded", len(changed)
    )
    if not same:
        return [first % {"numbers": listed(changed)} + "."]
    then = ngettext("principle %(numbers)s is the same", "principles %(numbers)s are the same", len(same))
    return [f"{first % {'numbers': listed(changed)}}; {then % {'numbers': listed(same)}}."]


def _came_and_went(differences: Differences) -> list[str]:
    added = [one for one in differences.sections if one.is_added]
    dropped = [one for one in differences.sections if one.is_dropped]
    said = []
    if added:
        said.append(_("Added: %(titles)s.") % {"titles": _titles(added)})
    if dropped:
        said.append(_("Dropped: %(titles)s.") % {"titles": _titles(dropped)})
    if differences.moved:
        said.append(_("Their order changed."))
    return said


def _titles(sections: Iterable[Section]) -> str:
    return listed(f"“{one.title}”" for one in sections)


def _around(differences: Differences) -> list[str]:
    """What changed beside the principles."""
    parts = ((name_of_section(one.key), one) for one in differences.sections if one.key in (SET, ROOM))
    return [
        _("%(section)s: %(texts)s changed.") % {"section": name, "texts": listed(_names(one))}
        for name, one in parts
    ]


def _names(section: Section) -> list[str]:
    """The texts that differ, each named once."""
    names = [name_of_text(section.key, one.name, one.new_entry or one.old_entry) for one in section.fields]
    return [f"“{name}”" for name in dict.fromkeys(names)]


def _consequence(numbers: list[str]) -> str:
    if not numbers:
        return _("Scores from before and after can be compared: no line over time breaks.")
    return ngettext(
        "Scores for principle %(numbers)s from before and after cannot be compared, so its line over time breaks.",
        "Scores for principles %(numbers)s from before and after cannot be compared, so their lines over time break.",
        len(numbers),
    ) % {"numbers": listed(numbers)}
