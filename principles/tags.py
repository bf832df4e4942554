"""Tags of languages (BCP 47): checked, compared, and named for those who choose one."""

import re

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from principles.document import LANGUAGE

LONGEST_TAG = 12
# Languages of these islands, and of many who live here, that Django has no name for: in English, and their own.
MORE = {
    "am": (_("Amharic"), "አማርኛ"),
    "gu": (_("Gujarati"), "ગુજરાતી"),
    "gv": (_("Manx"), "Gaelg"),
    "ku": (_("Kurdish"), "Kurdî"),
    "kw": (_("Cornish"), "Kernewek"),
    "prs": (_("Dari"), "دری"),
    "ps": (_("Pashto"), "پښتو"),
    "sco": (_("Scots"), "Scots"),
    "sd": (_("Sindhi"), "سنڌي"),
    "so": (_("Somali"), "Soomaali"),
    "ti": (_("Tigrinya"), "ትግርኛ"),
    "yo": (_("Yoruba"), "Yorùbá"),
}


def tag_of(text: str) -> str:
    """The tag as it is written: "CY " is "cy", "pt_br" is "pt-BR". `ValueError` if it is none."""
    first, *others = text.strip().replace("_", "-").lower().split("-")
    tag = "-".join([first, *map(_subtag, others)])
    if len(tag) > LONGEST_TAG or not re.fullmatch(LANGUAGE, tag):
        raise ValueError(f"{text!r} is no tag of a language.")
    return tag


def is_same(one: str, other: str) -> bool:
    """Whether two tags are the same: in "en-GB" and "en-gb" case means nothing."""
    return one.lower() == other.lower()


def name_of(tag: str) -> str:
    """The language in the reader's words and in its own: "Welsh (Cymraeg)"; the tag where it has no name here."""
    lower = tag.lower()
    known = [lower, "-".join(lower.split("-")[:2]), lower.split("-")[0]]
    english, own = next((names for names in map(_names, known) if names), ("", ""))
    if not english:
        return tag
    name = gettext(english)
    where = tag.split("-", 1)[1] if "-" in tag and not _names(lower) else ""
    beside = ", ".join(part for part in (own if own != name else "", where) if part)
    return f"{name} ({beside})" if beside else name


def known_languages() -> list[tuple[str, str]]:
    """Tags and names to propose, in the order of their names."""
    tags = [tag_of(tag) for tag in (*LANG_INFO, *MORE) if _names(tag)]
    return sorted(((tag, name_of(tag)) for tag in tags), key=lambda one: one[1])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part


def _names(tag: str) -> tuple[str, str] | None:
    if tag in MORE:
        return MORE[tag]
    info = LANG_INFO.get(tag, {})
    return (info["name"], info["name_local"]) if "name" in info else None
