"""People who score as `static/js/send.js` does, the desk that leads them, and the record of what each was told."""

import asyncio
import contextlib
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import UUID

from websockets.exceptions import ConnectionClosed

from tests.faults.windows import PATIENCE, Window, pauses, unnumbered, until
from workshops.rehearsal.browser import Unreachable
from workshops.rehearsal.record import Place, Record

ANSWER_WITHIN = 4.0  # seconds, after which the same form goes by POST
LEVELS = (1, 2, 3, 4, 5, None)


class Person(Window):
    """Somebody with a seat. What they were told of every choice goes into `record`."""

    def __init__(self, number: int, id: str, record: Record, **window: Any) -> None:
        super().__init__(audience="participant", **window)
        self.number, self.id, self.record = number, UUID(id), record
        self.turns: Counter[Place] = Counter()
        self.marks = itertools.count(1)

    async def choose(self, activity: int, principle: str, level: int | None) -> None:
        """Choose, and send it until somebody has answered: each time the same choice, with the same turn."""
        place = Place(self.number, activity, principle)
        self.turns[place] += 1
        self.record.sends(place, level)
        fields = {
            "principle": principle,
            "score": "cant_say" if level is None else str(level),
            "turn": str(self.turns[place]),
        }
        before = self.counts["sent again"]
        answer = await self._send(activity, fields)
        if answer["status"] == 200:
            self.record.hears_yes(place, level)
            self.counts["acknowledged"] += 1
            return
        self.counts["refused"] += 1
        if self.counts["sent again"] == before:
            self.record.hears_no(place)

    async def _send(self, activity: int, fields: Mapping[str, str]) -> dict[str, Any]:
        for wait in pauses():
            answer = await self._by_socket(activity, fields) or await self._by_post(activity, fields)
            if answer and answer["status"] < 500:
                return answer
            self.counts["sent again"] += 1
            await self.pause(wait)
        raise AssertionError

    async def _by_socket(
        self, activity: int, fields: Mapping[str, str], patience: float = ANSWER_WITHIN
    ) -> dict[str, Any] | None:
        """The answer; None where the socket is not open, is lost, or nothing came in time."""
        if not (self.socket and self.is_heard):
            return None
        mark = next(self.marks)
        answered = self.waiting[mark] = asyncio.get_running_loop().create_future()
        message = {"id": mark, "activity": activity, "act": "score", "fields": fields}
        answer = None
        with contextlib.suppress(TimeoutError, ConnectionClosed):
            await self.socket.send(json.dumps(message))
            # Not wait_for: it forgets that somebody goes home at the moment of an answer.
            async with asyncio.timeout(patience):
                answer = await answered
        self.waiting.pop(mark, None)
        self.counts["sent again"] += answer is None
        return answer

    async def _by_post(self, activity: int, fields: Mapping[str, str]) -> dict[str, Any] | None:
        with contextlib.suppress(Unreachable):
            reply = await self.post(f"/w/{self.code}/{activity}/score", fields)
            is_json = reply.body.startswith(b"{")
            return reply.json() if is_json else {"status": reply.status, "words": reply.text}
        return None


class Desk(Window):
    """The facilitator's, signed in."""

    @property
    def seen(self) -> str:
        """Where this desk thinks the room is."""
        found = re.search(r'name="seen" value="([^"]+)"', self.regions.get("desk_next", ""))
        return found[1] if found else ""

    async def go_on(self) -> None:
        """One step of the agenda; what was on its way when the server fell is pressed again, and counts once."""
        until = asyncio.get_running_loop().time() + PATIENCE
        was = self.seen
        while self.seen == was and asyncio.get_running_loop().time() < until:
            with contextlib.suppress(Unreachable):
                fields = {"towards": "on", "seen": was, "sure": "1"}
                reply = await self.post(f"/desk/{self.code}/step", fields)
                if reply.status == 200:
                    self.take(reply.json())
            await self.pause(0.5)
        assert self.seen != was


