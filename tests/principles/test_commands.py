"""Principle sets as documents, from the command line: a faulty one changes nothing, and says all that is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Team
from principles.document import read, toml_of, values_of
from principles.drafting import draft_of
from principles.models import Draft, Edition, PrincipleSet
from principles.publishing import publish
from tests.principles.broken import BROKEN
from tests.principles.small import DOCUMENT, SECOND
from tests.principles.welsh import WELSH

BOTH = read(DOCUMENT + SECOND)


def run(*words: str) -> str:
    out = StringIO()
    call_command("principles", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> list[str]:
    """What is said of something that cannot be done, and how it ends: as the shell is told, by 1."""
    err = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("principles", *words, stdout=StringIO(), stderr=err)
    assert refusal.value.returncode == 1
    return [*err.getvalue().splitlines(), str(refusal.value)]


@pytest.fixture
def small(db: None) -> PrincipleSet:
    made = PrincipleSet.objects.create(key="small", title="Small steps")
    publish(made, BOTH, [WELSH])
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "small.toml"
    written.write_text(toml_of(BOTH), encoding="utf-8")
    return written


@pytest.mark.django_db
def test_a_document_becomes_a_new_set_or_the_draft_of_one(file: Path) -> None:
    team = Team.objects.create(name="Oak")

    assert run("import", str(file), "--team", str(team.pk)) == (
        f"Small steps, draft (en-GB), key small-steps, is now what {file} says.\n"
    )
    file.write_text(toml_of(WELSH), encoding="utf-8")
    run("import", str(file), "--team", str(team.pk), "--set", "small-steps")

    made = PrincipleSet.objects.get()
    assert (made.team, made.editions.count()) == (team, 0)
    assert {one.language: one.wording for one in made.drafts.all()} == {
        "en-GB": values_of(BOTH),
        "cy": values_of(WELSH),
    }


def test_twenty_broken_files_are_told_line_by_line_and_change_nothing(
    small: PrincipleSet, file: Path
) -> None:
    draft = draft_of(small)
    told = {}
    for what, (broken, _faults) in BROKEN.items():
        file.write_bytes(broken)
        *faults, end = refused("import", str(file), "--set", "small")
        told[what] = [fault.removeprefix(f"{file}: ") for fault in faults]
        assert end == "Nothing was changed."

    assert told == {what: faults for what, (_broken, faults) in BROKEN.items()}
    assert len(told) == 20
    kept = Draft.objects.get(language="en-GB")
    assert (kept.wording, kept.revision, kept.changed_at) == (values_of(BOTH), 0, draft.changed_at)
    assert (PrincipleSet.objects.count(), Edition.objects.count(), Draft.objects.count()) == (1, 1, 2)


def test_files_are_checked_without_a_database(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("title = 7", encoding="utf-8")

    assert run("check", str(file)) == f"{file}: Small steps (en-GB), 2 principles.\n"
    *faults, first, end = refused("check", str(file), str(other))
    assert (len(faults), first, end) == (
        12,
        f'{other}: Line 1: "title" must be text.',
        "1 of 2 cannot be used.",
    )
    none = tmp_path / "none.toml"
    assert refused("check", str(none)) == [f"{none}: No such file or directory."]


def test_an_edition_is_exported_as_it_is(small: PrincipleSet) -> None:
    publish(small, read(DOCUMENT))

    assert run("export", "small") == toml_of(read(DOCUMENT))
    assert run("export", "small", "--edition", "1") == toml_of(BOTH)
    assert run("export", "small", "--edition", "1", "--language", "cy") == toml_of(WELSH)
    assert refused("export", "small", "--language", "cy") == ["Small steps, edition 2 is not in cy."]
    assert refused("export", "small", "--edition", "3") == ["Small steps has no such edition."]
    assert refused("export", "large") == ["No set there has the key large. There are: small."]
    assert refused("export", "small", "--team", "9") == ["No team has the number 9."]
