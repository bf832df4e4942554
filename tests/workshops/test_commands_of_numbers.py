"""`measure` and `shown`: the product's own numbers for anybody who has counts, without a database or a traceback."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.domain.published import PUBLISHED
from tests.workshops.fourteen import whole_workshop
from workshops.reports.json import values_of
from workshops.reports.measures import rounded
from workshops.reports.summary import summary_of

ROOT = Path(__file__).parents[2]
SPLIT: dict[str, object] = {
    "n": 12,
    "median": 3,
    "q1": 2,
    "q3": 4,
    "iqr": 2,
    "mad": 1,
    "best_pairs": [[1, 6], [4, 6]],
    "word": "split",
    "far": 0,
    "a": 13 / 108,
    "consensus": 0.4396627395161017,
}
NOTHING: dict[str, object] = {**dict.fromkeys(SPLIT), "n": 0, "best_pairs": [], "far": 0}
NO_LIST = "This line is not a list of counts in JSON, like [1, 5, 0, 4, 2]."
LEVELS = "A scale has from 2 to 7 levels, with a count for each; counts given: {}."
NO_NUMBER = "{} is not a whole number from 0 up."


def said(*words: object) -> str:
    """What a command prints; pytest refuses any query, since no test here asks for a database but one."""
    printed = io.StringIO()
    call_command(*map(str, words), stdout=printed)
    return printed.getvalue()


def refused(*words: object) -> str:
    with pytest.raises(CommandError) as fault:
        said(*words)
    assert fault.value.returncode == 2
    return str(fault.value)


def run(*words: str, given: bytes = b"") -> tuple[int, str, str]:
    """The command as a shell starts it, where the database cannot be reached."""
    outside = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    done = subprocess.run(
        [sys.executable, "manage.py", *words], input=given, env=outside, cwd=ROOT, capture_output=True
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_every_measure_of_a_worked_example() -> None:
    measures = json.loads(said("measure", 1, 5, 0, 4, 2, "--json"))

    assert measures == SPLIT
    assert list(measures) == list(SPLIT)


def test_whole_numbers_are_whole_and_halves_are_not_rounded() -> None:
    printed = said("measure", 1, 8, 5, 0, 1, "--json")
    assert printed.startswith(
        '{"n": 15, "median": 2, "q1": 2, "q3": 3, "iqr": 1, "mad": 0, "best_pairs": [[2, 13]]'
    )

    measures = json.loads(said("measure", 0, 0, 3, 3, 0, "--json"))
    assert (measures["median"], measures["mad"]) == (3.5, 0.5)


@pytest.mark.parametrize("case", PUBLISHED["van_der_eijk_A"])
def test_the_published_agreement(case) -> None:
    assert json.loads(said("measure", *case["freq"], "--json"))["a"] == pytest.approx(
        case["A"], abs=case["tol"]
    )


@pytest.mark.parametrize("case", PUBLISHED["tastle_wierman_consensus"])
def test_the_published_consensus(case) -> None:
    found = json.loads(said("measure", *case["freq"], "--json"))["consensus"]
    assert found == pytest.approx(case["Cns"], abs=case["tol"])


def test_a_word_needs_five_scores_and_the_other_measures_do_not() -> None:
    four, five = (json.loads(said("measure", 0, 0, n, 0, 0, "--json")) for n in (4, 5))

    assert (four.pop("word"), five.pop("word")) == (None, "together")
    assert {**four, "n": 5, "best_pairs": five["best_pairs"]} == five
    assert json.loads(said("measure", 0, 0, "--json")) == NOTHING


def test_below_five_scores_a_reader_is_told_so() -> None:
    none = "none: fewer than 5 scores, of which nothing is shown"
    assert said("measure", 0, 0) == f"Scores (n)   0\nSpread word  {none}\n"
    assert said("measure", 0, 0, 0, 4, 0).splitlines()[-1] == f"{'Spread word':<40}{none}"


def test_far_is_what_may_be_said_of_it() -> None:
    assert [json.loads(said("measure", far, 0, 7, 3, 0, "--json"))["far"] for far in (1, 2)] == [0, 2]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("1 -5 3", NO_NUMBER.format("-5")),
        ("1 abc 3", NO_NUMBER.format("abc")),
        ("1 2.5 3", NO_NUMBER.format("2.5")),
        ("1 1_0", NO_NUMBER.format("1_0")),
        ("1 ٣", NO_NUMBER.format("٣")),
        (f"1 {'x' * 99}", NO_NUMBER.format("x" * 30)),
        (f"1 {'9' * 16}", "A number may have 15 digits and no more."),
        ("4", LEVELS.format(1)),
        ("1 2 3 4 5 6 7 8", LEVELS.format(8)),
        ("", "Give a count for each level, lowest level first, like 1 5 0 4 2; or --stdin."),
        ("1 2 --stdin", "Give the counts here or with --stdin, not both."),
    ],
)
def test_what_are_no_counts_is_told_in_a_sentence(words: str, sentence: str) -> None:
    assert refused("measure", *words.split()) == sentence


def test_the_largest_counts_are_exact() -> None:
    most = 10**15 - 1
    measures = json.loads(said("measure", *[most] * 7, "--json"), parse_int=float)
    assert (int(measures["n"]), measures["median"], measures["a"]) == (7 * most, 4, 0)


def test_a_line_is_answered_with_a_line_and_a_bad_one_does_not_stop_the_rest(monkeypatch) -> None:
    lines = {
        "[1, 5, 0, 4, 2]": SPLIT,
        "": None,
        "  ": None,
        "five": {"error": NO_LIST},
        '{"counts": [1, 2]}': {"error": NO_LIST},
        "[" * 100_000: {"error": NO_LIST},
        f"[1, {'9' * 5000}]": {"error": NO_LIST},
        "[]": {"error": LEVELS.format(0)},
        "[1, -1]": {"error": NO_NUMBER.format("-1")},
        "[1, true]": {"error": NO_NUMBER.format("true")},
        '[1, "2"]': {"error": NO_NUMBER.format('"2"')},
        "[1, 2.0]": {"error": NO_NUMBER.format("2.0")},
        "[1, NaN]": {"error": NO_NUMBER.format("NaN")},
        "[0, 0]": NOTHING,
    }
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    printed = io.StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("measure", "--stdin", stdout=printed)

    assert end.value.code == 1
    answers = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert answers == [answer for answer in lines.values() if answer]


def test_good_lines_alone_end_well(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("[1, 5, 0, 4, 2]\n\n[0, 0]"))
    assert [json.loads(line) for line in said("measure", "--stdin").splitlines()] == [SPLIT, NOTHING]


def test_neither_asks_the_database_nor_leaves_a_traceback() -> None:
    printed = json.dumps(SPLIT) + "\n"
    assert run("measure", "1", "5", "0", "4", "2", "--json") == (0, printed, "")
    assert run("shown", "8", "6", "5", "3", "1", "--json") == (0, '{"shown": [8, 6], "other": 9}\n', "")
    assert run("measure", "1", "-5") == (2, "", f"CommandError: {NO_NUMBER.format('-5')}\n")


def test_bytes_that_are_no_letters_spoil_their_own_line() -> None:
    refusal = json.dumps({"error": NO_NUMBER.format('"\\ufffd"')}) + "\n"
    given = b'\xef\xbb\xbf[1, 5, 0, 4, 2]\r\n["\xff", 1]\r\n[1, 5, 0, 4, 2]'
    good = json.dumps(SPLIT) + "\n"
    assert run("measure", "--stdin", given=given) == (1, good + refusal + good, "")


def test_a_reader_who_has_seen_enough_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "measure", "--stdin"], cwd=ROOT, stdin=-1, stdout=-1, stderr=-1
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"[1, 2]\n" * 100)
        process.stdin.close()
        assert (process.wait(), process.stderr.read()) == (0, b"")


@pytest.mark.django_db
def test_whoever_has_a_report_can_check_every_result_in_it() -> None:
    report = values_of(summary_of(whole_workshop().fresh))
    results = [each["results"] for part in report["principles"] for each in part["rounds"]]
    assert len(results) == 7
    for result in results:
        found = json.loads(said("measure", *result["counts"], "--json"))
        pairs = [{"levels": [low, low + 1], "count": count} for low, count in found["best_pairs"]]
        found |= {"best_pairs": pairs, "spread": found["word"]}
        found |= {"a": rounded(found["a"]), "consensus": rounded(found["consensus"])}
        assert result["on_paper"] == 0
        same = set(result) - {"counts", "cant_say", "on_paper", "movement", "sectors"}
        assert {key: result[key] for key in same} == {key: found.get(key) for key in same}


@pytest.mark.parametrize(
    ("sizes", "shown", "other"),
    [
        ((8, 6, 5, 3, 1), [8, 6], 9),
        ((5, 3), [], 0),
        ((12, 1), [], 0),
        ((5, 5), [5, 5], 0),
        ((6, 2, 2, 1), [6], 5),
        ((7, 6, 5, 2), [7, 6], 7),
        ((4, 4, 4), [], 0),
        ((1, 5, 9, 0), [9], 6),
        ((9,), [9], 0),
        ((6,) * 12 + (1,), [6] * 11, 7),
    ],
)
def test_which_groups_are_shown(sizes: tuple[int, ...], shown: list[int], other: int) -> None:
    assert json.loads(said("shown", *sizes, "--k", 5, "--json")) == {"shown": shown, "other": other}


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ((8, 6, 5, 3, 1), "Shown on their own: 8, 6. All others together: 9."),
        ((5, 5), "Shown on their own: 5, 5. Nobody is left over."),
        ((12, 1), "No group may be shown: only the room's total of 13."),
    ],
)
def test_the_same_in_a_sentence(sizes: tuple[int, ...], sentence: str) -> None:
    assert said("shown", *sizes) == f"{sentence}\n"


def test_without_k_the_sites_own_holds(settings) -> None:
    settings.SMALLEST_GROUP = 7
    assert json.loads(said("shown", 9, 8, 6, 1, "--json")) == {"shown": [9, 8], "other": 7}
    assert json.loads(said("shown", 9, 8, 6, 1, "--k", 5, "--json")) == {"shown": [9, 8], "other": 7}
    assert json.loads(said("shown", 9, 8, 6, "--json")) == {"shown": [9], "other": 14}
    assert json.loads(said("shown", 9, 8, 6, "--k", 5, "--json")) == {"shown": [9, 8, 6], "other": 0}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("9 9 --k 4", "Groups of fewer than 5 people are never shown, so --k cannot be less."),
        ("9 9 --k 0", "Groups of fewer than 5 people are never shown, so --k cannot be less."),
        ("9 9 --k five", NO_NUMBER.format("five")),
        ("9 -1", NO_NUMBER.format("-1")),
        ("", "Give the number of people in each group, like 8 6 5 3 1."),
    ],
)
def test_what_are_no_groups_is_told_in_a_sentence(words: str, sentence: str) -> None:
    assert refused("shown", *words.split()) == sentence
