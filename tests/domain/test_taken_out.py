"""What leaves a report that was kept as text, and what stays: the words of one comment, wherever they were put."""

import json

import pytest

from workshops.domain.copies import LONGEST_PARKED, nameless, parked_as, title_for
from workshops.domain.taken_out import Gone, without

WORDS = "Matron Jane shouted"
BESIDE: dict[str, str | int] = {"family": "", "seen": 0, "differs": 0, "theme": ""}


def said(text=WORDS, **more):
    return {"text": text} | BESIDE | more


def report(goals=(), said_besides=(), check_out=(), parked=()):
    """A report as it is kept, as far as comments go."""
    part = {"principle": {"number": 1, "wording": {"key": "goals"}}, "rounds": [], "said": list(goals)}
    kept = {"principles": [part], "said_besides": list(said_besides), "check_out": list(check_out)}
    pledges = [{"what": WORDS, "principle": 1}]
    summary = kept | {"parked": list(parked), "redacted": 0, "pledges": pledges}
    return written({"form": 1, "summary": summary})


def written(values):
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def counted(text, redacted):
    """The same report, with so many comments taken out."""
    values = json.loads(text)
    return written(values | {"summary": values["summary"] | {"redacted": redacted}})


HERE = Gone(WORDS, "goals", BESIDE, parked=True)


def test_a_comment_goes_and_is_counted():
    other = said("Something else")

    assert without(report([said(), other]), HERE) == counted(report([other]), 1)


@pytest.mark.parametrize(
    ("twin", "place"),
    [
        (said(family="carers"), "goals"),
        (said(seen=1), "goals"),
        (said(differs=1), "goals"),
        (said(theme="Trust"), "goals"),
        (said(), "said_besides"),
        (said(), "check_out"),
    ],
)
def test_of_two_that_say_the_same_the_one_goes_that_is_meant(twin, place):
    both = report([said(), twin]) if place == "goals" else report([said()], **{place: [twin]})
    beside = {name: value for name, value in twin.items() if name != "text"}

    assert without(both, HERE) == counted(report(**{place: [twin]}), 1)
    assert without(both, Gone(WORDS, place, beside)) == counted(report([said()]), 1)


def test_it_goes_also_where_something_beside_it_has_changed_since():
    kept = report(said_besides=[said(theme="As it was called then", seen=3)])

    assert without(kept, HERE) == counted(report(), 1)


@pytest.mark.parametrize("words", [WORDS, WORDS + " and then again" * 50])
def test_one_issue_goes_that_was_parked_in_these_words_or_as_many_as_fit(words):
    kept = report(parked=["Who pays", parked_as(words), parked_as(words)])
    left = report(parked=["Who pays", parked_as(words)])

    assert len(parked_as(words)) <= LONGEST_PARKED
    assert without(kept, Gone(words, parked=True)) == left
    assert without(kept, Gone(words)) == kept


def test_a_theme_of_that_name_gets_one_that_tells_nothing_and_is_no_other_s():
    words = WORDS + " at me" * 20
    title = title_for(words)
    named = [said("Other", theme=title), said("More", theme="Theme 1"), said("Else", theme="Time")]
    left = [said("Other", theme="Theme 2"), *named[1:]]

    assert title.endswith("…")
    assert without(report(named, named), Gone(words)) == report(left, left)


def test_a_report_that_has_none_of_it_is_the_same_text():
    # Blanks would not survive being written again.
    kept = report([said("Something else", theme="Time")], parked=["Who pays"]).replace(",", ", ")

    assert without(kept, HERE) == kept
    # It stood in no report, so who says the same is somebody else.
    assert without(report([said()]), Gone(WORDS)) == report([said()])


def test_a_report_from_before_there_were_themes_loses_the_comment_too():
    old = {"text": WORDS, "seen": 0, "differs": 0}

    assert without(report([old]), HERE) == counted(report(), 1)


def test_a_name_that_tells_nothing_is_free():
    assert [nameless(()), nameless({"Theme 1", "Theme 2"}), nameless({"Theme 7"}, first=7)] == [
        "Theme 1",
        "Theme 3",
        "Theme 8",
    ]
