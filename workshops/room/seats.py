"""Signed seats: who somebody is in one workshop, checked without asking the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s
from uuid import UUID

from django.core import signing
from django.http import parse_cookie

from workshops.domain.activities.kind import Role

SALT = "workshops.seat"
KEPT_FOR = 60 * 60 * 24 * 60  # seconds: a return link still works when the report comes


@dataclass(frozen=True)
class Seat:
    """A participant's or a screen's place in the workshop with the join code `code`.

    A screen's holds the mark of the secret address that it was opened by: with another address it shows nothing more.
    """

    code: str
    role: Role
    participant: UUID | None = None
    key: str = ""


def screen_seat(code: str, screen_key: str) -> Seat:
    return Seat(code, Role.SCREEN, key=blake2s(screen_key.encode(), digest_size=8).hexdigest())


def signed(seat: Seat) -> str:
    whose = seat.participant.hex if seat.participant else seat.key
    return signing.dumps([seat.code, seat.role, whose], salt=SALT)


def read(token: str) -> Seat | None:
    """The seat in a token; None for one that was forged, cut short or is too old."""
    try:
        code, role, whose = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
        if role == Role.SCREEN:
            return Seat(code, Role.SCREEN, key=str(whose))
        return Seat(code, Role(role), UUID(whose) if whose else None)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def cookie_name(code: str, role: Role) -> str:
    """One cookie for each workshop and role, so that a laptop can show the screen and take part."""
    return f"{role}-{code}"


def seat_in(cookies: Mapping[str, str], code: str, role: Role) -> Seat | None:
    """The seat of `role` among a browser's cookies, if it is one for this workshop."""
    seat = read(cookies.get(cookie_name(code, role), ""))
    return seat if seat and seat.code == code and seat.role == role else None


def cookies_of(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies of an ASGI scope's headers, read as Django reads them: a broken one of others hides no seat."""
    return parse_cookie("; ".join(value.decode("latin-1") for name, value in headers if name == b"cookie"))
