"""What a run found, kept as JSON and read again."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.load.figures import Figure, written


@dataclass(frozen=True)
class Finding:
    """A figure of a row on one kind of database; or why the row broke off."""

    row: str
    database: str
    figure: Figure | None
    broke_off: str = ""

    @property
    def cells(self) -> list[str]:
        """The work, what is wanted, what was measured, and whether that was held."""
        where = {"sqlite": " (SQLite)", "postgres": " (PostgreSQL)"}.get(self.database, "")
        if self.figure is None:
            return [f"{self.broke_off}{where}", "", "", "broke off"]
        figure = self.figure
        if figure.value is None:
            return [figure.work + where, figure.wanted, figure.told, ""]
        told = f": {figure.told}" if figure.told else ""
        verdict = figure.verdict + (f" by {figure.missed_by}" if figure.missed_by else "")
        return [
            figure.work + where,
            figure.wanted,
            f"**{written(figure.value, figure.unit)}**{told}",
            verdict,
        ]

    @property
    def line(self) -> str:
        return "; ".join(cell.replace("**", "") for cell in self.cells if cell)

    def kept(self) -> dict[str, Any]:
        figure = self.figure and self.figure.kept() | {"verdict": self.figure.verdict}
        return {"row": self.row, "database": self.database, "figure": figure, "broke_off": self.broke_off}


@dataclass(frozen=True)
class Results:
    machine: dict[str, str]
    findings: list[Finding]

    def keep(self, path: Path) -> None:
        findings = [finding.kept() for finding in self.findings]
        path.write_text(json.dumps({"machine": self.machine, "findings": findings}, indent=1) + "\n")

    @staticmethod
    def read(path: Path) -> "Results":
        kept = json.loads(path.read_text())
        return Results(kept["machine"], [finding_of(values) for values in kept["findings"]])

    def with_later(self, later: "Results") -> "Results":
        """These and later ones; a row that was measured again counts as it was then."""
        again = {(found.row, found.database) for found in later.findings}
        stay = [found for found in self.findings if (found.row, found.database) not in again]
        return Results(later.machine, stay + later.findings)


def finding_of(values: dict[str, Any]) -> Finding:
    kept = values["figure"]
    figure = Figure(**{name: value for name, value in kept.items() if name != "verdict"}) if kept else None
    return Finding(values["row"], values["database"], figure, values["broke_off"])
