"""WebSocket through whatever stands before the site: whether it opens, whether messages wait, how long it may rest."""

import socket
import time
from collections.abc import Iterator

from django.utils.translation import gettext as _
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from workshops.checks.echo import BUSY, BYE, ECHOES, LONGEST_QUIET, STILL_HERE
from workshops.checks.finding import Finding, fine, note, wrong
from workshops.checks.web import Web

SOCKET, BUFFERING, IDLE = "websocket", "buffering", "idle"
PATH = "/live/check/"
OPENS_WITHIN = 8.0  # seconds
COMES_WITHIN = 4.0
LATE = 2.0
SIGN_OF_LIFE = 15.0  # how often a room says something to each screen
WIDE = 2.0  # between what was asked for and what clocks and networks make of it
ADVISED = 60


def why_refused(status: int) -> str:
    """What an answer to the upgrade other than 101 says of the proxy."""
    words = {
        200: _("it does not pass Upgrade and Connection on."),
        400: _(
            "it passes the upgrade on in pieces: Upgrade, Connection and the Sec-WebSocket headers belong together."
        ),
        401: _("it asks for a password first, which a socket cannot give."),
        403: _("it, or a firewall, forbids WebSocket."),
        404: _("it does not pass %s on to the site.") % PATH,
        407: _("a proxy between here and there asks for a password."),
        426: _("it does not pass Upgrade and Connection on, and the site got an ordinary question."),
        502: _("it does not reach the site for sockets, or speaks HTTP/1.0 to it."),
        503: _("it has no room for sockets."),
        504: _("it waits for the whole answer, which a socket never gives."),
    }
    if 300 <= status < 400:
        return _("it redirects sockets, which browsers do not follow.")
    return words.get(status, _("the upgrade does not get through."))


def opened(web: Web, quiet: int = 0, *, as_browser: bool = True) -> ClientConnection:
    """The open socket; raises InvalidStatus for any other answer than 101. As in a browser, no redirect is followed."""
    query = f"?quiet={quiet}" if quiet else ""
    try:
        return connect(
            web.base.replace("http", "ws", 1) + PATH + query,
            # With a connection that was made before, the library follows none either.
            sock=socket.create_connection((web.host, web.port), OPENS_WITHIN),
            origin=Origin(web.base) if as_browser else None,
            ssl=web.trust if web.secure else None,
            proxy=None,
            compression=None,
            ping_interval=None,
            open_timeout=OPENS_WITHIN,
            close_timeout=1,
        )
    except ValueError as fault:
        raise fault.__cause__ or fault from None


def sockets(web: Web, idle: int) -> Iterator[Finding]:
    try:
        with opened(web) as line:
            yield fine(SOCKET, _("WebSocket opens (101)."))
            yield talking(line)
    except InvalidStatus as refusal:
        yield refused(web, refusal.response.status_code)
        return
    except TimeoutError:
        yield wrong(SOCKET, _("The upgrade gets no answer: something swallows it."))
        return
    except (InvalidHandshake, InvalidMessage, OSError, EOFError) as fault:
        yield wrong(SOCKET, _("The upgrade is broken off: %s.") % fault)
        return
    if idle:
        yield resting(web, idle)


def refused(web: Web, status: int) -> Finding:
    """The finding for an upgrade that was answered otherwise. A rewritten Host makes the site itself refuse."""
    if status == 403 and opens_without_origin(web):
        return wrong(
            SOCKET,
            _(
                "The site refuses browsers' sockets (403), because the proxy passes on another Host than the "
                "browser's: let it keep Host, or start the site with SITE_ADDRESS=%s."
            )
            % web.base,
        )
    return wrong(
        SOCKET,
        _("The proxy answers the upgrade with %(status)s instead of 101: %(why)s")
        % {"status": status, "why": why_refused(status)},
        status=status,
    )


def opens_without_origin(web: Web) -> bool:
    try:
        with opened(web, as_browser=False):
            return True
    except (InvalidHandshake, InvalidMessage, OSError, EOFError):
        return False


def talking(line: ClientConnection) -> Finding:
    """The site's greeting comes unasked, and then each word comes back before the next one is sent."""
    waits = []
    try:
        for number in range(ECHOES + 1):
            began = time.perf_counter()
            if number:
                line.send(str(number))
            line.recv(timeout=COMES_WITHIN)
            waits.append(time.perf_counter() - began)
    except TimeoutError:
        return held_back(line)
    except ConnectionClosed as end:
        return ended(end)
    slowest = round(max(waits) * 1000, 1)
    if max(waits) > LATE:
        return wrong(
            BUFFERING, _("A message took %s ms: the proxy buffers.") % round(slowest), slowest_ms=slowest
        )
    return fine(BUFFERING, _("Messages come through at once, both ways."), slowest_ms=slowest)


def ended(end: ConnectionClosed) -> Finding:
    if end.rcvd and end.rcvd.code == BUSY:
        return note(BUFFERING, _("The site is busy with other checks: try again in a minute."))
    return wrong(BUFFERING, _("The socket opens and is cut off at once."))


def held_back(line: ClientConnection) -> Finding:
    """What comes once the site has closed the socket was there before, and was held."""
    try:
        line.send(BYE)
        line.recv(timeout=COMES_WITHIN)
    except (TimeoutError, ConnectionClosed):
        return wrong(
            BUFFERING,
            _(
                "The socket opens, but no message comes through: something on the way only pretends to pass it on."
            ),
        )
    return wrong(
        BUFFERING,
        _("Messages are held back until the socket closes: the proxy buffers. Switch buffering off."),
    )


def resting(web: Web, seconds: int) -> Finding:
    """A socket on which nobody says anything, not even a ping."""
    quiet = min(seconds, int(LONGEST_QUIET))
    try:
        with opened(web, quiet) as line:
            return rested(line, quiet)
    except (InvalidHandshake, InvalidMessage, OSError, EOFError, TimeoutError) as fault:
        return note(IDLE, _("A second socket for the silence did not open: %s.") % fault)


def rested(line: ClientConnection, quiet: int) -> Finding:
    began = time.perf_counter()
    try:
        message = line.recv(timeout=COMES_WITHIN)
        while message != STILL_HERE:
            message = line.recv(timeout=quiet + COMES_WITHIN)
    except TimeoutError:
        return wrong(
            IDLE,
            _("After %s s of silence nothing comes through any more, though the socket seems open.") % quiet,
            seconds=quiet,
        )
    except ConnectionClosed as end:
        return cut_after(time.perf_counter() - began, end)
    return fine(IDLE, _("A socket survives %s s of silence.") % quiet, seconds=quiet)


def cut_after(seconds: float, end: ConnectionClosed) -> Finding:
    if end.rcvd and end.rcvd.code == BUSY:
        return note(IDLE, _("The site is busy with other checks: try again in a minute."))
    rested = round(seconds, 1)
    spoken = {"seconds": round(rested), "advised": ADVISED}
    if seconds < SIGN_OF_LIFE + WIDE:
        return wrong(
            IDLE,
            _(
                "The proxy cuts a socket after %(seconds)s s of silence. A room says something every 15 s, so every "
                "screen would lose it again and again: allow %(advised)s s."
            )
            % spoken,
            seconds=rested,
        )
    return note(
        IDLE,
        _(
            "The proxy cuts a socket after %(seconds)s s of silence. A room says something every 15 s, which keeps "
            "sockets open; %(advised)s s would be safer."
        )
        % spoken,
        seconds=rested,
    )
