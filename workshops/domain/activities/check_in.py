from workshops.domain.activities.kind import PARTICIPANT, Act, Field, Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="check_in",
    label=_("Check-in"),
    script=_("In pairs, one minute each. Then type a word or a line; it is shown without your name."),
    acts=(Act("say", PARTICIPANT, (Field("text", "words", most=280), Field("form", "ref"))),),
)
