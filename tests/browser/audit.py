"""axe over one page in both colour schemes and at several sizes, and whether anything runs off its side."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.crowd import DESKTOP, PHONE, SMALL

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = "options => axe.run(document, options).then(found => found.violations)"
OPTIONS = {"resultTypes": ["violations"], "elementRef": False, "preload": False}
# What is still coming in has colours that nobody is meant to read.
AT_REST = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().endTime < 10000)
  .map((each) => each.finished.catch(() => null))).then(() => null)"""
# What sticks out at the right, if the page can be scrolled there.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > wide + 0.5);
  return out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
}"""


@dataclass
class Audit:
    """Gathers what is found, so that one walk tells of every fault at once."""

    found: list[str] = field(default_factory=list)
    pages: int = 0

    def look(
        self,
        page: Page,
        name: str,
        sizes: Sequence[tuple[int, int]] = (PHONE, DESKTOP),
        *,
        small: bool = True,
    ) -> None:
        """Run axe on the page as it stands, in each size and scheme; `small` also asks whether it fits 320 px."""
        before = page.viewport_size
        for size in sizes:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                self._axe(page, f"{name}, {size[0]} px, {scheme}")
        if small:
            page.set_viewport_size({"width": SMALL[0], "height": SMALL[1]})
            self.found += [f"{name} is wider than 320 px: {what}" for what in page.evaluate(STICKS_OUT)]
        if before:
            page.set_viewport_size(before)

    def _axe(self, page: Page, name: str) -> None:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT)
        page.evaluate(AT_REST)
        self.pages += 1
        for fault in page.evaluate(RUN, OPTIONS):
            self.found += [f"{name}: {fault['id']}: {told(node)}" for node in fault["nodes"]]


def told(node: dict[str, Any]) -> str:
    return f"{json.dumps(node['target'])} {node['failureSummary']}"
