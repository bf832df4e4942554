"""Two people at one section: neither loses a word."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from principles.merging import Clash, merge, settled

BEGAN: dict[str, Any] = {
    "title": "Walk",
    "meaning": "Step by step.",
    "signs": ["Steps", "Shoes"],
    "cant_say": {"label": "I can't say", "help": "It does not count."},
    "levels": ["We stand.", "We rise.", "We walk."],
}
TEXT = some.sampled_from(["", "a", "b", "c d"])
SECTIONS = some.fixed_dictionaries(
    {
        "title": TEXT,
        "meaning": TEXT,
        "signs": some.lists(TEXT, max_size=3),
        "cant_say": some.fixed_dictionaries({"label": TEXT, "help": TEXT}),
        "levels": some.lists(TEXT, min_size=2, max_size=3),
    }
)


def test_what_either_has_changed_is_in_it() -> None:
    mine = BEGAN | {"title": "Walk on", "levels": ["We stand.", "We get up.", "We walk."]}
    theirs = BEGAN | {"signs": ["Steps"], "levels": ["We stand still.", "We rise.", "We walk."]}

    found = merge(BEGAN, mine, theirs)

    assert found.clashes == ()
    assert found.values == BEGAN | {
        "title": "Walk on",
        "signs": ["Steps"],
        "levels": ["We stand still.", "We get up.", "We walk."],
    }


def test_where_both_have_changed_the_same_there_is_theirs_and_both_are_told() -> None:
    mine = BEGAN | {
        "title": "Walk on",
        "signs": ["Shoes"],
        "levels": ["We stand.", "We rise.", "We run."],
        "cant_say": {"label": "No idea", "help": "It will not count."},
    }
    theirs = BEGAN | {
        "title": "Walk off",
        "signs": [],
        "levels": ["We stand.", "We rise.", "We stroll."],
        "cant_say": {"label": "Pass", "help": "It does not count."},
    }

    found = merge(BEGAN, mine, theirs)

    assert found.values == theirs | {"cant_say": {"label": "Pass", "help": "It will not count."}}
    assert found.clashes == (
        Clash("title", "Walk", "Walk on", "Walk off"),
        Clash("signs", ["Steps", "Shoes"], ["Shoes"], []),
        Clash("cant_say.label", "I can't say", "No idea", "Pass"),
        Clash("levels.2", "We walk.", "We run.", "We stroll."),
    )
    assert settled(found) == mine


def test_levels_of_another_number_are_merged_whole() -> None:
    shorter, reworded = {"levels": ["a", "c"]}, {"levels": ["a", "b", "d"]}
    base = {"levels": ["a", "b", "c"]}

    assert merge(base, base, shorter).values == shorter
    assert merge(base, reworded, shorter).clashes == (
        Clash("levels", base["levels"], reworded["levels"], shorter["levels"]),
    )


def test_a_field_that_was_not_sent_was_not_touched_and_one_that_is_gone_stays_away() -> None:
    theirs = {"title": "Walk off", "summary": "Off."}

    assert merge({"title": "Walk"}, {"meaning": "On."}, theirs).values == theirs
    assert merge({}, {"title": "Walk on"}, theirs).values == theirs


@given(SECTIONS, SECTIONS)
def test_one_person_alone_loses_nothing(base: dict[str, Any], changed: dict[str, Any]) -> None:
    assert merge(base, changed, base).values == changed
    assert merge(base, base, changed).values == changed
    assert merge(base, changed, changed).values == changed
    assert merge(base, changed, base).clashes == merge(base, changed, changed).clashes == ()


def texts(value: Any, path: str = "") -> dict[str, Any]:
    """Each text of a section by its path; a list of another number of entries than the others' is told whole."""
    if isinstance(value, dict):
        return {k: v for name, inner in value.items() for k, v in texts(inner, f"{path}.{name}").items()}
    return {path: value}


@given(SECTIONS, SECTIONS, SECTIONS)
def test_no_text_that_somebody_wrote_is_lost(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    found = merge(base, mine, theirs)
    clashing = {f".{clash.field}": clash for clash in found.clashes}

    began, wanted, now, became = map(texts, (base, mine, theirs, found.values))
    for path, text in wanted.items():
        told = clashing.get(path)
        inside = [clash for where, clash in clashing.items() if where.startswith(f"{path}.")]
        if told:
            assert (told.base, told.mine, told.theirs) == (began[path], text, now[path])
            assert (told.mine != told.base, told.theirs != told.base) == (True, True)
        elif isinstance(text, list) and path == ".levels" and len(text) == len(began[path]) == len(now[path]):
            told_here = {int(clash.field.split(".")[1]): clash.mine for clash in inside}
            sides = zip(began[path], text, now[path], strict=True)
            expected = [entry if entry != was else stands for was, entry, stands in sides]
            assert [told_here.get(place, kept) for place, kept in enumerate(became[path])] == expected
        else:
            assert became[path] == (text if text != began[path] else now[path])


@given(SECTIONS, SECTIONS, SECTIONS)
def test_whoever_is_sure_has_all_that_they_wrote(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    wanted = settled(merge(base, mine, theirs))

    assert merge(base, mine, wanted).clashes == ()


def test_half_a_table_leaves_the_other_half_alone() -> None:
    stands = {"cant_say": {"label": "I can't say", "help": "It is no score."}}
    sent = {"cant_say": {"help": "It counts as none."}}

    assert merge(stands, sent, stands).values == {
        "cant_say": {"label": "I can't say", "help": "It counts as none."}
    }
