"""Catalogues: as the sources are, with the plural forms of their languages, and empty until somebody translates."""

import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from django.test import override_settings
from django.utils import translation

from tests.catalogue import catalogues, language_in, texts_in_code, texts_in_template, updated

CY = "cy"
# In the order in which a catalogue numbers them.
FORMS = ("zero", "one", "two", "few", "many", "other")


def compiled_in(path: Path) -> bytes:
    return path.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("path", catalogues(), ids=language_in)
def test_a_catalogue_is_as_the_sources_are(path):
    kept = path.read_text(encoding="utf-8")
    text, binary = updated(language_in(path), kept)
    told = "The texts of the sources have changed. Bring the catalogues up to date: python -m tests.catalogue"

    assert text == kept, told
    told_of = [vars(gettext.GNUTranslations(BytesIO(one)))["_catalog"] for one in (binary, compiled_in(path))]
    assert told_of[0] == told_of[1], told


def test_welsh_has_the_six_plural_forms_of_cldr():
    found = re.search(r'"Plural-Forms: nplurals=6; plural=(.*);\\n"', updated(CY, "")[0])
    assert found
    rule, number = Locale(CY).plural_form, gettext.c2py(found[1])

    assert [FORMS[number(n)] for n in range(200)] == [rule(n) for n in range(200)]
    assert {rule(n) for n in range(200)} == set(FORMS)


def test_what_is_not_translated_in_every_form_is_left_to_english(tmp_path):
    text = updated(CY, "")[0]
    whole = text.replace('msgid "Next"\nmsgstr ""', 'msgid "Next"\nmsgstr "prawf"')
    some = 'msgid_plural "%(n)s scores"\nmsgstr[0] ""\nmsgstr[1] ""'
    assert (whole.count('"prawf"'), whole.count(some)) == (1, 1)
    kept, binary = updated(CY, whole.replace(some, some.replace('[1] ""', '[1] "%(n)s prawf"')))
    folder = tmp_path / "cy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(binary)

    assert (kept.count('msgstr "prawf"'), kept.count('msgstr[1] "%(n)s prawf"')) == (1, 1)
    with override_settings(LOCALE_PATHS=[tmp_path]), translation.override(CY):
        assert translation.gettext("Next") == "prawf"
        assert translation.ngettext("%(n)s score", "%(n)s scores", 1) == "%(n)s score"


def test_texts_are_found_however_they_are_marked():
    code = (
        '_("one")\nngettext("%s two", "%s twos", n)\nx = pgettext_lazy("here", "three")\n_(told)\nf("four")'
    )
    page = (
        "{% translate 'It is' %}{% blocktranslate count n=n trimmed %}\n  {{ n }} day\n{% plural %}{{ n }} days"
        '{% endblocktranslate %}{% translate "May" context "month" %}<p>no text</p>'
    )

    assert list(texts_in_code(code)) == [
        (None, "one", None),
        (None, "%s two", "%s twos"),
        ("here", "three", None),
    ]
    assert list(texts_in_template(page)) == [
        (None, "It is", None),
        (None, "%(n)s day", "%(n)s days"),
        ("month", "May", None),
    ]
