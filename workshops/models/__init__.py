from workshops.models.discussion import Comment, SeenToo
from workshops.models.outcome import Commitment
from workshops.models.people import Participant
from workshops.models.scoring import Result, Score
from workshops.models.workshop import Activity, Series, Workshop

__all__ = [
    "Activity",
    "Comment",
    "Commitment",
    "Participant",
    "Result",
    "Score",
    "SeenToo",
    "Series",
    "Workshop",
]
