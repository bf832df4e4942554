"""All that was said, as the desk looks through it: filtered, in an order, page by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from workshops.domain.hearing import divided
from workshops.models import Theme, Workshop
from workshops.shown import Heading, Voice
from workshops.shown.stream import sides
from workshops.snapshot import Snapshot

PAGE = 50
ORDERS = ("new", "shared", "divided")
STATES = ("", "shown", "held", "hidden", "redacted", "parked")
NO_THEME = "none"
MOST_DIGITS = 9


@dataclass(frozen=True)
class Look:
    """What somebody wants to see; anything that makes no sense is as if it had not been asked for."""

    about: str = ""
    theme: str = ""
    state: str = ""
    order: str = "new"
    comment: str = ""
    page: int = 1

    @classmethod
    def asked(cls, given: Mapping[str, str]) -> "Look":
        theme, page = given.get("theme", ""), given.get("page", "")
        return cls(
            about=about if _is_key(about := given.get("about", "")) else "",
            theme=theme if theme == NO_THEME or _is_number(theme) else "",
            state=given.get("state", "") if given.get("state", "") in STATES else "",
            order=given.get("order", "") if given.get("order", "") in ORDERS else "new",
            comment=given.get("comment", ""),
            page=max(int(page), 1) if _is_number(page) else 1,
        )

    @property
    def query(self) -> str:
        """The same again, as an address has it."""
        plain = Look()
        pairs = [(name, value) for name, value in vars(self).items() if value != vars(plain)[name]]
        return f"?{urlencode(pairs)}" if pairs else ""

    def at(self, page: int) -> "Look":
        return replace(self, page=page)


def _is_key(text: str) -> bool:
    # Slugs, and nothing else: PostgreSQL refuses to be asked for what it could never hold.
    return text.replace("-", "").replace("_", "").isalnum()


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS


@dataclass(frozen=True)
class Listing:
    """One page of what was found; `pages` is at least 1."""

    look: Look
    voices: tuple[Voice, ...]
    found: int
    pages: int

    @property
    def before(self) -> str:
        return self.look.at(self.look.page - 1).query or "?" if self.look.page > 1 else ""

    @property
    def after(self) -> str:
        return self.look.at(self.look.page + 1).query if self.look.page < self.pages else ""


def listed(room: Snapshot, look: Look) -> Listing:
    """The page that was asked for, or the last one there is."""
    found = _ordered([voice for voice in reversed(room.voices) if _fits(voice, look)], look.order)
    pages = max(-(-len(found) // PAGE), 1)
    here = look.at(min(look.page, pages))
    return Listing(here, tuple(found[(here.page - 1) * PAGE : here.page * PAGE]), len(found), pages)


def _fits(voice: Voice, look: Look) -> bool:
    if look.comment:
        return voice.id == look.comment
    # Where there are no words there is nothing to put under a theme.
    theme = str(voice.theme.id) if voice.theme else "" if voice.redacted else NO_THEME
    return (
        (not look.about or look.about in (voice.principle, f"step-{voice.activity}"))
        and (not look.theme or look.theme == theme)
        and (not look.state or _is_in(voice, look.state))
    )


def _is_in(voice: Voice, state: str) -> bool:
    return {
        "shown": voice.is_heard,
        "held": voice.held and not voice.hidden,
        "hidden": voice.hidden,
        "redacted": bool(voice.redacted),
        "parked": voice.parked,
    }[state]


def _ordered(voices: Sequence[Voice], order: str) -> list[Voice]:
    if order == "shared":
        return sorted(voices, key=lambda voice: voice.seen, reverse=True)
    if order == "divided":
        return sorted(voices, key=lambda voice: divided(*sides(voice)), reverse=True)
    return list(voices)


def themes_of(workshop: Workshop, about: str) -> list[Heading]:
    """The themes that there are, with none under them as well; about one principle, those for it and for all."""
    rows = Theme.objects.filter(workshop=workshop).order_by("pk")
    if about and not about.startswith("step-"):
        rows = rows.filter(principle__in=["", about])
    return [Heading(row.pk, row.title, row.principle, row.spotlit) for row in rows]
