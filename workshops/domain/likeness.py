"""Which texts say nearly the same in nearly the same letters: a hint for whoever sorts them, and no more.

Of each text the sets of three neighbouring letters are compared, which takes spelling mistakes, word endings and
languages without spaces as they come. It knows nothing of meaning: "we meet" and "we never meet" are alike to it.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

# Of all the threes in either text so many must be in both (Jaccard's index).
VERY_SIMILAR = 0.6
# Characters; the beginning of a long text says enough.
LONGEST = 400
REMEMBERED = 4096


@lru_cache(maxsize=REMEMBERED)
def threes(text: str) -> frozenset[str]:
    """Every three neighbouring letters of the text, without case, accents and punctuation; none of an empty one."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    letters = "".join(
        char if char.isalnum() else " " for char in plain if not unicodedata.combining(char) and char != "'"
    )
    words = letters.split()
    padded = f" {' '.join(words)} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if words else frozenset()


def alike(texts: Sequence[str], least: float = VERY_SIMILAR) -> list[tuple[int, ...]]:
    """For each text the places of the others that are very similar to it, in order.

    Exact, and the same every time. Each text is a number with a bit for each three that it shares with any other, so
    that comparing two is one operation: five hundred texts take some hundredths of a second.
    """
    sets = [threes(text) for text in texts]
    shared = [
        three for three, times in Counter(three for each in sets for three in each).items() if times > 1
    ]
    bits = {three: 1 << place for place, three in enumerate(shared)}
    masks = [sum(bits[three] for three in each if three in bits) for each in sets]
    by_size = sorted((place for place, each in enumerate(sets) if each), key=lambda place: len(sets[place]))
    found: list[list[int]] = [[] for _ in texts]
    for at, small in enumerate(by_size):
        size, mask = len(sets[small]), masks[small]
        for large in by_size[at + 1 :]:
            other = len(sets[large])
            # So much larger that even all of the small one would not be enough; the following are larger still.
            if size < least * other:
                break
            both = (mask & masks[large]).bit_count()
            if both >= least * (size + other - both):
                found[small].append(large)
                found[large].append(small)
    return [tuple(sorted(others)) for others in found]
