"""What the log may say: no key to anybody's seat, and not so much that a stranger can fill the disk."""

import logging
import re
import time
from collections import Counter

# The address of a personal way back is the seat itself; that of an invitation lets its reader run a workshop.
KEY = re.compile(r"(/(?:back|invited)/)[^/\s\"']+")
LONGEST = 500  # characters of a line
MOST_A_MINUTE = 60  # lines of one logger


class Discreet(logging.Filter):
    """Takes the keys out of addresses, and cuts what is very long."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        told = KEY.sub(r"\1...", said)[:LONGEST]
        if told != said:
            record.msg, record.args = told, None
        return True


class Sparing(logging.Filter):
    """Lets each logger say so much a minute; how much was left out is said with the next."""

    def __init__(self) -> None:
        super().__init__()
        self.minute = 0
        self.said: Counter[str] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        minute = int(time.monotonic() // 60)
        if minute != self.minute:
            left_out = max(self.said.pop(record.name, 0) - MOST_A_MINUTE, 0)
            self.minute, self.said = minute, Counter()
            if left_out:
                record.msg, record.args = (
                    f"{record.getMessage()} ({left_out} more like this were left out)",
                    None,
                )
        self.said[record.name] += 1
        return self.said[record.name] <= MOST_A_MINUTE
