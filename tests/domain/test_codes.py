import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.domain.codes import ALPHABET, new_code, normalise, spaced

codes = st.text(ALPHABET, min_size=6, max_size=6)


def test_a_code_is_six_of_the_alphabet() -> None:
    assert new_code(choice=lambda alphabet: alphabet[0]) == "222222"
    assert new_code(choice=random.Random(1).choice) != new_code(choice=random.Random(2).choice)
    assert {len(new_code()) for _ in range(50)} == {6}
    assert set("".join(new_code() for _ in range(2000))) == set("23456789CFGHJMPQRVWX")


def test_a_code_is_shown_in_two_threes() -> None:
    assert spaced("FQ7M2X") == "FQ7 M2X"


@pytest.mark.parametrize(
    "typed",
    [
        "FQ7M2X",
        "fq7m2x",
        "FQ7 M2X",
        "fq7-m2x",
        " F Q 7 M 2 X ",
        "fq7–m2x\r\n",
        "fq7\N{NO-BREAK SPACE}m2x",
        "-fq7--m2x",
    ],
)
def test_a_code_may_be_typed_any_way(typed: str) -> None:
    assert normalise(typed) == "FQ7M2X"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "FQ7M2",
        "FQ7M2XX",
        "FQ7M2O",
        "FQ7M2S",
        "FQ7M2A",
        "FQ7M2_",
        "FQ7M2\0",
        "\0FQ7M2X",
        "FQ7M2٢",
        "ＦＱ７Ｍ２Ｘ",
        "FQ7M2ẖ",
        "\N{LATIN SMALL LIGATURE FF}7M2XC",  # two letters once capitalised
        "FQ7M\ud800X",
        "FQ7M2X" + " " * 100,
        "FQ7M2X" * 100_000,
        "☃" * 6,
    ],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalise(typed) is None


@given(codes, st.sampled_from([str.lower, str.upper, str.swapcase, spaced]))
def test_every_code_comes_back_however_it_is_written(code: str, written: object) -> None:
    assert callable(written)
    assert normalise(written(code)) == code


@given(st.text(max_size=80))
def test_whatever_is_typed_becomes_a_code_or_none(typed: str) -> None:
    code = normalise(typed)
    assert code is None or (len(code) == 6 and set(code) <= set(ALPHABET))
