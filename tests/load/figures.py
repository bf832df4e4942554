"""What a measurement comes to: a figure beside what is wanted of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any

HELD, MISSED, NO_VERDICT = "held", "missed", ""
WRITTEN = {
    "times": "{} times",
    "ms": "{} ms",
    "s": "{} s",
    "KB": "{} KB",
    "MB": "{} MB",
    "cores": "{} cores",
    "a second": "{} a second",
    "": "{}",
}


@dataclass(frozen=True)
class Figure:
    """One line of the table. `least` or `most` is what is wanted; `stretch` what would be better still.

    `value` is None where it could not be measured, and `told` then says why. `told` is otherwise what the value was
    made of.
    """

    work: str
    value: float | None
    unit: str
    told: str = ""
    least: float | None = None
    most: float | None = None
    stretch: float | None = None
    # Whether to miss it is no failure: it is told all the same.
    is_stretch: bool = False

    @property
    def limit(self) -> float | None:
        return self.most if self.least is None else self.least

    @property
    def margin(self) -> float | None:
        """How many times better than the limit; below 1 it is missed. None where there is nothing to compare."""
        if self.value is None or not self.limit:
            return None
        better = self.value / self.limit if self.least is not None else self.limit / max(self.value, 1e-9)
        return float(better)

    @property
    def _told_value(self) -> float:
        """As it is written: a figure is judged by what the reader sees of it."""
        return rounded(self.value or 0.0)

    @property
    def verdict(self) -> str:
        if self.value is None or self.limit is None:
            return NO_VERDICT
        value = self._told_value
        is_held = value >= self.limit if self.least is not None else value <= self.limit
        return HELD if is_held else MISSED

    @property
    def missed_by(self) -> str:
        """By how much, in words; nothing where it was held."""
        if self.verdict != MISSED or self.value is None or self.limit is None:
            return ""
        if not self.limit:
            return written(self.value, self.unit)
        away = abs(self.value - self.limit)
        return f"{written(away, self.unit)}, {100 * away / self.limit:.0f} %"

    @property
    def wanted(self) -> str:
        if self.limit is None:
            return ""
        words = "at least" if self.least is not None else "at most"
        wanted = "none" if self.limit == 0 else f"{words} {written(self.limit, self.unit)}"
        better = f", stretch {written(self.stretch, self.unit)}" if self.stretch is not None else ""
        return wanted + better + (" (stretch)" if self.is_stretch else "")

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def rounded(value: float) -> float:
    """To three places that say something; large numbers to the whole."""
    if value == 0 or abs(value) >= 100:
        return float(round(value))
    return float(f"{value:.3g}")


def written(value: float, unit: str) -> str:
    return WRITTEN[unit].format(f"{rounded(value):,g}" if abs(value) < 1e6 else f"{value:,.0f}")


def percentile(values: Sequence[float], hundredth: int) -> float:
    """The value that so many hundredths of all do not exceed; 0 where there are none."""
    if len(values) < 2:
        return float(next(iter(values), 0.0))
    return quantiles(values, n=100, method="inclusive")[hundredth - 1]
