"""One pretend person over the wire: joins, and does what each step asks, in their own time and way."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext

from workshops.domain.dots import MOST_ON_ONE
from workshops.rehearsal import opinions, words
from workshops.rehearsal.browser import Browser, Reply, Unreachable
from workshops.rehearsal.crowd import Crowd
from workshops.rehearsal.following import Follower, Way, way_of
from workshops.rehearsal.page import Stage, read
from workshops.rehearsal.record import Place
from workshops.rehearsal.sending import FOUND, Sender, Told

MIDDLE = 3
# One choice in so many is changed, tapped twice, sent as the line goes dead, followed by a reload or a nap.
CHANGED, TWICE, CUT, RELOADED, ASLEEP = 4, 8, 16, 12, 16
# One person in so many: gives a reason, says something in a discussion, has an idea, owns a commitment.
REASON, COMMENT, IDEA, OWNER = 5, 3, 2, 4
MOST_SEEN = 2


class Person:
    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd, self.number = crowd, number
        self.rng = crowd.chance(number)
        self.browser = Browser(crowd.base)
        way = way_of(number)
        self.sender = Sender(self.browser, crowd.code, plain=way == Way.PLAIN, counts=crowd.counts)
        self.follower = Follower(crowd, self.sender, way, self.rng)
        self.levels: dict[str, int | None] = {}
        self.turns: Counter[Place] = Counter()
        self.begun: set[int] = set()
        # What each kind of step asks; the others ask nothing.
        self.doings: dict[str, Callable[[Stage], Awaitable[None]]] = {
            "score": self._score,
            "rescore": self._score,
            "check_in": self._check_in,
            "discuss": self._talk,
            "ideas": self._propose,
            "dots": self._vote,
            "commit": self._own_up,
            "check_out": self._check_out,
        }

    async def live(self) -> None:
        """From the door to the end, which comes from outside."""
        await asyncio.sleep(self.rng.uniform(0, self.crowd.pace))
        while not await self._joined():
            await self._pause()
        following = asyncio.create_task(self.follower.follow())
        try:
            while True:
                await self.follower.changed.wait()
                self.follower.changed.clear()
                await self._act(self.follower.stage)
        finally:
            following.cancel()

    async def _joined(self) -> bool:
        path = f"/join/{self.crowd.code}/"
        try:
            door = read((await self.browser.get(path)).text)
            if not door.sectors:
                return False
            form = {"sector": self.rng.choice(door.sectors), "ticket": door.ticket}
            taps = 2 if self._happens("double_taps", TWICE) else 1
            replies = await asyncio.gather(
                *(self.browser.post(path, form, live=False) for _ in range(taps)), return_exceptions=True
            )
        except Unreachable:
            return False
        return self._seated([reply for reply in replies if isinstance(reply, Reply)])

    def _seated(self, replies: Sequence[Reply]) -> bool:
        """Whether somebody came in; every seat they got is kept, since all must be one and the same."""
        seats = [value for reply in replies for name, value in reply.cookies.items() if "participant" in name]
        if not seats or any(reply.status != FOUND for reply in replies):
            return False
        self.crowd.seated[self.number] = seats
        return True

    async def _act(self, stage: Stage) -> None:
        if not stage.is_open or stage.step in self.begun:
            return
        self.begun.add(stage.step)
        if stage.kind in self.doings:
            await self.doings[stage.kind](stage)
        self.crowd.does(stage.step, self.number)

    async def _check_in(self, stage: Stage) -> None:
        await self._say(stage, "say", {"text": gettext(self.rng.choice(words.CHECK_IN))})

    async def _check_out(self, stage: Stage) -> None:
        mark = str(self.rng.randint(2, 5))
        await self._say(stage, "leave", {"text": gettext(self.rng.choice(words.CHECK_OUT)), "useful": mark})

    async def _propose(self, stage: Stage) -> None:
        if self._one_in(IDEA):
            await self._say(stage, "propose", {"text": gettext(self.rng.choice(words.IDEAS))})

    def _is_in(self, stage: Stage) -> bool:
        now = self.follower.stage
        return now.step == stage.step and now.is_open

    async def _score(self, stage: Stage) -> None:
        for number, key in enumerate(stage.principles, 1):
            await self._pause()
            level = self._opinion(number, key, stage)
            if not self._is_in(stage):
                return
            if self._happens("changed_minds", CHANGED):
                await self._choose(stage, key, opinions.another_opinion(level, stage.levels, self.rng))
                await self._pause()
            await self._choose(stage, key, level)
            await self._drift()

    def _opinion(self, number: int, key: str, stage: Stage) -> int | None:
        if key in self.levels:
            return opinions.second_thoughts(self.levels[key], MIDDLE, self.rng)
        return opinions.one_opinion(number, stage.levels, self.rng)

    async def _choose(self, stage: Stage, key: str, level: int | None) -> None:
        """Send one choice, and write down what was said to it."""
        place = Place(self.number, stage.step, key)
        reason = gettext(self.rng.choice(words.REASONS_LOW)) if self._one_in(REASON) else ""
        self.turns[place] += 1
        fields = {
            "principle": key,
            "score": "cant_say" if level is None else str(level),
            "reason": reason,
            "turn": str(self.turns[place]),
        }
        self.crowd.record.sends(place, level)
        started = asyncio.get_running_loop().time()
        told = await self._send(stage, "score", fields)
        if told.yes:
            self.crowd.waits.append(asyncio.get_running_loop().time() - started)
            self.crowd.record.hears_yes(place, level)
            self.levels[key] = level
            return
        self.crowd.counts["refused"] += 1
        if told.sure:
            self.crowd.record.hears_no(place)

    async def _send(self, stage: Stage, act: str, fields: Mapping[str, str]) -> Told:
        """Once, or twice at the same moment, or over a line that goes dead."""
        if self.sender.socket and self._happens("cut_off", CUT):
            return await self.sender.send_and_hang_up(stage.step, act, fields)
        taps = 2 if self._happens("double_taps", TWICE) else 1
        sending: list[Awaitable[Told]] = [self.sender.send(stage.step, act, fields) for _ in range(taps)]
        answers = await asyncio.gather(*sending)
        best = next((told for told in answers if told.yes), answers[0])
        return Told(best.status, all(told.sure for told in answers))

    async def _drift(self) -> None:
        """Now and then somebody loads the page again, or puts the phone away."""
        if self._happens("reloads", RELOADED):
            await self.follower.go_away(0.0, reload=True)
        elif self._happens("naps", ASLEEP):
            await self.follower.go_away(self.rng.uniform(0.5, 2.0) * self.crowd.pace)

    async def _say(self, stage: Stage, act: str, fields: Mapping[str, str]) -> None:
        await self._pause()
        form = UUID(int=self.rng.getrandbits(128), version=4)
        told = await self._send(stage, act, {**fields, "form": str(form)})
        if told.yes:
            self.crowd.said.add(form)

    async def _talk(self, stage: Stage) -> None:
        if self._one_in(COMMENT):
            await self._say(stage, "comment", {"text": gettext(self.rng.choice(words.ANY_COMMENTS))})
        await self._pause()
        seen = self.follower.comments
        for comment in self.rng.sample(seen, min(MOST_SEEN, len(seen))):
            await self._send(stage, "see_too", {"comment": comment})
            await self._pause()

    async def _vote(self, stage: Stage) -> None:
        """Put every dot, one after the other: a second one on an idea is a change of the first."""
        put: Counter[str] = Counter()
        for _dot in range(min(stage.dots, MOST_ON_ONE * len(stage.options))):
            await self._pause()
            if not self._is_in(stage):
                return
            idea = self.rng.choice([option for option in stage.options if put[option] < MOST_ON_ONE])
            put[idea] += 1
            await self._put(stage, idea, put[idea])

    async def _put(self, stage: Stage, idea: str, count: int) -> None:
        """So many dots on an idea, and what was said to it."""
        place = Place(self.number, stage.step, idea)
        self.crowd.dots.sends(place, count)
        told = await self._send(stage, "dot", {("one", "two")[count - 1]: idea})
        if told.yes:
            self.crowd.dots.hears_yes(place, count)
        elif told.sure:
            self.crowd.dots.hears_no(place)

    async def _own_up(self, stage: Stage) -> None:
        await self._pause()
        if self.follower.promises and self._one_in(OWNER):
            commitment = self.rng.choice(self.follower.promises)
            await self._send(stage, "confirm", {"commitment": commitment})

    async def _pause(self) -> None:
        await asyncio.sleep(self.rng.uniform(0.1, 1.0) * self.crowd.pace)

    def _one_in(self, many: int) -> bool:
        return self.rng.randrange(many) == 0

    def _happens(self, what: str, many: int) -> bool:
        happens = self._one_in(many)
        self.crowd.counts[what] += happens
        return happens
