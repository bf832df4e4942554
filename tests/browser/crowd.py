"""Windows of a real browser, and everything they complain of."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

PHONE, SMALL, DESKTOP, WALL = (390, 844), (320, 640), (1366, 900), (1920, 1080)
# What stands in the place of a WebSocket that a network refuses at once, or swallows without a word.
REFUSED = """
window.WebSocket = class {
  static OPEN = 1;
  readyState = 3;
  constructor() { setTimeout(() => this.onclose && this.onclose({ code: 1006 })); }
  close() {}
};
"""
SWALLOWED = """
window.WebSocket = class {
  static OPEN = 1;
  readyState = 0;
  close() {}
};
"""


@dataclass(frozen=True)
class Transport:
    """How the windows reach the server, and whether it falls over on the way."""

    name: str = "websocket"
    scripts: bool = True
    instead: str = ""
    restarts: bool = False

    def __str__(self) -> str:
        return self.name


# A browser says these itself when a server is away; everything else in a console is a fault of ours.
AWAY = (r"net::ERR_", r"^WebSocket connection to ")


@dataclass
class Crowd:
    """The windows of one test. `expected` are patterns of complaints that the test brings about on purpose."""

    browser: Browser
    address: str
    transport: Transport = field(default_factory=Transport)
    expected: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def window(self, size: tuple[int, int], **options: object) -> Page:
        """A window of a person of its own: no cookie is shared with any other."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=self.transport.scripts,
            base_url=self.address,
            locale="en-GB",
            **options,  # type: ignore[arg-type]
        )
        self.contexts.append(context)
        if self.transport.instead:
            context.add_init_script(self.transport.instead)
        context.set_default_timeout(12_000)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)
        return context.new_page()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(f"{message.text} ({message.location['url']})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.heard.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status} {response.url}")

    @property
    def complaints(self) -> list[str]:
        return [words for words in self.heard if not any(re.search(p, words) for p in self.expected)]

    def leave(self) -> None:
        for context in self.contexts:
            context.close()
