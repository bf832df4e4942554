"""The measures of one round for the annex: plain statistics, and agreement as the literature prints it."""

from dataclasses import dataclass
from fractions import Fraction

from workshops.domain.agreement import consensus, van_der_eijk_a
from workshops.domain.distribution import Distribution
from workshops.domain.spread import Spread
from workshops.shown import NumberedPrinciple, RoundResult, SectorView

PLACES = 2


@dataclass(frozen=True)
class Statistics:
    """All that is exported of a round with enough scores.

    `a` (van der Eijk, -1 to 1) and `consensus` (Tastle and Wierman, 0 to 1) are rounded to two decimals;
    everything else is exact. `best_pairs` holds (lower level, scores in both).
    """

    counts: tuple[int, ...]
    cant_say: int
    median: Fraction
    q1: Fraction
    q3: Fraction
    iqr: Fraction
    mad: Fraction
    best_pairs: tuple[tuple[int, int], ...]
    spread: Spread
    a: float
    consensus: float
    # Of all the answers, those from score sheets.
    on_paper: int = 0

    @property
    def pair_words(self) -> str:
        """ "3+4: 11", and every other pair that has as many."""
        return "; ".join(f"{low}+{low + 1}: {count}" for low, count in self.best_pairs)


@dataclass(frozen=True)
class AnnexRow:
    """One principle in one round. With too few scores it holds their number and nothing else."""

    principle: NumberedPrinciple
    round: int
    n: int
    statistics: Statistics | None
    sectors: SectorView | None = None


def annex_row(result: RoundResult) -> AnnexRow:
    statistics = (
        _statistics(result.distribution, result.spread, result.on_paper)
        if result.distribution and result.spread
        else None
    )
    return AnnexRow(result.principle, result.round, result.scores, statistics, result.sectors)


def _statistics(distribution: Distribution, spread: Spread, on_paper: int) -> Statistics:
    median, quartiles, mad = distribution.median, distribution.quartiles, distribution.mad
    agreed, gathered = van_der_eijk_a(distribution.counts), consensus(distribution.counts)
    if median is None or quartiles is None or mad is None or agreed is None or gathered is None:
        raise ValueError("a round without scores has no statistics")
    return Statistics(
        counts=distribution.counts,
        cant_say=distribution.cant_say,
        median=median,
        q1=quartiles[0],
        q3=quartiles[1],
        iqr=quartiles[1] - quartiles[0],
        mad=mad,
        best_pairs=distribution.best_pairs,
        spread=spread,
        a=rounded(agreed),
        consensus=rounded(gathered),
        on_paper=on_paper,
    )


def rounded(number: Fraction | float) -> float:
    """To two decimals; nought is never "-0.00"."""
    return round(float(number), PLACES) + 0.0


def plain(number: Fraction) -> int | float:
    """An exact number as a spreadsheet or JSON takes it: 3, or 2.5."""
    return int(number) if number.denominator == 1 else float(number)
