"""What is committed while a room is being read reaches everybody all the same."""

import json
from threading import Thread

from channels.db import database_sync_to_async
from django.db import connection, connections

from tests.rooms import heard, polled, split
from workshops.room.hub import hub

in_database = database_sync_to_async


def in_the_middle_of_a_look(happens) -> None:
    """In the thread that draws: the next time it reads what was said, `happens` is committed just before."""
    wrapper = connection.execute_wrapper(lambda *query: before_the_comments(happens, wrapper, *query))
    wrapper.__enter__()


def before_the_comments(happens, wrapper, execute, sql, *rest):
    if 'FROM "workshops_comment"' in sql:
        wrapper.__exit__(None, None, None)
        other = Thread(target=committed, args=[happens])
        other.start()
        other.join()
    return execute(sql, *rest)


def committed(happens) -> None:
    try:
        happens()
    finally:
        connections.close_all()


async def test_whoever_has_the_version_that_a_look_began_with_is_brought_what_it_saw_besides(live):
    oak = live.oak
    await in_database(oak.go_to)("discuss")
    had = (await in_database(lambda: oak.snapshot)()).version
    await hub().backstage.run(in_the_middle_of_a_look, lambda: oak.say(live.ben, "comment", "Said meanwhile"))

    room = await hub().room(oak.code)
    assert room
    first = dict(room.regions.drawn)
    # What Ana would be sent, whose page was made just before.
    status, body = await polled(f"/w/{oak.code}/state?since={had}", live.browsers["ana"])
    late = await heard(oak.code, "participant", live.browsers["ana"], str(had))

    assert "Said meanwhile" in first["flow"].drawn
    assert status == 200
    assert "Said meanwhile" in split(json.loads(body)["html"])["flow"]
    assert "Said meanwhile" in late.regions["flow"]


async def test_it_is_not_brought_again_and_again(live):
    oak = live.oak
    await in_database(oak.go_to)("discuss")
    await hub().backstage.run(in_the_middle_of_a_look, lambda: oak.say(live.ben, "comment", "Said meanwhile"))
    socket = await heard(oak.code, "participant", live.browsers["ana"])
    now = (await in_database(lambda: oak.snapshot)()).version
    await socket.hear_of(now)

    status, body = await polled(f"/w/{oak.code}/state?since={now}", live.browsers["ana"])
    assert (status, body) == (204, "")
