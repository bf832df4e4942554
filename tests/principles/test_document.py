"""A document is read whole or refused whole, with everything that is wrong in it."""

from dataclasses import replace

import pytest

from principles.document import (
    CantSay,
    Fault,
    Faulty,
    Principle,
    Wording,
    digest_of,
    read,
    values_of,
    wording_of,
)
from tests.principles.small import DOCUMENT, SECOND

SMALL = Wording(
    title="Small steps",
    language="en-GB",
    credit="",
    source="",
    question="Where are we?",
    levels=("No", "Yes"),
    cant_say=CantSay(label="I can't say", help="It will not count."),
    comment_prompt="Why?",
    ground_rules=("Listen.", "Be brief. # this is no comment"),
    check_in=(),
    check_out=(),
    privacy_short="Sectors are shown from {k} people.",
    principles=(
        Principle(
            key="walk",
            title="Walk before you run",
            summary="Small steps first.",
            meaning="One step.\n\n[then] = another.",
            signs=("Steps",),
            prompts=(),
            watch_outs=(),
            levels=("We stand.", "We walk."),
        ),
    ),
)


def faults_in(text: str) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as refusal:
        read(text)
    return refusal.value.faults


def changed(old: str, new: str, document: str = DOCUMENT) -> str:
    assert document.count(old) == 1, f"{old!r} is not there exactly once"
    return document.replace(old, new)


def test_a_whole_document_is_read() -> None:
    assert read(DOCUMENT) == SMALL


@pytest.mark.parametrize("text", [DOCUMENT.replace("\n", "\r\n"), "\ufeff" + DOCUMENT])
def test_what_an_editor_on_windows_saves_is_read_the_same(text: str) -> None:
    assert read(text) == SMALL


