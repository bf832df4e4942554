"""The page of files, what it gives, and a team's own Word template through it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tests.cast import KEYS
from workshops.models import WordTemplate
from workshops.reports import word_template
from workshops.reports.formats import FORMATS

pytestmark = pytest.mark.django_db


def page(cast, name: str, *more: str) -> str:
    return reverse(f"workshops:{name}", args=[cast.oak.code, *more])


def scored(cast) -> None:
    crowd = cast.oak.crowd(6)
    cast.oak.go_to("score")
    for key in KEYS:
        cast.oak.score(crowd, [1, 2, 2, 3, 4, 5], key)
    cast.oak.go_to("score", "revealed")


def test_every_format_is_offered_and_given(cast):
    offered = cast.get("olu", page(cast, "report_files")).content.decode()
    given = {}
    for kind in FORMATS:
        assert f'href="{page(cast, "report_file", kind.name)}"' in offered
        answer = cast.get("olu", page(cast, "report_file", kind.name))
        given[kind.name] = (answer.status_code, answer["Content-Type"].split(";")[0], bool(answer.content))

    assert given == {kind.name: (200, kind.media_type, True) for kind in FORMATS}
    assert cast.get("olu", page(cast, "report_file", "nonsense")).status_code == 404


def test_each_chart_alone(cast):
    scored(cast)
    offered = cast.get("olu", page(cast, "report_files")).content.decode()
    drawn = cast.get("olu", page(cast, "report_picture", "principle-1", "svg"))
    picture = cast.get("olu", page(cast, "report_picture", "whole", "png"))

    assert offered.count('role="img"') == 1 + len(KEYS)
    assert (drawn["Content-Type"], drawn.content[:4]) == ("image/svg+xml", b"<svg")
    assert (picture["Content-Type"], picture.content[1:4]) == ("image/png", b"PNG")
    assert cast.get("olu", page(cast, "report_picture", "principle-1", "gif")).status_code == 404


def send(cast, who: str, content: bytes, name: str = "ours.docx"):
    sent = SimpleUploadedFile(name, content)
    return cast.browsers[who].post(page(cast, "report_template"), {"template": sent})


def theirs() -> bytes:
    document, kept = Document(io.BytesIO(word_template.ours())), io.BytesIO()
    document.styles["Title"].font.name = "Comic Neue"
    document.save(kept)
    return kept.getvalue()


def font_of_the_report(cast) -> str:
    answer = cast.get("olu", page(cast, "report_file", "word"))
    return Document(io.BytesIO(answer.content)).styles["Title"].font.name


def test_a_team_writes_in_its_own_template(cast):
    assert send(cast, "olu", theirs()).status_code == 302
    assert (font_of_the_report(cast), cast.get("fay", page(cast, "report_template")).content) == (
        "Comic Neue",
        theirs_kept(),
    )
    refused = send(cast, "olu", b"no document")
    words = "This file cannot be the template of your reports. It is not a Word document (.docx)."
    assert (refused.status_code, words in refused.content.decode()) == (422, True)
    assert font_of_the_report(cast) == "Comic Neue"
    assert cast.post("olu", page(cast, "report_template"), {"drop": "1"}).status_code == 302
    assert font_of_the_report(cast) == "Georgia"


def theirs_kept() -> bytes:
    return bytes(WordTemplate.objects.get().content)


def test_one_that_has_gone_bad_is_told_and_ours_is_used(cast):
    WordTemplate.objects.create(team=cast.oak.team, name="old.docx", content=b"PK")
    words = cast.get("olu", page(cast, "report_files")).content.decode()

    assert "“old.docx” cannot be used any more, so Word reports are written in our template." in words
    assert font_of_the_report(cast) == "Georgia"


def test_nothing_chosen_is_said_so(cast):
    assert cast.post("olu", page(cast, "report_template"), {}).status_code == 422
