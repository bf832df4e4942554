"""This site's own words in a document, in the document's language where the site speaks it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from principles.languages import language_of_words


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and marks; `language` is the tag that they are in."""

    language: str
    contents: str
    principle: str
    statements: str
    level: str
    statement: str
    signs: str
    prompts: str
    watch_outs: str
    meeting: str
    question: str
    ground_rules: str
    check_in: str
    check_out: str
    about: str
    credit: str
    source: str
    edition: str
    changes: str
    not_endorsed: str
    page: str
    digest: str


def words_for(language: str, number: int, published: datetime) -> Words:
    """For edition `number` in `language`. The numbers of principles and pages are put in by whoever writes them."""
    spoken = language_of_words(language)
    with override(spoken):
        day = date_format(localtime(published), "j F Y")
        return Words(
            language=tag_of_catalogue(spoken),
            contents=_("The principles"),
            principle=_("Principle {number}"),
            statements=_("The statements, from least to most"),
            level=_("Level"),
            statement=_("What it looks like"),
            signs=_("Signs that it is there"),
            prompts=_("Questions to talk about"),
            watch_outs=_("Watch out for"),
            meeting=_("To begin and to end a meeting"),
            question=_("What everybody is asked"),
            ground_rules=_("Ground rules"),
            check_in=_("To begin with"),
            check_out=_("To end with"),
            about=_("Where these words are from"),
            credit=_("Credit"),
            source=_("Source"),
            edition=_("Edition {number}, published on {day}").format(number=number, day=day),
            changes=_("What changed"),
            not_endorsed=not_endorsed(),
            page=_("Page {number} of {all}"),
            digest=_("Mark of this wording (SHA-256)"),
        )


def not_endorsed() -> str:
    return _("Whoever is named here has not endorsed this wording, this software or anybody who uses them.")


def tag_of_catalogue(code: str) -> str:
    """ "en-gb" as documents write it: "en-GB"."""
    first, *others = code.split("-")
    return "-".join([first, *(part.upper() if len(part) == 2 else part for part in others)])
