"""The small set in Welsh: every text is another one, and the shape is the same."""

from dataclasses import replace

from principles.document import CantSay, Wording, read, toml_of
from tests.principles.small import DOCUMENT, SECOND

_BOTH = read(DOCUMENT + SECOND)
_WALK, _RUN = _BOTH.principles

WELSH: Wording = replace(
    _BOTH,
    title="Camau bach",
    language="cy",
    question="Ble ydym ni?",
    levels=("Nac ydym", "Ydym"),
    cant_say=CantSay(label="Ni allaf ddweud", help="Ni fydd yn cyfrif."),
    comment_prompt="Pam?",
    ground_rules=("Gwrandewch.", "Byddwch yn gryno."),
    privacy_short="Dangosir sectorau o {k} o bobl.",
    principles=(
        replace(
            _WALK,
            title="Cerdded cyn rhedeg",
            summary="Camau bach yn gyntaf.",
            meaning="Un cam.",
            signs=("Camau",),
            levels=("Safwn.", "Cerddwn."),
        ),
        replace(
            _RUN,
            title="Rhedeg",
            summary="Yna yn gynt.",
            meaning="Dau gam.",
            signs=("Cyflymder",),
            levels=("Cerddwn.", "Rhedwn."),
        ),
    ),
)
ONE_LESS = toml_of(
    replace(WELSH, credit="Ni", ground_rules=WELSH.ground_rules[1:], principles=WELSH.principles[::-1])
)
