"""A facilitator who runs the whole agenda by itself, from the real desk."""

import asyncio
import secrets
from collections.abc import Mapping

from asgiref.sync import sync_to_async

from workshops.domain.moves import Phase, Stage
from workshops.queries import snapshot_of
from workshops.rehearsal.browser import TOKEN, Browser
from workshops.rehearsal.crowd import Crowd
from workshops.rehearsal.facilitating import desk_acts
from workshops.snapshot import Snapshot

LONGEST_STEP = 60.0  # seconds until the desk goes on without the last
OK = 200


class Stuck(Exception):
    """The desk was refused."""


class Driver:
    """`cookies` hold the session of somebody who may run the workshop."""

    def __init__(self, crowd: Crowd, cookies: Mapping[str, str]) -> None:
        self.crowd = crowd
        self.browser = Browser(crowd.base)
        self.browser.cookies = {**cookies, TOKEN: secrets.token_hex(16)}

    async def open_doors(self) -> None:
        if (await self._room()).stage == Stage.PLANNED:
            await self._press("open_doors", {})

    async def run(self) -> None:
        """Step by step, each when everybody has done what it asks, to the last."""
        while True:
            room = await self._room()
            if room.now and room.now.phase == Phase.OPEN:
                await self._hold(room, room.now.id)
            if room.on is None:
                return
            await self._press("step", {"towards": "on", "seen": room.standing, "sure": "1"})

    async def end(self) -> None:
        await self._press("end", {"sure": "1"})

    async def _hold(self, room: Snapshot, activity: int) -> None:
        for found in desk_acts(room):
            await self._post(f"/w/{room.code}/{activity}/{found.act}", found.fields)
        self.crowd.counts["left_behind"] += await self.crowd.until_done(activity, LONGEST_STEP)

    async def _press(self, act: str, fields: Mapping[str, str]) -> None:
        await self._post(f"/desk/{self.crowd.code}/{act}", fields)
        await asyncio.sleep(0.3 * self.crowd.pace)

    async def _post(self, path: str, fields: Mapping[str, str]) -> None:
        reply = await self.browser.post(path, fields)
        if reply.status != OK:
            raise Stuck(f"The desk was refused at {path}: {reply.status} {reply.text[:200]}")

    async def _room(self) -> Snapshot:
        room = await sync_to_async(snapshot_of)(self.crowd.code)
        if room is None:
            raise Stuck("The workshop is gone.")
        return room
