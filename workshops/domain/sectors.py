"""The parts of the health and care system that people speak from, in families."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshops.domain.nations import nation_named
from workshops.domain.words import noop as _


@dataclass(frozen=True)
class Sector:
    key: str
    label: str


@dataclass(frozen=True)
class Family:
    """Sectors that are shown together. `hint` names them on the join page."""

    key: str
    label: str
    hint: str
    sectors: tuple[Sector, ...]


QUESTION = _("Which part of the system are you speaking from today?")
HELP = _("More than one? Pick the one you speak for most.")

FAMILIES: tuple[Family, ...] = (
    Family(
        "nhs_provider",
        _("NHS hospitals and community"),
        _("Hospital, community, mental health, learning disability and autism, ambulance, 111, urgent care"),
        (
            Sector("acute", _("Hospital services")),
            Sector("community", _("Community health services")),
            Sector("mental_health", _("Mental health, learning disability and autism services")),
            Sector("ambulance", _("Ambulance, 111 and urgent care")),
        ),
    ),
    Family(
        "nhs_planning",
        _("NHS planning and support"),
        _("ICB, health board, trust headquarters, national or regional body"),
        (
            Sector("planning", _("Health planning and funding (ICB, health board, trust headquarters)")),
            Sector("national", _("National or regional body, regulator or improvement body")),
        ),
    ),
    Family(
        "primary_care",
        _("Primary care"),
        _("General practice, pharmacy, dental and eye care"),
        (
            Sector("gp", _("General practice")),
            Sector("pharmacy_dental_eye", _("Pharmacy, dental and eye care")),
        ),
    ),
    Family(
        "councils",
        _("Councils"),
        _("Adult social care, children's services, public health, elected members"),
        (
            Sector("adult_social_care", _("Adult social care (council)")),
            Sector("children", _("Children's services and education")),
            Sector("public_health", _("Public health")),
            Sector("council_other", _("Other council services or elected member")),
        ),
    ),
    Family(
        "care_providers",
        _("Care providers"),
        _("Care home, home care, supported living, independent health"),
        (
            Sector("care_provider", _("Care home, home care or supported living provider")),
            Sector("independent_health", _("Independent health provider")),
        ),
    ),
    Family(
        "communities",
        _("People, communities and voluntary sector"),
        _("Public voice body, charity or social enterprise, hospice, faith or community group"),
        (
            Sector("people", _("Person who uses services, patient or member of the public")),
            Sector("carer", _("Unpaid carer")),
            Sector(
                "public_voice",
                _("Public voice body (Healthwatch, Llais, Patient and Client Council, or similar)"),
            ),
            Sector("vcse", _("Voluntary, community or social enterprise organisation")),
            Sector("hospice", _("Hospice or end of life care charity")),
            Sector("faith", _("Faith or community group")),
        ),
    ),
    Family(
        "wider",
        _("Wider partners"),
        _("Housing, police and fire, university, employer, data and digital"),
        (
            Sector("housing", _("Housing")),
            Sector("justice", _("Police, fire, probation or justice")),
            Sector("university", _("University, college or research")),
            Sector("employer", _("Employer, business or trade union")),
            Sector("data_digital", _("Data, digital or analytics")),
        ),
    ),
)

# Offered at every workshop, whatever families its organiser chose.
ALWAYS: tuple[str, ...] = ("people", "carer")
UNGROUPED: tuple[Sector, ...] = (
    Sector("other", _("Something else")),
    Sector("prefer_not", _("I'd rather not say")),
)
# Where no family is big enough to be shown, three still may be.
THREE_WAY: dict[str, tuple[str, ...]] = {
    "health": ("nhs_provider", "nhs_planning", "primary_care"),
    "care": ("councils", "care_providers"),
    "public": ("communities", "wider"),
}
_OF_THREE = {
    "health": _("Health"),
    "care": _("Councils and care"),
    "public": _("People, communities and wider partners"),
}

FAMILY_PREFIX = "family-"


def family_of(choice: str) -> str:
    """The family that an answer to the join question belongs to; an ungrouped answer is a family of its own."""
    if choice.startswith(FAMILY_PREFIX):
        return choice.removeprefix(FAMILY_PREFIX)
    return next(
        (family.key for family in FAMILIES for sector in family.sectors if sector.key == choice), choice
    )


def answers_of(family: Family, *, by_sector: bool = False) -> tuple[str, ...]:
    """What somebody of a family may answer: its name and what is always offered, or each of its sectors."""
    sectors = [sector.key for sector in family.sectors]
    if by_sector:
        return tuple(sectors)
    return (FAMILY_PREFIX + family.key, *(key for key in ALWAYS if key in sectors))


def offered(families: Sequence[str], *, by_sector: bool = False) -> dict[str, tuple[str, ...]]:
    """The answers that the join question lists where `families` are offered, under the family that heads each part.

    Only single sectors need a heading; "" stands for none. Whoever uses services or cares for somebody comes first.
    """
    chosen = [family for family in FAMILIES if family.key in families]
    if not by_sector:
        return {"": (*ALWAYS, *(FAMILY_PREFIX + family.key for family in chosen))}
    return {family_of(ALWAYS[0]): ALWAYS} | {
        family.key: answers_of(family, by_sector=True) for family in chosen
    }


def choices_offered(families: Sequence[str], *, by_sector: bool = False) -> tuple[str, ...]:
    """Every answer that the join question takes where `families` are offered, as such or `by_sector`."""
    listed = [answer for part in offered(families, by_sector=by_sector).values() for answer in part]
    return (*listed, *(sector.key for sector in UNGROUPED))


def label_of(key: str, nation: str = "") -> str:
    """The words (a message id) for a family, a sector, one of three or an ungrouped answer, as a nation names it.

    A key that is not known stands for itself.
    """
    return nation_named(nation).labels.get(key) or _LABELS.get(key, key)


def hint_of(family: str, nation: str = "") -> str:
    """What the join page says under a family (a message id), in a nation's words; nothing for an unknown one."""
    return nation_named(nation).hints.get(family) or _HINTS.get(family, "")


_HINTS = {family.key: family.hint for family in FAMILIES}
_LABELS = (
    {family.key: family.label for family in FAMILIES}
    | {sector.key: sector.label for family in FAMILIES for sector in family.sectors}
    | {sector.key: sector.label for sector in UNGROUPED}
    | _OF_THREE
)
