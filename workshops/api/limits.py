"""How often one token may ask. Counted in this process alone: with several, each allows as much."""

import threading
import time
from collections.abc import Callable
from math import ceil

AT_ONCE, A_SECOND = 60, 1.0
MOST_KEPT = 1000  # tokens that are remembered before those that have rested are forgotten


class Limits:
    """So many requests at once, and so many a second in the long run."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        # Of each token, by its hash: how many requests it has left, and when that was so.
        self.left: dict[str, tuple[float, float]] = {}

    def wait_of(self, token: str) -> int:
        """Counts one request: 0 where it may be answered, or the whole seconds after which it may."""
        with self.lock:
            now = self.clock()
            left = self._left(token, now)
            if left < 1:
                return ceil((1 - left) / A_SECOND)
            self.left[token] = (left - 1, now)
            if len(self.left) > MOST_KEPT:
                self.left = {one: self.left[one] for one in self.left if self._left(one, now) < AT_ONCE}
            return 0

    def _left(self, token: str, now: float) -> float:
        left, at = self.left.get(token, (float(AT_ONCE), now))
        return min(float(AT_ONCE), left + (now - at) * A_SECOND)


limits = Limits()
