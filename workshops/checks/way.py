"""Everything that can be found out about the way to a site, from the first answer to a socket at rest."""

from collections.abc import Iterator

from workshops.checks.arriving import Lost, arrived, encryption, origin_of, plain_way
from workshops.checks.finding import Finding
from workshops.checks.pages import pages
from workshops.checks.sockets import sockets


def found_on_the_way(address: str, idle: int) -> Iterator[Finding]:
    """Findings as they come; `idle` seconds of silence on a socket, or none with 0."""
    try:
        web, page, findings = arrived(origin_of(address))
    except Lost as lost:
        yield lost.finding
        return
    yield from findings
    yield encryption(web)
    yield from plain_way(web)
    yield from pages(web, page)
    web.close()
    yield from sockets(web, idle)
