"""A workshop whose people are at different processes behaves as in one."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.browser.server import Site
from tests.faults.people import Crowd, Desk, Person
from tests.faults.windows import unnumbered, until
from tests.workers.spread import Spread

Pair = tuple[Site, Site]
PATIENCE = 30.0
PRESENCE_IS_TOLD_EVERY = 2.0  # seconds


def complaints(pair: Pair) -> str:
    return "".join(site.complaints() for site in pair)


def desk_at(site: Site, crowd: Crowd) -> Desk:
    """Another window of the facilitator's, at that server."""
    cookies = crowd.desk.browser.cookies
    return Desk(base=site.address, code=crowd.made["code"], audience="desk", cookies=cookies)


def laptop_of(person: Person, site: Site, crowd: Crowd) -> Person:
    """The same participant on another device, at that server."""
    return Person(
        person.number,
        person.id.hex,
        crowd.record,
        base=site.address,
        code=crowd.made["code"],
        cookies=person.browser.cookies,
    )


@asynccontextmanager
async def following(*windows: Desk | Person) -> AsyncIterator[None]:
    """These pages are open, until the block ends."""
    tasks = [asyncio.create_task(window.follow()) for window in windows]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def look(window: Desk | Person) -> int:
    """Ask for the newest state once; gives the status of the answer."""
    reply = await window.get(window.state)
    if reply.status == 200:
        window.take(reply.json())
    return reply.status


async def test_a_move_made_at_one_process_reaches_the_sockets_of_all(pair: Pair, crowd: Crowd) -> None:
    other = desk_at(pair[1], crowd)
    async with crowd.gathered():
        await crowd.desk.go_on()
        await crowd.all_show_the_newest(PATIENCE)
        await look(other)
        await other.go_on()
        await crowd.all_show_the_newest(PATIENCE)
        # Each was told by its own process through its own socket: nobody had to ask.
        told = Counter(window.base for window in crowd.windows if not window.counts["polled"])
        assert told == Counter(window.base for window in crowd.windows)
        assert len(told) == 2
    assert complaints(pair) == ""


async def test_scores_sent_to_different_processes_count_once_in_one_round(
    spread: Spread, pair: Pair, crowd: Crowd
) -> None:
    async with crowd.gathered():
        crowd.start_scoring()
        await crowd.until_heard_again(200)
        await crowd.desk.go_on()
        await crowd.stop_scoring()
        await crowd.all_show_the_newest(PATIENCE)
    # The round was closed on some, at both.
    assert {person.base for person in crowd.people if person.counts["refused"]} == {
        site.address for site in pair
    }
    assert (spread.faults(crowd), spread.miscounted(crowd), complaints(pair)) == ([], [], "")


async def test_polling_at_one_process_sees_the_moves_of_another(pair: Pair, crowd: Crowd) -> None:
    person = crowd.people[1]
    assert person.base == pair[1].address != crowd.desk.base
    assert [await look(person), await look(person), await look(crowd.desk)] == [200, 204, 200]
    before = person.regions["stage"]
    await crowd.desk.go_on()
    async with asyncio.timeout(PATIENCE):
        while await look(person) == 204:
            await person.pause(0.1)
    assert person.regions["stage"] != before
    assert person.shows(unnumbered((await person.get(crowd.pages["participant"])).text))


async def test_one_person_at_two_processes_has_one_score_and_the_last_word_stands(
    spread: Spread, pair: Pair, crowd: Crowd
) -> None:
    phone = crowd.people[0]
    laptop = laptop_of(phone, pair[1], crowd)
    one, other = crowd.made["principles"][:2]

    async def chosen(device: Person, principle: str, level: int, turn: int) -> int:
        fields = {"principle": principle, "score": str(level), "turn": str(turn)}
        answer = await device._by_socket(crowd.made["activity"], fields, PATIENCE)
        return answer["status"] if answer else 0

    async with following(phone, laptop):
        await until(lambda: phone.is_heard and laptop.is_heard, PATIENCE)
        # What the phone sent earlier arrives later.
        statuses = [await chosen(laptop, one, 2, turn=7), await chosen(phone, one, 5, turn=6)]
        # Both at once; the laptop alone goes on to the last turn.
        both = [*((device, turn) for turn in range(1, 20) for device in (phone, laptop)), (laptop, 20)]
        statuses += await asyncio.gather(
            *(chosen(device, other, turn % 5 + 1, turn) for device, turn in both)
        )
    assert statuses == [200] * (len(both) + 2)
    rows = Counter((row.principle, row.level) for row in spread.scores(crowd))
    assert rows == Counter({(one, 2): 1, (other, 1): 1})


async def test_everybody_is_counted_once_over_all_processes(pair: Pair, crowd: Crowd) -> None:
    """Also whoever has two pages open, at two processes; and whoever has left one of them is asleep at all."""
    laptop = laptop_of(crowd.people[0], pair[1], crowd)
    *others, leaver = crowd.people
    assert leaver.base == pair[1].address != crowd.desk.base

    def gauge() -> list[str]:
        words = re.sub(r"<[^>]*>|\s", " ", crowd.desk.regions.get("desk_gauge", ""))
        return re.findall(r"(\d+ (?:live|asleep))", words)

    async with following(crowd.desk, laptop, *others):
        async with following(leaver):
            await until(lambda: laptop.is_heard and leaver.is_heard, PATIENCE)
            await until(lambda: gauge() == [f"{len(crowd.people)} live"], PATIENCE)
            # Every process has told the others once more.
            await asyncio.sleep(2 * PRESENCE_IS_TOLD_EVERY)
            assert gauge() == [f"{len(crowd.people)} live"]
        await until(lambda: gauge() == [f"{len(others)} live", "1 asleep"], PATIENCE)
