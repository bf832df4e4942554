"""What a phone must load: little, and from here alone."""

import gzip
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from tests.browser.crowd import PHONE
from tests.browser.people import Room

AGENDA = ["welcome", "score", "check_in"]
FIRST_VISIT, STYLES, SCRIPTS = 60_000, 8_000, 25_000


def bytes_over_the_wire(page: Page) -> list[int]:
    """Filled by the browser itself while it loads: the encoded bytes of each answer, headers too."""
    sizes: list[int] = []
    protocol = page.context.new_cdp_session(page)

    def finished(event: dict[str, Any]) -> None:
        sizes.append(int(event["encodedDataLength"]))

    protocol.on("Network.loadingFinished", finished)
    protocol.send("Network.enable")
    return sizes


def test_a_first_visit_is_light(room: Room) -> None:
    """A cold cache, from the link to the scale; the crowd's windows complain of any other host."""
    desk = room.desk()
    desk.open_doors()
    desk.go_on("welcome")
    desk.go_on("score")
    page = room.crowd.window(PHONE)
    sizes = bytes_over_the_wire(page)
    page.goto(f"/j/{room.workshop.code}", wait_until="networkidle")
    room.join(page, "carer").at("score")
    page.wait_for_load_state("networkidle")
    print("first visit:", sum(sizes), "bytes in", len(sizes), "answers")
    assert len(sizes) > 10
    assert sum(sizes) <= FIRST_VISIT


def gathered(page: Page) -> list[Response]:
    """Filled with the answer for every style sheet and script that the page loads."""
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        if answer.request.resource_type in {"stylesheet", "script"}:
            answers.append(answer)

    page.on("response", keep)
    return answers


def texts_of(answers: list[Response]) -> dict[str, str]:
    """By path. Read once all are here: an answer is heard of before its text has come."""
    return {urlsplit(answer.url).path: answer.text() for answer in answers}


def test_styles_and_scripts_of_the_live_pages_are_small(room: Room) -> None:
    desk, screen = room.desk(), room.screen()
    desk.open_doors()
    phone = room.phone()
    for name, window in (("desk", desk), ("screen", screen), ("phone", phone)):
        answers = gathered(window.page)
        window.page.context.new_cdp_session(window.page).send("Network.clearBrowserCache")
        window.page.reload(wait_until="networkidle")
        texts = texts_of(answers)
        size = {
            kind: len(gzip.compress("".join(t for path, t in texts.items() if path.endswith(kind)).encode()))
            for kind in (".css", ".js")
        }
        print(name, size)
        assert 1_000 < size[".css"] <= STYLES
        assert 1_000 < size[".js"] <= SCRIPTS
