"""The last bytes drawn of each region of a room, and the frames that are made of them."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from workshops.fragments import number
from workshops.room.wire import Frame, frame_of

FRAME_KEPT_FOR = 1.0  # seconds


@dataclass(frozen=True)
class Region:
    """The last bytes drawn of a region, and the version by which they had changed.

    A look takes a while, and may see of the versions that come meanwhile. Whoever has an earlier version than the last
    of those may lack the change, also where they have the one that the look is numbered with.
    """

    drawn: str
    version: int


@dataclass
class Regions:
    """By name. `version` is the newest that any of them was drawn at."""

    version: int = 0
    drawn: dict[str, Region] = field(default_factory=dict)
    frames: dict[tuple[str, ...], tuple[float, Frame]] = field(default_factory=dict)

    def keep(self, texts: dict[str, str], version: int, seen: int) -> set[str]:
        """Keep what was drawn at `version`, with some of what came up to `seen`; gives the names of what differs."""
        # What changes without a version, the gauge, is told under the same number: browsers take equal ones.
        self.version = max(version, self.version)
        changed = {name for name, text in texts.items() if self._differs(name, text)}
        self.drawn |= {name: Region(texts[name], max(seen, self.version)) for name in changed}
        self.frames.clear()
        return changed

    def _differs(self, name: str, text: str) -> bool:
        return name not in self.drawn or self.drawn[name].drawn != text

    def newer(self, names: Iterable[str], since: int) -> tuple[str, ...]:
        """Those of `names` that changed after version `since`."""
        return tuple(name for name in names if name in self.drawn and self.drawn[name].version > since)

    def changed_at(self, names: Iterable[str]) -> int:
        """The version at which one of `names` last changed; 0 where none is drawn."""
        return max((self.drawn[name].version for name in names if name in self.drawn), default=0)

    def frame(self, names: tuple[str, ...]) -> Frame:
        html = "".join(number(self.drawn[name].drawn, self.version) for name in names)
        return frame_of(self.version, html, t=int(time.time() * 1000))

    def kept_frame(self, names: tuple[str, ...]) -> Frame:
        """The same for all who ask within a second; not for longer, because it tells the time."""
        # By what is in it, and not by version: there are as many versions as changes, and anybody may ask for any.
        made_at, frame = self.frames.get(names, (0.0, None))
        if frame is None or time.monotonic() - made_at > FRAME_KEPT_FOR:
            frame = self.frame(names)
            self.frames[names] = (time.monotonic(), frame)
        return frame
