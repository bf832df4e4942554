"""A translation has the shape of its source: the same principles, levels and numbers of entries. Pure."""

from collections.abc import Iterable

from principles.checking import Fault, Faults
from principles.document import Principle, Wording
from principles.lines import Path

LISTS_OF_SET = ("levels", "ground_rules", "check_in", "check_out")
LISTS_OF_PRINCIPLE = ("signs", "prompts", "watch_outs", "levels")
# The texts that may be left out: in a translation where they are left out of the source, and only there.
OPTIONAL = ("credit", "source")


def shape_faults(source: Wording, translated: Wording, lines: dict[Path, int] | None = None) -> list[Fault]:
    """Where a translation has not the same shape as its source, in words; [] if it has.

    `lines` is where everything stands in the translation's document, if it is from one.
    """
    faults = Faults(lines or {})
    if source.language.lower() == translated.language.lower():
        faults.note(("language",), "same language")
    for name in OPTIONAL:
        if bool(getattr(source, name)) != bool(getattr(translated, name)):
            faults.note((name,), "untranslated" if getattr(source, name) else "no source")
    _compare(faults, (), (source, translated), LISTS_OF_SET)
    _compare(faults, (), (source, translated), ["principles"])
    if len(source.principles) == len(translated.principles):
        for place, both in enumerate(zip(source.principles, translated.principles, strict=True)):
            _compare_principles(faults, place, both)
    return faults.found


def _compare_principles(faults: Faults, place: int, both: tuple[Principle, Principle]) -> None:
    source, translated = both
    if source.key != translated.key:
        faults.note(("principles", place, "key"), "other key", key=source.key)
    else:
        _compare(faults, ("principles", place), both, LISTS_OF_PRINCIPLE)


def _compare(
    faults: Faults,
    path: Path,
    both: tuple[Wording, Wording] | tuple[Principle, Principle],
    lists: Iterable[str],
) -> None:
    for name in lists:
        allowed, found = (len(getattr(one, name)) for one in both)
        if found != allowed:
            faults.note((*path, name), "other entries", found=found, allowed=allowed)
