"""The result code of a check: what was found, in eight characters that can be read out over the telephone.

The outcomes are the digits of one number. Multiplied by a prime and written with the alphabet of the join codes it is
the code: one character heard wrong, or any two swapped, gives a number that the prime does not divide.
"""

from workshops.domain.checks import CHECKS, Results
from workshops.domain.codes import ALPHABET, DASHES

LENGTH = 8
GROUP = 4
# Neither 20 nor any power of it below the eighth leaves 0 or 1 over when divided by this.
PRIME = 397
# Which table of checks a code was made with: another number once outcomes have moved. It also keeps 0 from being one.
LAYOUT = 1
LONGEST_TYPED = 64
SIZES = [len(check.outcomes) for check in CHECKS]
WORDS = """
two three four five six seven eight nine
Charlie Foxtrot Golf Hotel Juliett Mike Papa Quebec Romeo Victor Whisky X-ray
"""
SPELT = dict(zip(ALPHABET, WORDS.split(), strict=True))


def coded(results: Results) -> str:
    """The code without spaces. What `results` does not name was not tested."""
    number = LAYOUT
    for check, size in zip(CHECKS, SIZES, strict=True):
        number = number * size + check.outcomes.index(check.outcome(results.get(check.key, "")))
    return written(number * PRIME)


def written(number: int) -> str:
    places = [ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH)]
    return "".join(reversed(places))


def decoded(typed: str) -> dict[str, str] | None:
    """The results in a code, typed any way; None where it was misread, or is no such code."""
    number = number_in(typed)
    if number is None or number % PRIME:
        return None
    number //= PRIME
    results = {}
    for check, size in reversed(list(zip(CHECKS, SIZES, strict=True))):
        number, place = divmod(number, size)
        results[check.key] = check.outcomes[place].key
    return results if number == LAYOUT else None


def number_in(typed: str) -> int | None:
    if len(typed) > LONGEST_TYPED:
        return None
    bare = "".join(char for char in typed if not char.isspace() and char not in DASHES).upper()
    if len(bare) != LENGTH or not set(bare) <= set(ALPHABET):
        return None
    number = 0
    for char in bare:
        number = number * len(ALPHABET) + ALPHABET.index(char)
    return number


def grouped(code: str) -> str:
    """As it is shown: "5QGX 2F7M"."""
    return f"{code[:GROUP]} {code[GROUP:]}"


def spelt(code: str) -> str:
    """As it is read out, in the words of radio operators."""
    return " ".join(SPELT[char] for char in code)
