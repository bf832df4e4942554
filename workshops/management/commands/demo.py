"""Makes the demonstration on a site that is new, and says at every start how to get in."""

import io
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Team, User
from workshops.demonstration import (
    FACILITATOR,
    ORGANISER,
    make_cast,
    make_finished,
    make_ready,
    move_to_today,
    new_password,
)
from workshops.domain.codes import spaced
from workshops.domain.moves import Stage
from workshops.models import Workshop

KEPT_IN = "demo.json"
HERE = {"localhost", "127.0.0.1", "::1"}
WHITE_ON_BLACK, PLAIN = "\033[97;40m", "\033[0m"


@dataclass(frozen=True)
class Kept:
    """What is written down of the demonstration: the password, its hashes, and both join codes."""

    password: str
    hashes: dict[str, str]
    ready: str
    finished: str


class Command(BaseCommand):
    help = (
        "On a site that has no team yet, makes a demonstration: a team, a finished workshop and one that is "
        "ready to be opened. Says how to sign in. Safe to run on every start."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--address", default="", help="where people reach this site: http://host:port")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = what_was_kept()
        now = as_it_stands(kept) if kept else None
        if kept and now:
            kept = fit_for_today(kept, now)
            hashes = {ORGANISER: now["organiser"], FACILITATOR: now["facilitator"]}
        elif is_new():
            kept = make()
            hashes = kept.hashes
        else:
            return
        address = options["address"].rstrip("/") or settings.SITE_ADDRESS or "http://localhost:8000"
        self.tell(kept, hashes, address)

    def tell(self, kept: Kept, hashes: dict[str, str | None], address: str) -> None:
        join = address + reverse("workshops:join_short", args=[kept.ready])
        lines = [
            "",
            _("A demonstration is ready; everybody in it is pretend. Sign in at %s")
            % (address + reverse("account_login")),
            *(sign_in_line(email, kept, hashes[email]) for email in (FACILITATOR, ORGANISER)),
            _("  a finished workshop    %s") % (address + reverse("workshops:report", args=[kept.finished])),
            _("  one for you to open    %s") % (address + reverse("workshops:desk", args=[kept.ready])),
            _("  phones join it at      %(link)s (code %(code)s)")
            % {"link": join, "code": spaced(kept.ready)},
        ]
        self.stdout.write("\n".join(lines))
        if urlsplit(address).hostname not in HERE:
            self.stdout.write(qr_of(join, colours=self.stdout.isatty()))


def sign_in_line(email: str, kept: Kept, hash_now: str | None) -> str:
    if hash_now is None:
        return _("  %s is not there any more") % email
    if hash_now != kept.hashes[email]:
        return _("  %s with the password that you gave them") % email
    return _("  %(email)s with the password %(password)s") % {"email": email, "password": kept.password}


def qr_of(address: str, *, colours: bool) -> str:
    """The address as a QR code of letters; on a terminal always light on dark, which is how it is drawn."""
    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, border=2, compact=True)
    lines = drawn.getvalue().splitlines()
    return "\n".join(f"{WHITE_ON_BLACK}{line}{PLAIN}" if colours else line for line in lines)


def what_was_kept() -> Kept | None:
    try:
        return Kept(**json.loads((settings.DATA_DIR / KEPT_IN).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def keep(kept: Kept) -> None:
    """Write it down for the owner of the site alone: there is a password in it."""
    path = settings.DATA_DIR / KEPT_IN
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(asdict(kept), file)
    fresh.replace(path)


def as_it_stands(kept: Kept) -> dict[str, Any] | None:
    """The ready workshop and the password hashes of today in one query; None where the workshop is gone."""
    people = {"organiser": ORGANISER, "facilitator": FACILITATOR}
    hashes = {
        name: Subquery(User.objects.filter(email=email).values("password")[:1])
        for name, email in people.items()
    }
    found = Workshop.objects.filter(code=kept.ready).annotate(**hashes)
    rows: Iterable[dict[str, Any]] = found.values("stage", "starts_at", *people)
    return next(iter(rows), None)


def is_new() -> bool:
    """Whether nobody has used this site yet: a demonstration that was thrown away is not brought back."""
    return not Team.objects.exists() and not User.objects.filter(email__in=[ORGANISER, FACILITATOR]).exists()


@transaction.atomic
def make() -> Kept:
    password = new_password()
    cast = make_cast(password)
    kept = Kept(
        password,
        {user.email: user.password for user in (cast.organiser, cast.facilitator)},
        ready=make_ready(cast.team, cast.organiser).code,
        finished=make_finished(cast).code,
    )
    # Before the commit: a demonstration whose password is lost could not be looked at.
    keep(kept)
    return kept


def fit_for_today(kept: Kept, now: dict[str, Any]) -> Kept:
    """A ready workshop whose day has passed is one of today; one that was run makes place for another."""
    if now["stage"] == Stage.ENDED:
        return another(kept)
    if now["stage"] == Stage.PLANNED and timezone.localdate(now["starts_at"]) < timezone.localdate():
        move_to_today(kept.ready)
    return kept


@transaction.atomic
def another(kept: Kept) -> Kept:
    run = Workshop.objects.select_related("team", "created_by").get(code=kept.ready)
    if run.created_by is None:
        return kept
    fresh = replace(kept, ready=make_ready(run.team, run.created_by).code)
    keep(fresh)
    return fresh
