"""The nations of the United Kingdom name other bodies in the join question; the keys are the same in all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from workshops.domain.words import noop as _


@dataclass(frozen=True)
class Nation:
    """`labels` and `hints` stand in place of the whole UK's, by key of a sector or family, or name of one of three."""

    key: str
    label: str
    labels: Mapping[str, str]
    hints: Mapping[str, str]


WHOLE_UK = Nation("", _("The whole UK"), {}, {})
ENGLAND = Nation(
    "england",
    _("England"),
    labels={
        "planning": _("Health planning and funding (integrated care board, trust headquarters)"),
        "public_voice": _("Public voice body (Healthwatch or similar)"),
    },
    hints={
        "nhs_planning": _("Integrated care board (ICB), trust headquarters, national or regional body"),
        "communities": _("Healthwatch, charity or social enterprise, hospice, faith or community group"),
    },
)
# Public health is no council service here: the family that holds it says so.
SCOTLAND = Nation(
    "scotland",
    _("Scotland"),
    labels={
        "community": _("Community health services (health board, health and social care partnership)"),
        "ambulance": _("Ambulance, NHS 24 and urgent care"),
        "planning": _("Health planning and funding (health board, integration joint board)"),
        "national": _("National body, regulator or improvement body"),
        "councils": _("Councils and public health"),
        "adult_social_care": _("Adult social care (council, health and social care partnership)"),
        "public_health": _("Public health (health board, Public Health Scotland)"),
        "public_voice": _(
            "Public voice body (Healthcare Improvement Scotland - Community Engagement, or similar)"
        ),
        "justice": _("Police, fire or justice"),
    },
    hints={
        "nhs_provider": _(
            "Hospital, community health, mental health, learning disability and autism, ambulance, NHS 24, "
            "urgent care"
        ),
        "nhs_planning": _("Health board, integration joint board, national body"),
        "councils": _(
            "Adult social care in a council or a health and social care partnership, children's services, "
            "public health, elected members"
        ),
        "communities": _(
            "Healthcare Improvement Scotland - Community Engagement, charity or social enterprise, hospice, "
            "faith or community group"
        ),
    },
)
WALES = Nation(
    "wales",
    _("Wales"),
    labels={
        "planning": _("Health planning and funding (health board, regional partnership board)"),
        "national": _("National body, regulator or improvement body"),
        "councils": _("Councils and public health"),
        "public_health": _("Public health (health board, Public Health Wales)"),
        "public_voice": _("Public voice body (Llais or similar)"),
    },
    hints={
        "nhs_planning": _("Health board or trust headquarters, regional partnership board, national body"),
        "communities": _("Llais, charity or social enterprise, hospice, faith or community group"),
    },
)
# Health and social care are one here (HSC): social care is in the trusts and not in councils.
NORTHERN_IRELAND = Nation(
    "northern_ireland",
    _("Northern Ireland"),
    labels={
        "nhs_provider": _("HSC hospitals and community"),
        "ambulance": _("Ambulance and urgent care"),
        "nhs_planning": _("HSC planning and support"),
        "planning": _(
            "Health and social care planning and funding "
            "(Strategic Planning and Performance Group, trust headquarters)"
        ),
        "national": _("Department of Health, regional body, regulator or improvement body"),
        "councils": _("Social care, public health and councils"),
        "adult_social_care": _("Adult social care (health and social care trust)"),
        "children": _(
            "Children's services and education (health and social care trust, Education Authority)"
        ),
        "public_health": _("Public health (Public Health Agency)"),
        "council_other": _("Council services or elected member"),
        "public_voice": _("Public voice body (Patient and Client Council or similar)"),
        "care": _("Social care and councils"),
    },
    hints={
        "nhs_provider": _(
            "Health and social care trust: hospital, community health, mental health, learning disability and "
            "autism, ambulance, urgent care"
        ),
        "nhs_planning": _(
            "Strategic Planning and Performance Group, Department of Health, trust headquarters, regional body"
        ),
        "councils": _(
            "Adult social care in a trust, children's services, education, Public Health Agency, council, "
            "elected members"
        ),
        "communities": _(
            "Patient and Client Council, charity or social enterprise, hospice, faith or community group"
        ),
    },
)

NATIONS = (WHOLE_UK, ENGLAND, SCOTLAND, WALES, NORTHERN_IRELAND)


def nation_named(key: str) -> Nation:
    """The nation with this key; the whole UK for one that is not known."""
    return next((nation for nation in NATIONS if nation.key == key), WHOLE_UK)
