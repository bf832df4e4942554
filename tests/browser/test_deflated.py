"""What is deflated once for all is understood by a browser, and what is not is understood beside it."""

from tests.browser.people import Room
from workshops.room.wire import WORTH_DEFLATING

AGENDA = ["discuss", "check_in"]
LISTEN = """() => {
  const heard = [];
  room.socket.addEventListener("message", (event) => heard.push(event.data));
  return heard;
}"""
AGREED = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
OPEN = """() => new Promise((open) => {
  const look = () => room.socket && room.socket.readyState === WebSocket.OPEN ? open() : setTimeout(look, 50);
  look();
})"""


def test_a_browser_inflates_what_was_deflated_for_all(room: Room) -> None:
    desk = room.desk()
    desk.open_doors()
    desk.go_on("discuss")
    phone = room.phone()
    phone.at("discuss")
    # A page shows its step before its socket has been agreed on.
    for page in (phone.page, desk.page):
        page.evaluate(OPEN)
    sockets = [page.evaluate("room.socket.extensions") for page in (phone.page, desk.page)]
    heard = phone.page.evaluate_handle(LISTEN)
    desk.go_on("check_in")
    phone.at("check_in")
    pushed = [len(text) for text in heard.json_value() if '"html"' in text]

    assert sockets == [AGREED, AGREED]
    # Long enough to have come deflated.
    assert max(pushed) > WORTH_DEFLATING
