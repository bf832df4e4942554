"""What a language calls itself, and which way it is written."""

from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO

FROM_THE_RIGHT = {"ar", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"}
SCRIPTS_FROM_THE_RIGHT = {"adlm", "arab", "hebr", "nkoo", "syrc", "thaa"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; `name` is its own, the code where nobody here knows it, `direction` "ltr" or "rtl"."""

    code: str
    name: str
    direction: str


def language_of(code: str) -> Language:
    first = code.lower().split("-")[0]
    name = LANG_INFO.get(first, {}).get("name_local", "")
    return Language(code, name[:1].upper() + name[1:] if name else code, direction_of(code))


def direction_of(code: str) -> str:
    """For `dir` in HTML: a script that is named decides, and otherwise the language."""
    first, *others = code.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    from_the_right = scripts[0] in SCRIPTS_FROM_THE_RIGHT if scripts else first in FROM_THE_RIGHT
    return "rtl" if from_the_right else "ltr"


def language_of_words(code: str) -> str:
    """The language of this site in which the words around a text of that language are said."""
    spoken = {known.split("-")[0]: known for known, _name in reversed(settings.LANGUAGES)}
    return spoken.get(code.lower().split("-")[0], settings.LANGUAGE_CODE)
