"""A dress rehearsal: a crowd of pretend people on a running server, and a count of every score."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from accounts.models import Membership
from workshops.actions.pretending import mark_pretend
from workshops.domain.codes import normalise
from workshops.domain.moves import Stage
from workshops.models import Workshop
from workshops.rehearsal.browser import Browser, Unreachable
from workshops.rehearsal.counted import Verdict, verdict_on
from workshops.rehearsal.crowd import Crowd
from workshops.rehearsal.driving import Driver, Stuck
from workshops.rehearsal.person import Person
from workshops.rehearsal.telling import complaints, progress_line, summary_of
from workshops.room import seats

HERE = "http://127.0.0.1:8000"
PACE, PACE_UNATTENDED = 6.0, 0.5  # seconds
LOOK_EVERY = 1.0
NOT_COUNTED_AS_TOLD = 1
OK = 200


class Command(BaseCommand):
    help = (
        "Joins a practice workshop as a crowd of pretend people over HTTP and WebSocket, does whatever its "
        "facilitator's steps ask, and says at the end whether every acknowledged score was counted exactly "
        "once. To be run on the server, which must be running."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the join code of the workshop")
        parser.add_argument("--people", type=int, default=40, help="how many come (40)")
        parser.add_argument(
            "--url", nargs="+", default=[HERE], help=f"where the server answers; the first that does ({HERE})"
        )
        parser.add_argument("--seconds", type=float, help="stay at most so long (until the workshop ends)")
        parser.add_argument("--pace", type=float, help="longest pause between two things that somebody does")
        parser.add_argument("--seed", type=int, default=1, help="another number is another crowd (1)")
        parser.add_argument("--drive", action="store_true", help="run the agenda as well, to its end")
        parser.add_argument(
            "--with-parent", type=int, metavar="PID", help="go home when this process is gone"
        )
        parser.add_argument("--json", action="store_true", help="tell the result for programs")
        parser.add_argument("--really", action="store_true", help="even if the workshop is not for practice")

    def handle(self, *args: Any, **options: Any) -> None:
        workshop = workshop_for(options["code"], really=options["really"])
        pace = options["pace"] or (PACE_UNATTENDED if options["drive"] else PACE)
        parent = options["with_parent"]
        site = asyncio.run(answering(options["url"], workshop.code))
        crowd = Crowd(site, workshop.code, options["people"], pace, options["seed"])
        with desk_cookies(workshop, wanted=options["drive"]) as cookies:
            driver = Driver(crowd, cookies) if cookies else None
            try:
                verdict = asyncio.run(rehearse(crowd, workshop, driver, options["seconds"], parent))
            except (Stuck, Unreachable) as fault:
                raise CommandError(str(fault)) from None
        self.tell(crowd, verdict, as_json=options["json"])
        if not verdict.exact:
            sys.exit(NOT_COUNTED_AS_TOLD)

    def tell(self, crowd: Crowd, verdict: Verdict, *, as_json: bool) -> None:
        summary = summary_of(crowd, verdict)
        if as_json:
            self.stdout.write(json.dumps(summary))
            return
        for name, value in summary.items():
            if not isinstance(value, list):
                self.stdout.write(f"{name.replace('_', ' '):>24}  {value}")
        for line in complaints(verdict):
            self.stdout.write(self.style.ERROR(line))
        if not crowd.waits:
            self.stdout.write(_("No score was acknowledged, so there was nothing to hold against the count."))
        elif verdict.exact:
            self.stdout.write(_("Every acknowledged score was counted exactly once."))


def workshop_for(code: str, *, really: bool) -> Workshop:
    workshop = Workshop.objects.select_related("team").filter(code=normalise(code) or "").first()
    if workshop is None:
        raise CommandError(_("No workshop has the code %s.") % code)
    if workshop.stage == Stage.ENDED:
        raise CommandError(_("This workshop is over."))
    if not workshop.practice and not really:
        raise CommandError(
            _("This workshop is real: pretend people would be counted in it. Add --really if you mean it.")
        )
    return workshop


@contextlib.contextmanager
def desk_cookies(workshop: Workshop, *, wanted: bool) -> Iterator[dict[str, str]]:
    """A session of somebody who may run the workshop, for as long as the rehearsal lasts."""
    if not wanted:
        yield {}
        return
    member = Membership.objects.filter(team=workshop.team).select_related("user").order_by("role").first()
    if member is None:
        raise CommandError(_("Nobody is in the workshop's team, so nobody can run it."))
    signed_in = SessionStore()
    signed_in[SESSION_KEY] = str(member.user.pk)
    signed_in[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    signed_in[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    signed_in.create()
    try:
        yield {settings.SESSION_COOKIE_NAME: str(signed_in.session_key)}
    finally:
        signed_in.delete()


async def rehearse(
    crowd: Crowd, workshop: Workshop, driver: Driver | None, seconds: float | None, parent: int | None
) -> Verdict:
    """Everybody lives through the workshop; what came of it is checked before our driver ends it for good."""
    with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, crowd.over.set)
    if driver:
        await driver.open_doors()
    guide = asyncio.create_task(driver.run() if driver else until_ended(crowd, parent))
    over = asyncio.create_task(crowd.over.wait())
    # Sent in by the site: nobody is looking.
    progress = asyncio.create_task(crowd.over.wait() if parent else show_progress(crowd))
    people = [asyncio.create_task(Person(crowd, number).live()) for number in range(crowd.people)]
    for person in people:
        # Nobody leaves by themselves: whoever is done before the end has broken down, and that is worth hearing now.
        person.add_done_callback(lambda _gone: crowd.over.set())
    await asyncio.wait([guide, over], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    walked = guide.done()
    await stopped([guide, over, progress, *people])
    verdict = await sync_to_async(judged)(crowd, workshop)
    if driver and walked:
        await driver.end()
    await sync_to_async(connections.close_all)()
    return verdict


async def answering(addresses: list[str], code: str) -> str:
    """The first of the addresses at which the site answers and knows the workshop."""
    faults = []
    for address in addresses:
        base = address.rstrip("/")
        try:
            reply = await Browser(base).get(f"/join/{code}/")
        except Unreachable:
            faults.append(_("No server answers at %s. Start it first, or give --url.") % base)
            continue
        if reply.status == OK:
            return base
        faults.append(_("The server at %s does not know this workshop.") % base)
    raise CommandError(" ".join(faults))


async def until_ended(crowd: Crowd, parent: int | None) -> None:
    """Until the workshop has ended, or was wiped; or the process that sent the crowd in is gone."""
    running = Workshop.objects.filter(code=crowd.code).exclude(stage=Stage.ENDED)
    while True:
        if not await running.aexists() or parent not in (None, os.getppid()):
            return
        await asyncio.sleep(LOOK_EVERY)


async def stopped(tasks: list[asyncio.Task[Any]]) -> None:
    """End them all; a fault of any of them is ours to hear."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


def judged(crowd: Crowd, workshop: Workshop) -> Verdict:
    """`workshop` is as it was at the start: ending it since then has destroyed its secret."""
    known = {person: participants_of(found, crowd.code) for person, found in crowd.seated.items()}
    # Only now: the desk's pretend people act when its button is pressed, and would have chosen for ours.
    mark_pretend(workshop, set().union(*known.values()))
    return verdict_on(workshop, crowd.record, known, crowd.said, crowd.dots)


def participants_of(tokens: list[str], code: str) -> set[UUID]:
    found = [seats.read(token) for token in tokens]
    return {seat.participant for seat in found if seat and seat.code == code and seat.participant}


async def show_progress(crowd: Crowd) -> None:
    """A bar of the people who have done what the step asks; a line for each step where nobody is looking."""
    shown = ""
    while True:
        line = progress_line(crowd)
        if sys.stderr.isatty():
            print(f"\r{line:<100}", end="", file=sys.stderr, flush=True)
        elif (step := f"{crowd.here.kind} {crowd.here.phase}") != shown:
            shown = step
            print(line, file=sys.stderr, flush=True)
        await asyncio.sleep(0.25)
