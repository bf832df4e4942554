"""A wording is written as a document that reads back as itself, and a translation has the shape of its source."""

from dataclasses import replace

from hypothesis import given, settings

from principles.document import LONGEST_DOCUMENT, Wording, read, toml_of, values_of, wording_of
from principles.translated import shape_faults
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.wordings import wordings

BOTH = read(DOCUMENT + SECOND)
WELSH = replace(BOTH, language="cy")
MARK = '"'


@given(wordings())
@settings(max_examples=25)
def test_what_is_written_reads_back_as_itself(wording: Wording) -> None:
    assert wording_of(values_of(wording)) == wording
    assert read(toml_of(wording)) == wording
    assert toml_of(read(toml_of(wording))) == toml_of(wording)


def test_paragraphs_may_hold_and_end_in_any_marks() -> None:
    for meaning in (
        '"""\n""""""',
        "'''\n\\",
        'Said "so" \\"\n\\\\""\\"',
        "\\n\n\\u0041 \\\n \\",
        '"\n"\n\n""',
    ):
        marked = replace(BOTH, principles=(replace(BOTH.principles[0], meaning=meaning), BOTH.principles[1]))
        assert read(toml_of(marked)) == marked


def test_a_document_is_laid_out_as_people_write_one() -> None:
    parts = toml_of(read(DOCUMENT)).split("\n\n", 2)

    assert parts[1:] == [
        '[cant_say]\nlabel = "I can\'t say"\nhelp = "It will not count."',
        """[[principles]]
key = "walk"
title = "Walk before you run"
summary = "Small steps first."
meaning = \"\"\"
One step.

[then] = another.\"\"\"
signs = [
  "Steps",
]
prompts = []
watch_outs = []
levels = [
  "We stand.",
  "We walk.",
]
""",
    ]


def test_the_longest_wording_is_no_document_too_long() -> None:
    entries = tuple(str(number).ljust(300, MARK) for number in range(12))
    levels = tuple(str(number).ljust(400, MARK) for number in range(7))
    one = replace(BOTH.principles[0], summary=MARK * 400, meaning=MARK * 3000, levels=levels)
    one = replace(one, signs=entries, prompts=entries, watch_outs=entries)
    longest = replace(
        BOTH,
        credit=MARK * 1000,
        levels=tuple(f"{number}" for number in range(7)),
        ground_rules=entries,
        check_in=entries,
        check_out=entries,
        principles=tuple(replace(one, key=key) for key in "abcdefghijkl"),
    )

    assert len(toml_of(longest)) < LONGEST_DOCUMENT
    assert read(toml_of(longest)) == longest


def said(translated: Wording) -> list[str]:
    return [str(fault) for fault in shape_faults(BOTH, translated)]


def test_a_translation_has_the_shape_of_its_source() -> None:
    walk, run = WELSH.principles

    assert said(replace(WELSH, title="Camau bach", question="Ble ydym ni?")) == []
    assert said(BOTH) == ['"language" is that of the set: a translation is in another.']
    assert said(replace(WELSH, credit="Ni", ground_rules=("Gwrandewch.",), levels=("1", "2", "3"))) == [
        '"credit" has words, and is empty in the set\'s own language.',
        '"levels" has 3 entries, and 2 in the set\'s own language.',
        '"ground_rules" has 1 entries, and 2 in the set\'s own language.',
    ]
    assert said(replace(WELSH, principles=(walk,))) == [
        '"principles" has 1 entries, and 2 in the set\'s own language.'
    ]
    assert said(replace(WELSH, principles=(replace(walk, signs=()), replace(run, key="rhedeg")))) == [
        'Principle 1: "signs" has 0 entries, and 1 in the set\'s own language.',
        'Principle 2: "key" must be "run", as in the set\'s own language.',
    ]


def test_what_the_source_credits_its_translation_credits() -> None:
    [fault] = shape_faults(replace(BOTH, credit="Us"), WELSH, {("credit",): 3})

    assert str(fault) == 'Line 3: "credit" is empty, and has words in the set\'s own language.'
