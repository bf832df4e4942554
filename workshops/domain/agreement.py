"""How far a room agrees, in three published measures. For the export only, and never without n."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import fsum, log2
from typing import NamedTuple

from workshops.domain.distribution import Distribution


class Layer(NamedTuple):
    """One layer of van der Eijk's peeling.

    `pattern` has a 1 for each level that the layer touches ("01100"), `weight` is its share of all scores,
    and `agreement` is its own A, from -1 to 1.
    """

    pattern: str
    weight: Fraction
    agreement: Fraction


class KendallW(NamedTuple):
    """Kendall's concordance `w`, from 0 (none) to 1 (the same order), and `m`, the raters behind it."""

    w: Fraction
    m: int


def layers(counts: Sequence[int]) -> tuple[Layer, ...]:
    """The layers into which van der Eijk (2001) peels the counts per level, from the widest to the narrowest.

    Each layer takes the smallest count that is not nought from every level that still has scores; it weighs
    that count times the levels it touches, divided by n, and the weights add up to 1. Exact. Empty when there
    are no scores. Raises ValueError for counts that `Distribution` refuses.
    """
    n, left, peeled = Distribution(tuple(counts)).n, list(counts), []
    while any(left):
        pattern = "".join("1" if count else "0" for count in left)
        height = min(count for count in left if count)
        left = [count - height if count else 0 for count in left]
        peeled.append(Layer(pattern, Fraction(height * pattern.count("1"), n), _layer_agreement(pattern)))
    return tuple(peeled)


def van_der_eijk_a(counts: Sequence[int]) -> Fraction | None:
    """Van der Eijk's A: 1 all on one level, 0 spread evenly, -1 half on each end. None without scores.

    A is the sum of weight times agreement over the layers, exact. A layer of one level has agreement 1; any
    other has U (1 - (S - 1) / (K - 1)), with S the levels it touches of K and U = ((K - 2) TU - (K - 1) TDU) /
    ((K - 2) (TU + TDU)), where TU counts the triples of levels 110 and 011 and TDU those of 101; without any
    of these U is 0. C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and Quantity 35
    (2001), 325-341. Raises ValueError for counts that `Distribution` refuses.
    """
    peeled = layers(counts)
    return sum((layer.weight * layer.agreement for layer in peeled), Fraction(0)) if peeled else None


def consensus(counts: Sequence[int]) -> float | None:
    """Tastle and Wierman's consensus: 1 all on one level, 0 half on each end. None without scores.

    1 + sum over p_i > 0 of p_i log2(1 - |i - mu| / (K - 1)), where p_i is the share at level i of K and mu
    the mean level. The logarithm is not a fraction, so this is a float, the same however the scale is turned
    and however many people there are behind the same shares. W. J. Tastle and M. J. Wierman, "Consensus and
    dissention", NAFIPS 2005. Raises ValueError for counts that `Distribution` refuses.
    """
    n, width = Distribution(tuple(counts)).n, len(counts) - 1
    if n == 0:
        return None
    mean = Fraction(sum(level * count for level, count in enumerate(counts)), n)
    # Fractions up to the logarithm and fsum after it: the answer does not depend on the order of the levels.
    terms = [count / n * log2(1 - abs(level - mean) / width) for level, count in enumerate(counts) if count]
    # Of billions of scores, nearly half on each end, rounding would leave a hair less than nothing.
    return max(0.0, fsum([1.0, *terms]))


def kendall_w(raters: Sequence[Sequence[float]]) -> KendallW | None:
    """Kendall's W, corrected for ties, over m raters (rows) who each scored the same N principles (columns).

    W = 12 S / (m^2 (N^3 - N) - m T), with S the squared distances of the rank sums R_i from m(N + 1)/2 and T
    the sum of t^3 - t over every rater's groups of t tied ranks (M. G. Kendall, Rank Correlation Methods,
    1948). None when the divisor is 0 (one principle, or every rater gave one level throughout), and for fewer
    than two raters, where W would be 1 whatever was said. Raises ValueError when the rows differ in length.
    """
    if len({len(rater) for rater in raters}) > 1:
        raise ValueError("every rater must have scored every principle")
    m = len(raters)
    if m < 2:
        return None
    n = len(raters[0])
    ties = sum(t**3 - t for rater in raters for t in Counter(rater).values())
    divisor = m**2 * (n**3 - n) - m * ties
    if divisor == 0:
        return None
    sums = [sum(ranks) for ranks in zip(*map(_doubled_ranks, raters), strict=True)]
    # The ranks are doubled, so the squares hold 4 S, and 12 S is 3 times their sum.
    return KendallW(Fraction(3 * sum((total - m * (n + 1)) ** 2 for total in sums), divisor), m)


def _layer_agreement(pattern: str) -> Fraction:
    """A of one layer: unimodality from triples of levels, lowered by the share of the scale it covers."""
    k, touched = len(pattern), pattern.count("1")
    if touched == 1:
        return Fraction(1)
    triples = Counter("".join(triple) for triple in combinations(pattern, 3))
    one_peak, two_peaks = triples["110"] + triples["011"], triples["101"]
    if one_peak + two_peaks == 0:
        return Fraction(0)
    unimodality = Fraction((k - 2) * one_peak - (k - 1) * two_peaks, (k - 2) * (one_peak + two_peaks))
    return unimodality * (1 - Fraction(touched - 1, k - 1))


def _doubled_ranks(scores: Sequence[float]) -> list[int]:
    """Twice each score's rank, ties averaged: doubled so that half ranks stay whole numbers."""
    sizes, smaller, ranks = Counter(scores), 0, {}
    for score in sorted(sizes):
        ranks[score] = 2 * smaller + sizes[score] + 1
        smaller += sizes[score]
    return [ranks[score] for score in scores]
