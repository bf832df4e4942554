from workshops.domain.activities.kind import Kind
from workshops.domain.words import noop as _

KIND = Kind(
    name="read",
    label=_("Read the principles"),
    script=_("Here are the principles. I will read the first line of each; ask if a word is not plain."),
)
