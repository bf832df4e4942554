from workshops.models.discussion import Comment, Parked, SeenToo, Theme
from workshops.models.ideas import Dot, DotTotal, Idea
from workshops.models.outcome import Commitment, Confirmation, Position
from workshops.models.people import Hand, Knock, Participant, Table
from workshops.models.preparing import Preparation
from workshops.models.programs import ApiToken, Delivery, Webhook
from workshops.models.report import ReportShare, ReportVersion, ReportWords
from workshops.models.reporting import WordTemplate
from workshops.models.running import AgendaTemplate, CoFacilitator, JournalEntry
from workshops.models.scoring import Result, Score
from workshops.models.workshop import Activity, Series, Workshop

__all__ = [
    "Activity",
    "AgendaTemplate",
    "ApiToken",
    "CoFacilitator",
    "Comment",
    "Commitment",
    "Confirmation",
    "Delivery",
    "Dot",
    "DotTotal",
    "Hand",
    "Idea",
    "JournalEntry",
    "Knock",
    "Parked",
    "Participant",
    "Position",
    "Preparation",
    "ReportShare",
    "ReportVersion",
    "ReportWords",
    "Result",
    "Score",
    "SeenToo",
    "Series",
    "Table",
    "Theme",
    "Webhook",
    "WordTemplate",
    "Workshop",
]