BROKEN = {
    "a key is missing": (
        changed('question = "Where are we?"\n', ""),
        [Fault(None, '"question" is missing.')],
    ),
    "a key of a principle is missing": (
        changed('key = "walk"\n', ""),
        [Fault(20, 'Principle 1: "key" is missing.')],
    ),
    "a table is missing": (
        changed("[cant_say]", "[cannot_say]"),
        [Fault(None, '"cant_say" is missing.'), Fault(16, '"cannot_say" is not known here.')],
    ),
    "a misspelt key": (
        changed("prompts", "promts"),
        [
            Fault(20, 'Principle 1: "prompts" is missing.'),
            Fault(30, 'Principle 1: "promts" is not known here.'),
        ],
    ),
    "a number for text": (
        changed('"Small steps"', "7"),
        [Fault(1, '"title" must be text.')],
    ),
    "a number in a list": (
        changed('["Steps"]', '["Steps", 7]'),
        [Fault(29, 'Principle 1: "signs" entry 2 must be text.')],
    ),
    "text for a list": (
        changed("check_in = []", 'check_in = "Hello"'),
        [Fault(12, '"check_in" must be a list.')],
    ),
    "text for a table": (
        changed("[cant_say]\n", 'cant_say = "No"\n[other]\n'),
        [Fault(16, '"cant_say" must be a table.'), Fault(17, '"other" is not known here.')],
    ),
    "nothing but blanks": (
        changed('"Listen."', '"  "'),
        [Fault(9, '"ground_rules" entry 1 is empty.')],
    ),
    "too long": (
        changed('"No"', f'"{"N" * 41}"'),
        [Fault(6, '"levels" entry 1 has 41 characters and may have 40.')],
    ),
    "the same twice": (
        changed('"Be brief. # this is no comment"', '"Listen."'),
        [Fault(10, '"ground_rules" entry 2 says the same as entry 1.')],
    ),
    "two lines where one is shown": (
        changed('"Why?"', '"Why?\\nWhy not?"'),
        [Fault(7, '"comment_prompt" must be on one line.')],
    ),
    "a character that cannot be shown": (
        changed('"Why?"', '"Why\\u0000?"'),
        [Fault(7, '"comment_prompt" holds a character that cannot be shown.')],
    ),
    "no language": (
        changed('"en-GB"', '"English!"'),
        [Fault(2, '"language" must be a language such as "en-GB".')],
    ),
    "a key that is no address": (
        changed('"walk"', '"Walk it"'),
        [Fault(21, 'Principle 1: "key" must be small letters, digits and single hyphens.')],
    ),
    "a privacy text without its number": (
        changed("{k}", "five"),
        [Fault(14, '"privacy_short" must hold {k}: the fewest people that a sector is shown with.')],
    ),
    "one level": (
        changed('levels = ["No", "Yes"]', 'levels = ["No"]'),
        [Fault(6, '"levels" has 1 entries and must have 2 to 7.')],
    ),
    "eight levels": (
        changed('levels = ["No", "Yes"]', 'levels = ["1", "2", "3", "4", "5", "6", "7", "8"]'),
        [
            Fault(6, '"levels" has 8 entries and must have 2 to 7.'),
            Fault(32, 'Principle 1: "levels" has 2 entries and must have 7.'),
        ],
    ),
    "a level without its statement": (
        changed('["We stand.", "We walk."]', '["We stand."]'),
        [Fault(32, 'Principle 1: "levels" has 1 entries and must have 2.')],
    ),
    "no principle": (
        "principles = []\n" + DOCUMENT.partition("[[principles]]")[0],
        [Fault(1, '"principles" has 0 entries and must have 1 to 12.')],
    ),
    "a principle that is no table": (
        'principles = ["walk"]\n' + DOCUMENT.partition("[[principles]]")[0],
        [Fault(1, "Principle 1 must be a table.")],
    ),
    "two principles with one key": (
        DOCUMENT + changed('"run"', '"walk"', SECOND),
        [Fault(35, 'Principle 2: "key" is the same as that of principle 1.')],
    ),
    "a fault on the later lines of a list": (
        DOCUMENT + changed('"We run."', '"We walk."', SECOND),
        [Fault(44, 'Principle 2: "levels" entry 2 says the same as entry 1.')],
    ),
    "the same key twice": (
        changed('source = ""', 'credit = "Us"'),
        [Fault(4, "This is not valid TOML: Cannot overwrite a value.")],
    ),
    "no TOML": (
        changed('key = "walk"', "key: walk"),
        [Fault(21, "This is not valid TOML: Expected '=' after a key in a key/value pair.")],
    ),
    "an end too early": (
        'title = "Small',
        [Fault(1, "This is not valid TOML: Unterminated string.")],
    ),
    "nested without end": (
        "title = " + "[" * 20_000,
        [Fault(None, "The document is nested too deeply.")],
    ),
    "far too long": (
        "#" * 500_001,
        [Fault(None, "The document has more than 500000 characters.")],
    ),
    "many things at once": (
        changed('"Small steps"', "7").replace("{k}", "five").replace('"Steps"', '""').replace('"Why?"', '""'),
        [
            Fault(1, '"title" must be text.'),
            Fault(7, '"comment_prompt" is empty.'),
            Fault(14, '"privacy_short" must hold {k}: the fewest people that a sector is shown with.'),
            Fault(29, 'Principle 1: "signs" entry 1 is empty.'),
        ],
    ),
}


@pytest.mark.parametrize(("text", "faults"), BROKEN.values(), ids=BROKEN.keys())
def test_every_fault_is_told_with_its_line(text: str, faults: list[Fault]) -> None:
    assert faults_in(text) == tuple(faults)


def test_an_empty_document_lacks_everything() -> None:
    missing = [fault.reason.split('"')[1] for fault in faults_in("")]

    assert sorted(missing) == sorted(values_of(SMALL))


def test_a_refusal_reads_as_a_list() -> None:
    with pytest.raises(Faulty) as refusal:
        read(changed('"Small steps"', "7").replace('question = "Where are we?"\n', ""))

    assert str(refusal.value) == '"question" is missing.\nLine 1: "title" must be text.'


def test_plain_values_hold_the_same_wording() -> None:
    assert wording_of(values_of(SMALL)) == SMALL
    assert values_of(SMALL)["levels"] == ["No", "Yes"]


def test_plain_values_are_checked_like_a_document() -> None:
    with pytest.raises(Faulty) as refusal:
        wording_of(values_of(SMALL) | {"levels": ["No", None], "extra": 1})

    assert refusal.value.faults == (
        Fault(None, '"levels" entry 2 must be text.'),
        Fault(None, '"extra" is not known here.'),
    )


def test_the_digest_follows_the_words_and_nothing_else() -> None:
    rearranged = dict(reversed(values_of(SMALL).items()))

    assert digest_of(wording_of(rearranged)) == digest_of(SMALL)
    assert digest_of(replace(SMALL, title="Small step")) != digest_of(SMALL)
    assert digest_of(replace(SMALL, check_in=("A",))) != digest_of(replace(SMALL, check_out=("A",)))
