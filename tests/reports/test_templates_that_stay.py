"""An approved report stays in the template that it was approved in, whatever its team does with templates later."""

import io

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import RestrictedError
from docx import Document

from tests.reports.packaged import saved, simple, with_head
from tests.reports.test_docx import OURS
from tests.reports.test_downloads import send
from tests.standing import stands_on
from tests.workshops.test_report_life import approve, at, ended, link_of, write
from workshops.models import ReportVersion, WordTemplate

pytestmark = pytest.mark.django_db


def in_font(name: str) -> bytes:
    document = Document(io.BytesIO(OURS))
    document.styles["Title"].font.name = name
    return saved(document)


def font_of(content: bytes) -> str:
    return Document(io.BytesIO(content)).styles["Title"].font.name


def ways(cast, link):
    """The Word file of the newest version, by each way that leads to it."""
    asked = {"olu": at(cast, "report_file", "word") + "?version=1", "fay": at(cast, "report_file", "word")}
    asked |= {"ana": at(cast, "own_report_file", "word"), "stranger": f"{link}word"}
    return {who: cast.get(who, address).content for who, address in asked.items()}


def drop(cast):
    return cast.post("olu", at(cast, "report_template"), {"drop": "1"})


@stands_on(ended)
def test_a_version_stays_in_its_template(cast):
    send(cast, "olu", in_font("First"))
    approve(cast)
    link = link_of(cast)
    before = ways(cast, link)
    assert {who: font_of(content) for who, content in before.items()} == dict.fromkeys(before, "First")
    for change in (lambda: send(cast, "fay", in_font("Second")), lambda: drop(cast)):
        assert change().status_code == 302
        assert ways(cast, link) == before
    send(cast, "olu", in_font("Third"))
    write(cast, closing="Thanks")
    draft = cast.get("olu", at(cast, "report_file", "word")).content
    assert (font_of(draft), ways(cast, link)["stranger"]) == ("Third", before["stranger"])
    approve(cast)
    assert [font_of(ways(cast, link)[who]) for who in ("olu", "ana", "stranger")] == [
        "First",
        "Third",
        "Third",
    ]


@stands_on(ended)
def test_a_version_without_a_template_stays_in_ours(cast):
    approve(cast)
    link = link_of(cast)
    before = ways(cast, link)
    send(cast, "olu", in_font("Late"))

    assert (ways(cast, link), font_of(before["stranger"])) == (before, "Georgia")


@stands_on(ended)
def test_a_new_look_alone_can_be_approved(cast):
    approve(cast)
    assert approve(cast).status_code == 409
    send(cast, "olu", in_font("Late"))
    assert approve(cast).status_code == 302
    assert approve(cast).status_code == 409
    assert [one.number for one in ReportVersion.objects.all()] == [2, 1]


@stands_on(ended)
def test_only_those_that_a_version_needs_are_kept(cast):
    names = ["one.docx", "two.docx", "three.docx"]
    send(cast, "olu", in_font("One"), names[0])
    approve(cast)
    send(cast, "olu", in_font("Two"), names[1])
    assert cast.get("fay", at(cast, "report_template")).content == in_font_kept("two.docx")
    send(cast, "olu", in_font("Three"), names[2])
    kept = WordTemplate.objects.order_by("pk")
    assert [(one.name, one.dropped_at is None) for one in kept] == [("one.docx", False), ("three.docx", True)]
    drop(cast)
    assert [one.name for one in kept.all()] == ["one.docx"]
    with pytest.raises(RestrictedError):
        kept.get().delete()
    cast.oak.team.delete()
    assert (WordTemplate.objects.count(), ReportVersion.objects.count()) == (0, 0)


def in_font_kept(name):
    return bytes(WordTemplate.objects.get(name=name).content)


@stands_on(ended)
def test_one_that_is_refused_leaves_the_one_before(cast):
    send(cast, "olu", in_font("First"))
    approve(cast)
    link = link_of(cast)
    before = ways(cast, link)
    refused = send(cast, "fay", with_head(simple('DDEAUTO c:\\\\cmd.exe "/k calc.exe"')))

    assert (refused.status_code, "DDEAUTO" in refused.content.decode()) == (422, True)
    assert (ways(cast, link), WordTemplate.objects.get().dropped_at) == (before, None)


@stands_on(ended)
def test_another_team_keeps_its_own(cast):
    send(cast, "olu", in_font("First"))
    theirs = WordTemplate.objects.create(team=cast.elm.team, name="elm.docx", content=in_font("Elm"))
    drop(cast)

    assert list(WordTemplate.objects.all()) == [theirs]


@pytest.mark.django_db(transaction=True)
def test_what_was_approved_before_gets_the_template_of_its_team(cast):
    ended(cast)
    approve(cast)
    kept = WordTemplate.objects.create(team=cast.oak.team, name="oak.docx", content=in_font("First"))
    WordTemplate.objects.create(team=cast.elm.team, name="elm.docx", content=in_font("Elm"))
    MigrationExecutor(connection).migrate([("workshops", "0017_programs_that_read")])
    forward = MigrationExecutor(connection)
    forward.migrate(forward.loader.graph.leaf_nodes())

    assert [version.template for version in ReportVersion.objects.all()] == [kept]