class Crowd:
    """Everybody who is in the room: its people, its desk and its screen."""

    def __init__(
        self, base: str, made: Mapping[str, Any], *, hurry: float = 1.0, bases: tuple[str, ...] = ()
    ):
        """`bases` are further addresses of the same site; people are dealt out over all of them."""
        self.made, self.record = made, Record()
        ways = (base, *bases)
        shared = {"code": made["code"], "hurry": hurry}
        self.people = [
            Person(
                number,
                one["id"],
                self.record,
                base=ways[number % len(ways)],
                cookies=one["cookies"],
                **shared,
            )
            for number, one in enumerate(made["people"])
        ]
        self.desk = Desk(base=base, audience="desk", cookies=made["desk"], **shared)
        self.screen = Window(base=ways[-1], audience="screen", cookies=made["screen"], **shared)
        self.pages = {
            "participant": f"/w/{made['code']}/",
            "desk": f"/desk/{made['code']}/",
            "screen": f"/screen/{made['screen_key']}/",
        }
        self.scoring: list[asyncio.Task[None]] = []
        self.stopping = False

    @property
    def windows(self) -> list[Window]:
        return [*self.people, self.desk, self.screen]

    def counted(self, what: str) -> int:
        """How often something happened to anybody."""
        return sum(window.counts[what] for window in self.windows)

    @contextlib.asynccontextmanager
    async def gathered(self) -> AsyncIterator["Crowd"]:
        """Everybody has their page open, until the block ends."""
        following = [asyncio.create_task(window.follow()) for window in self.windows]
        try:
            await until(lambda: all(window.regions for window in self.windows))
            yield self
        finally:
            self.stopping = True
            for task in [*following, *self.scoring]:
                task.cancel()
            await asyncio.gather(*following, *self.scoring, return_exceptions=True)

    def start_scoring(self) -> None:
        """From now on each of them chooses one level after the other, without end."""
        self.stopping = False
        self.scoring = [asyncio.create_task(self._score(person)) for person in self.people]

    async def _score(self, person: Person) -> None:
        rng = random.Random(person.number)
        for turn in itertools.count(person.number):
            for key in self.made["principles"]:
                if self.stopping:
                    return
                await person.choose(self.made["activity"], key, LEVELS[turn % len(LEVELS)])
                await asyncio.sleep(rng.uniform(0.01, 0.05))

    async def stop_scoring(self) -> None:
        """Everybody's last choice is answered."""
        self.stopping = True
        async with asyncio.timeout(4 * PATIENCE):
            await asyncio.gather(*self.scoring)

    async def until_heard_again(self, more: int = 20) -> float:
        """Scores are acknowledged (again)."""
        before = self.counted("acknowledged")
        return await until(lambda: self.counted("acknowledged") >= before + more)

    async def all_show_the_newest(self, longest: float = PATIENCE) -> float:
        """Wait until every page shows what a fresh one, drawn from the database, shows; how long that took."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        while behind := await self._behind():
            assert loop.time() - start < longest, f"still behind after {longest} s: {behind}"
            await asyncio.sleep(0.1)
        return loop.time() - start

    async def _behind(self) -> list[str]:
        """Whose page is not the newest; each is loaded anew with the cookies of somebody who looks at such a page."""
        fresh = {}
        for window in (self.people[0], self.desk, self.screen):
            page = await window.get(self.pages[window.audience])
            assert page.status == 200
            fresh[window.audience] = unnumbered(page.text)
        return [window.audience for window in self.windows if not window.shows(fresh[window.audience])]

    async def nobody_is_logged_out(self) -> None:
        pages = [(window, self.pages[window.audience]) for window in self.windows]
        replies = await asyncio.gather(*(window.get(path) for window, path in pages))
        assert [reply.status for reply in replies] == [200] * len(pages)
