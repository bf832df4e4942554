"""What people said, as a report has it: most widely seen first, under the themes that were made of it."""

from collections.abc import Iterable

from workshops.reports.parts import Said
from workshops.shown import Voice


def said_by(voices: Iterable[Voice]) -> tuple[Said, ...]:
    # By the alphabet where as many see it: alike every time, and without telling the order of writing.
    ordered = sorted(voices, key=lambda voice: (-voice.seen, voice.text, voice.family))
    return tuple(
        Said(voice.text, voice.seen, voice.family, voice.differs, voice.theme.title if voice.theme else "")
        for voice in ordered
    )


def kept_back(voices: Iterable[Voice]) -> tuple[int, int, int]:
    """How many comments were hidden, were never let through, and were taken out."""
    every = list(voices)
    hidden = sum(voice.hidden for voice in every)
    return (
        hidden,
        sum(voice.held and not voice.hidden for voice in every),
        sum(bool(v.redacted) for v in every),
    )
