"""The result code: every result has its own, and a code that was misheard is none."""

from itertools import combinations
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.checks import CHECKS, GROUPS, NOT_TESTED, VERDICTS, Tone, found, verdict_tone
from workshops.domain.codes import ALPHABET
from workshops.domain.result_codes import (
    LAYOUT,
    LENGTH,
    PRIME,
    SIZES,
    SPELT,
    coded,
    decoded,
    grouped,
    spelt,
    written,
)

RESULTS = st.fixed_dictionaries(
    {check.key: st.sampled_from([outcome.key for outcome in check.outcomes]) for check in CHECKS}
)
ALL_WELL = {check.key: check.outcomes[1].key for check in CHECKS} | {"screen": "phone"}


@given(RESULTS)
def test_a_code_tells_what_was_found(results):
    code = coded(results)
    assert (decoded(code), len(code), set(code) <= set(ALPHABET)) == (results, LENGTH, True)


@given(RESULTS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_character_that_was_misheard_is_found(results, place, heard):
    code = coded(results)
    misheard = code[:place] + heard + code[place + 1 :]
    assert decoded(misheard) == (results if misheard == code else None)


@given(RESULTS)
def test_any_two_characters_that_changed_places_are_found(results):
    code = coded(results)
    for one, other in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        assert decoded("".join(swapped)) == (results if code[one] == code[other] else None)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]} {0[1]}{0[2]}{0[3]}-{0[4]}{0[5]} {0[6]}{0[7]}"])
def test_a_code_is_typed_any_way(typed):
    assert decoded(typed.format(coded(ALL_WELL)).lower()) == ALL_WELL


@pytest.mark.parametrize(
    "typed", ["", "22222222", "2222 2222", "ZZZZZZZZ", "86PHW26", "86PHW26XX", "ß" * 8, "2" * 80]
)
def test_what_is_no_code_is_none(typed):
    assert decoded(typed) is None


def test_codes_that_were_read_out_keep_their_meaning():
    """They may stand in somebody's notes: a table that has changed needs another LAYOUT."""
    assert decoded("86WJ 7V6X") == {
        "cookies": "kept",
        "asking": "fine",
        "sending": "fine",
        "scripts": "on",
        "socket": "refused",
        "secure": "plain",
        "delay": "quick",
        "clock": "right",
        "screen": "phone",
        "zoom": "some",
        "colours": "light",
    }


def test_a_code_of_another_table_of_checks_is_none():
    other = (LAYOUT + 1) * prod(SIZES) * PRIME
    assert (len(written(other)), decoded(written(other))) == (LENGTH, None)


def test_there_is_room_for_every_result():
    assert (LAYOUT + 1) * prod(SIZES) * PRIME <= len(ALPHABET) ** LENGTH


def test_a_code_is_shown_in_two_groups_and_spelt_in_words():
    assert (grouped("86PHW26X"), spelt("86PHW26X")) == (
        "86PH W26X",
        "eight six Papa Hotel Whisky two six X-ray",
    )
    assert [word[0].upper() for char, word in SPELT.items() if char.isalpha()] == [
        char for char in ALPHABET if char.isalpha()
    ]


def test_the_worst_finding_is_the_verdict():
    assert verdict_tone({}) == Tone.UNKNOWN
    assert verdict_tone(ALL_WELL) == Tone.FINE
    assert verdict_tone(ALL_WELL | {"secure": "plain"}) == Tone.NOTE
    assert verdict_tone(ALL_WELL | {"secure": "plain", "socket": "refused"}) == Tone.DETOUR
    assert verdict_tone(ALL_WELL | {"socket": "refused", "cookies": "refused"}) == Tone.STOP


def test_nobody_is_scared_where_the_site_goes_another_way():
    """Whatever comes of WebSocket, scripts or encryption, people can take part and are told so."""
    gentle = [outcome for check in CHECKS if check.group != "needed" for outcome in check.outcomes]
    assert max(outcome.tone for outcome in gentle) == Tone.DETOUR
    detours = [outcome.says for outcome in gentle if outcome.tone == Tone.DETOUR]
    assert [says for says in detours if "You can still take part" not in says] == []
    assert len(detours) == 5


def test_every_check_begins_with_not_tested_and_is_in_a_group():
    assert {check.outcomes[0] for check in CHECKS} == {NOT_TESTED}
    assert {check.group for check in CHECKS} == set(GROUPS)
    assert [check.group for check in CHECKS] == sorted(
        (check.group for check in CHECKS), key=list(GROUPS).index
    )
    assert set(VERDICTS) == set(Tone)


def test_what_is_not_known_was_not_tested():
    assert {outcome.key for _check, outcome in found({"cookies": "eaten", "no such check": "x"})} == {
        "unknown"
    }
