"""What is told by sector, read where people read it: phones, desk and screen, a report and its files."""

import csv
import io
import json
import re
from dataclasses import dataclass

from django.urls import reverse

from tests.cast import Cast
from tests.workshops.reading import cells

# A principle's number and its round.
Place = tuple[int, int]
TABLE = re.compile(r'<table class="data sec">.*?</table>', re.DOTALL)
CAPTION = re.compile(r"Principle (\d+) by sector, round (\d+)")
LINE = re.compile(r"([^;:]+): n (\d+), median ([\d.]+), (\w+)(?:; |$)")
MIDDLE = re.compile(r"(\d), |between (\d) and ")


@dataclass(frozen=True)
class Line:
    """One line, as a report for programs has it."""

    sector: str
    n: int
    median: float
    spread: str


def pages(cast: Cast) -> dict[str, str]:
    """Everything that a browser can be shown of the results."""
    oak = cast.oak
    wanted = {
        "phone": ("ana", "take_part"),
        "desk": ("fay", "desk"),
        "desk state": ("fay", "desk_state"),
        "report": ("olu", "report"),
    }
    found = {
        name: cast.get(who, reverse(f"workshops:{address}", args=[oak.code]))
        for name, (who, address) in wanted.items()
    }
    found["screen"] = cast.get("screen", reverse("workshops:screen", args=[oak.made.screen_key]))
    read = {name: response.content.decode() for name, response in found.items()}
    read["desk state"] = json.loads(read["desk state"])["html"]
    return read


def tables(page: str) -> dict[Place, str]:
    """The tables of sectors of a page, each with all its bytes."""
    found = {}
    for table in TABLE.findall(page):
        principle, counted = CAPTION.findall(table)[0]
        found[int(principle), int(counted)] = table
    return found


def lines_in(table: str) -> list[Line]:
    """The lines of a table of sectors, with its words read back as numbers: "between 2 and 3" is 2.5."""
    body = table[table.index("<tbody>") : table.index("</tbody>")]
    found = []
    for sector, n, middle, word in (cells(row) for row in body.split("<tr>")[1:]):
        whole, half = MIDDLE.findall(middle)[0]
        found.append(Line(sector, int(n), float(whole) if whole else float(half) + 0.5, word.lower()))
    return found


def in_json(cast: Cast) -> dict[Place, dict]:
    """The results of every principle and round that the report for programs has."""
    told = json.loads(file(cast, "report_json"))
    return {
        (principle["number"], one["round"]): one["results"]
        for principle in told["principles"]
        for one in principle["rounds"]
        if one["results"]
    }


def in_csv(cast: Cast) -> dict[Place, str]:
    """The cell of sectors of every row that has results."""
    table = csv.DictReader(io.StringIO(file(cast, "report_csv").lstrip("\ufeff")))
    return {
        (int(row["principle"]), int(row["round"])): row["sectors"] for row in table if row["cant_say"] != ""
    }


def file(cast: Cast, name: str) -> str:
    return cast.get("olu", reverse(f"workshops:{name}", args=[cast.oak.code])).content.decode()


def lines_in_json(result: dict) -> list[Line]:
    lines = result["sectors"]["lines"]
    return [Line(line["sector"], line["n"], line["median"], line["spread"]) for line in lines]


def lines_in_csv(cell: str) -> list[Line]:
    return [Line(sector, int(n), float(median), word) for sector, n, median, word in LINE.findall(cell)]


def said(cast: Cast) -> dict[str, str | None]:
    """Every comment of a discussion, with whom the report says it is from."""
    told = json.loads(file(cast, "report_json"))
    comments = [one for principle in told["principles"] for one in principle["comments"]]
    return {one["text"]: one["sector"] for one in comments + told["other_comments"]}
