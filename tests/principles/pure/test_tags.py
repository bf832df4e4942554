"""A language is begun by its tag, however somebody writes it."""

import pytest

from principles.tags import is_same, known_languages, name_of, tag_of


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("CY ", "cy"),
        ("pt_br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("es-419", "es-419"),
        ("ckb-arab-iq", "ckb-Arab-IQ"),
    ],
)
def test_a_tag_is_written_one_way(written: str, tag: str) -> None:
    assert tag_of(written) == tag


@pytest.mark.parametrize(
    "written", ["", "e", "welsh", "x y", "../cy", "cy-", "cy-a", "az-cyrl-az-extra", "cy\n--"]
)
def test_what_is_no_tag_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no tag"):
        tag_of(written)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("cy", "Welsh (Cymraeg)"),
        ("en-GB", "British English"),
        ("cy-GB", "Welsh (Cymraeg, GB)"),
        ("so", "Somali (Soomaali)"),
        ("xx", "xx"),
    ],
)
def test_a_language_is_named_in_both_tongues(tag: str, name: str) -> None:
    assert name_of(tag) == name


def test_case_means_nothing_in_a_tag() -> None:
    assert (is_same("en-GB", "en-gb"), is_same("en-GB", "en")) == (True, False)


def test_every_language_that_is_proposed_has_a_tag_and_a_name() -> None:
    proposed = known_languages()
    assert [tag for tag, _name in proposed] == [tag_of(tag) for tag, _name in proposed]
    assert [tag for tag, name in proposed if tag == name] == []
    assert ("cy", "Welsh (Cymraeg)") in proposed
