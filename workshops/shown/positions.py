"""What a room says of a principle, once it has talked."""

from dataclasses import dataclass

from workshops.shown import NumberedPrinciple


@dataclass(frozen=True)
class Position:
    """`edition` counts its changes; 0 where nothing was written yet."""

    principle: NumberedPrinciple
    agreed: str = ""
    seen_differently: str = ""
    one_point: str = ""
    edition: int = 0

    @property
    def is_written(self) -> bool:
        return bool(self.agreed or self.seen_differently or self.one_point)
