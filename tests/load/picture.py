"""The findings as a picture (SVG): each as a bar from what was wanted, to the right where it is better.

Readable in light and in dark, by its words as well as by its colours, and by its title and description alone.
"""

from html import escape
from math import log2

from tests.load.figures import HELD, written
from tests.load.results import Finding, Results

WIDTH, MARGIN = 1000, 20
NAMES, FIRST, BARS = 560, 590, 890  # where the names end, where the bars begin and end
ROW, HEAD, FOOT = 24, 92, 52
FURTHEST = 3  # doublings that are drawn to either side
LONGEST_NAME = 80  # characters
LEGEND = "Right of the line it is better, left of it worse."
STYLE = """
text{font:12px system-ui,sans-serif;fill:#1f1a2e}.title{font-size:17px;font-weight:600}.quiet{fill:#57536a}
.held{fill:#1a6b54}.missed{fill:#b3261e}.line{stroke:#57536a;stroke-width:1.5}.grid{stroke:#57536a;opacity:.25}
@media (prefers-color-scheme:dark){text{fill:#f1eff7}.quiet{fill:#b9b5c9}.held{fill:#5cc9a7}.missed{fill:#ff8a80}
.line,.grid{stroke:#b9b5c9}}
"""


def drawn(results: Results) -> str:
    shown = [found for found in results.findings if found.figure and found.figure.margin is not None]
    height = HEAD + ROW * len(shown) + FOOT
    title = "The live room, measured against what is wanted of it"
    rows = "".join(row(found, HEAD + ROW * place) for place, found in enumerate(shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title description"><title id="title">{title}</title>'
        f'<desc id="description">{escape(described(shown))}</desc><style>{STYLE}</style>'
        f'<text class="title" x="{MARGIN}" y="28">{title}</text>'
        f'<text class="quiet" x="{MARGIN}" y="50">{LEGEND}</text>'
        f"{scale(HEAD + ROW * len(shown))}{rows}"
        f'<text class="quiet" x="{MARGIN}" y="{height - 18}">{escape(named(results.machine))}</text></svg>\n'
    )


def described(shown: list[Finding]) -> str:
    return " ".join(f"{found.line}." for found in shown)


def named(machine: dict[str, str]) -> str:
    """The machine, in one line."""
    return ", ".join(
        [
            f"{machine['cores']} cores",
            machine["processor"],
            machine["memory"],
            machine["kernel"],
            f"Python {machine['python']}",
        ]
    )


def place_of(margin: float) -> float:
    """Where a bar ends: the middle is just what was wanted, and each step outwards is twice as good, or as bad."""
    doublings = max(-FURTHEST, min(FURTHEST, log2(max(margin, 1e-9))))
    middle = (FIRST + BARS) / 2
    return middle + doublings * (BARS - FIRST) / 2 / FURTHEST


def scale(bottom: int) -> str:
    marks = []
    for doublings in range(-FURTHEST, FURTHEST + 1):
        x = place_of(2.0**doublings)
        words = "wanted" if not doublings else f"{2**doublings}×" if doublings > 0 else f"1/{2**-doublings}"
        kind = "line" if not doublings else "grid"
        marks.append(f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 12}" y2="{bottom}"/>')
        marks.append(f'<text class="quiet" x="{x:.1f}" y="{HEAD - 20}" text-anchor="middle">{words}</text>')
    return "".join(marks)


def row(found: Finding, y: int) -> str:
    figure = found.figure
    assert figure
    assert figure.margin is not None
    assert figure.value is not None
    start, end = sorted((place_of(1), place_of(figure.margin)))
    name = found.cells[0].replace("`", "")
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    kind = "held" if figure.verdict == HELD else "missed"
    return (
        f'<text x="{NAMES}" y="{y + 12}" text-anchor="end">{escape(short)}</text>'
        f'<rect class="{kind}" x="{start:.1f}" y="{y}" width="{max(end - start, 1):.1f}" height="16" rx="2"/>'
        f'<text class="{kind}" x="{BARS + 8}" y="{y + 12}">{escape(written(figure.value, figure.unit))}</text>'
    )
