"""What a person can tell from a page or a push: where the room is, and what there is to do."""

from dataclasses import dataclass, replace
from html.parser import HTMLParser

NOWHERE = 0


@dataclass(frozen=True)
class Stage:
    """The step that a page is in: its activity's id, kind and phase; what there is to score."""

    step: int = NOWHERE
    kind: str = ""
    phase: str = ""
    principles: tuple[str, ...] = ()
    levels: int = 0
    # The ideas that dots may be put on, and how many dots there are for each person.
    options: tuple[str, ...] = ()
    dots: int = 0

    @property
    def is_open(self) -> bool:
        return self.phase == "open"


@dataclass(frozen=True)
class Page:
    """A page, or the regions in a push: what is None is of a region that is not in it."""

    version: int
    stage: Stage | None
    comments: tuple[str, ...] | None
    ticket: str
    sectors: tuple[str, ...]
    promises: tuple[str, ...] | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.version = 0
        self.stage: Stage | None = None
        self.comments: list[str] | None = None
        self.promises: list[str] = []
        self.options: list[str] = []
        self.dots = 0
        self.forms: list[str] = []
        self.levels = 0
        self.ticket = ""
        self.sectors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.version = max([self.version, *map(number, (given.get("data-version"), given.get("data-v")))])
        self._region(given)
        self.dots = max(self.dots, number(given.get("data-each")))
        value = given.get("value", "")
        match given.get("name"):
            case "ticket":
                self.ticket = value
            case "sector":
                self.sectors.append(value)
            case "score":
                self.levels = max(self.levels, number(value))
            case "comment" if self.comments is not None:
                self.comments.append(value)
            case "commitment":
                self.promises.append(value)
            case "two":
                self.options.append(value)
        if tag == "form":
            self.forms.append(given.get("id", ""))

    def _region(self, given: dict[str, str]) -> None:
        if given.get("id") == "stage":
            self.stage = Stage(
                number(given.get("data-step")), given.get("data-kind", ""), given.get("data-phase", "")
            )
        elif given.get("id") == "flow":
            self.comments = []


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def read(html: str) -> Page:
    """What there is in `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    comments = tuple(reader.comments) if reader.comments is not None else None
    promises = tuple(reader.promises) if reader.comments is not None else None
    return Page(reader.version, _stage(reader), comments, reader.ticket, tuple(reader.sectors), promises)


def _stage(reader: _Reader) -> Stage | None:
    if reader.stage is None:
        return None
    start = f"f-{reader.stage.step}-score-"
    keys = tuple(form.removeprefix(start) for form in reader.forms if form.startswith(start))
    return replace(
        reader.stage,
        principles=keys,
        levels=reader.levels,
        options=tuple(reader.options),
        dots=reader.dots,
    )
