"""Twenty documents that cannot be used, as people break them, each with all that is to be said of it."""

from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import ONE_LESS

WHOLE = DOCUMENT + SECOND


def but(*changes: tuple[str, str], of: str = WHOLE) -> bytes:
    """The whole document with something else in one place, or in several."""
    for old, new in changes:
        assert of.count(old) == 1, f"{old!r} is there {of.count(old)} times"
        of = of.replace(old, new)
    return of.encode()


BROKEN: dict[str, tuple[bytes, list[str]]] = {
    "nothing": (
        b"",
        [
            '"title" is missing.',
            '"language" is missing.',
            '"credit" is missing.',
            '"source" is missing.',
            '"question" is missing.',
            '"levels" is missing.',
            '"cant_say" is missing.',
            '"comment_prompt" is missing.',
            '"ground_rules" is missing.',
            '"check_in" is missing.',
            '"check_out" is missing.',
            '"privacy_short" is missing.',
            '"principles" is missing.',
        ],
    ),
    "another file": (
        b"PK\x03\x04\x14\x00\xff\xfe",
        ["This is no text in UTF-8."],
    ),
    "half a file": (
        WHOLE.encode()[:150],
        [
            "Line 8: This is not valid TOML: Expected '=' after a key in a key/value pair.",
        ],
    ),
    "a quotation mark too few": (
        but(('"Where are we?"', '"Where are we?')),
        [
            "Line 5: This is not valid TOML: Illegal character '\\n'.",
        ],
    ),
    "a quotation mark too many": (
        but(('"Where are we?"', '"Where "are" we?"')),
        [
            "Line 5: This is not valid TOML: Expected newline or end of document after a statement.",
        ],
    ),
    "marks of a word processor": (
        but(('"Where are we?"', "\u201cWhere are we?\u201d")),
        [
            "Line 5: This is not valid TOML: Invalid value.",
        ],
    ),
    "a comma too few": (
        but(('"Listen.",\n', '"Listen."\n')),
        [
            "Line 10: This is not valid TOML: Unclosed array.",
        ],
    ),
    "a bracket too few": (
        but(('  "Be brief. # this is no comment",\n]', '  "Be brief. # this is no comment",')),
        [
            "Line 11: This is not valid TOML: Invalid value.",
        ],
    ),
    "one bracket for two": (
        but(("[[principles]]  # one", "[principles]  # one")),
        [
            "Line 34: This is not valid TOML: Cannot overwrite a value.",
        ],
    ),
    "the title in the table of a principle": (
        but(('title = "Small steps"\n', "")) + b'subtitle = "Small steps"\n',
        ['"title" is missing.', 'Line 45: Principle 2: "subtitle" is not known here.'],
    ),
    "a text over several lines": (
        but(('"Then faster."', '"""\nThen\nfaster."""')),
        [
            'Line 37: Principle 2: "summary" must be on one line.',
        ],
    ),
    "values of every other type": (
        but(
            ('title = "Small steps"', "title = 2026-11-23"),
            ('question = "Where are we?"', "question = 1.5"),
            ("check_in = []", "check_in = { a = 1 }"),
            ('comment_prompt = "Why?"', 'comment_prompt = ["Why?"]'),
            ('signs = ["Speed"]', 'signs = [["Speed"], true]'),
        ),
        [
            'Line 1: "title" must be text.',
            'Line 5: "question" must be text.',
            'Line 7: "comment_prompt" must be text.',
            'Line 12: "check_in" must be a list.',
            'Line 39: Principle 2: "signs" entry 1 must be text.',
            'Line 39: Principle 2: "signs" entry 2 must be text.',
        ],
    ),
    "a number of a million digits": (
        but(('"Where are we?"', "9" * 5000)),
        [
            "There is a number in it that is too long.",
        ],
    ),
    "words of another program": (
        but(
            ('help = "It will not count."', 'help = "It will not count."\ncolour = "red"'),
            ('key = "run"', 'key = "run"\nweight = 3'),
        ),
        [
            'Line 19: "cant_say.colour" is not known here.',
            'Line 37: Principle 2: "weight" is not known here.',
        ],
    ),
    "keys that are no addresses": (
        but(('key = "walk"', 'key = "set"'), ('key = "run"', 'key = "Run!"')),
        [
            'Line 21: Principle 1: "key" must be another word: the parts of a set are called that.',
            'Line 35: Principle 2: "key" must be small letters, digits and single hyphens.',
        ],
    ),
    "the same principle twice": (
        but(('key = "run"', 'key = "walk"')),
        [
            'Line 35: Principle 2: "key" is the same as that of principle 1.',
        ],
    ),
    "three names for two levels": (
        but(('levels = ["No", "Yes"]', 'levels = ["No", "Nearly", "Yes"]')),
        [
            'Line 32: Principle 1: "levels" has 2 entries and must have 3.',
            'Line 42: Principle 2: "levels" has 2 entries and must have 3.',
        ],
    ),
    "far too much": (
        but(
            ('title = "Run"', f'title = "{"R" * 121}"'),
            ('signs = ["Speed"]', f"signs = {[str(n) for n in range(13)]}"),
            ('"We run."', f'"{"r" * 401}"'),
        ),
        [
            'Line 36: Principle 2: "title" has 121 characters and may have 120.',
            'Line 39: Principle 2: "signs" has 13 entries and must have 0 to 12.',
            'Line 44: Principle 2: "levels" entry 2 has 401 characters and may have 400.',
        ],
    ),
    "signs that cannot be shown": (
        but(('"Then faster."', '"Then\\tfaster\\u0007."'), ('"Speed"', '"\\uFFFF"')),
        [
            'Line 37: Principle 2: "summary" holds a character that cannot be shown.',
            'Line 39: Principle 2: "signs" entry 1 holds a character that cannot be shown.',
        ],
    ),
    "a translation of another shape": (
        ONE_LESS.encode(),
        [
            'Line 3: "credit" has words, and is empty in the set\'s own language.',
            'Line 11: "ground_rules" has 1 entries, and 2 in the set\'s own language.',
            'Line 23: Principle 1: "key" must be "walk", as in the set\'s own language.',
            'Line 38: Principle 2: "key" must be "run", as in the set\'s own language.',
        ],
    ),
}
