"""A report as a document: written in by its team, approved, read by others, and never changed after that."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import EVERYONE, GOALS, OUTSIDE
from tests.standing import stands_on
from workshops.models import Position, ReportShare, ReportVersion, ReportWords
from workshops.reports.versions import standing_of

pytestmark = pytest.mark.django_db
LEVELS = [1, 2, 2, 2, 3, 4]


def ended(cast):
    oak = cast.oak
    crowd = oak.crowd(len(LEVELS))
    oak.go_to("score")
    oak.score(crowd, LEVELS)
    oak.go_to("discuss")
    oak.say(cast.ana, "comment", "Said in the discussion")
    oak.end()


def at(cast, name, *more):
    return reverse(f"workshops:{name}", args=[cast.oak.code, *more])


def page(cast, who="olu"):
    return cast.get(who, at(cast, "report")).content.decode()


def seen(cast):
    return standing_of(cast.oak.workshop).seen


def approve(cast, who="olu", **more):
    return cast.post(who, at(cast, "report_approve"), {"seen": seen(cast)} | more)


def write(cast, who="olu", base=None, **texts):
    fields = {"base": json.dumps(dict.fromkeys(texts, "") | (base or {})), **texts}
    return cast.post(who, at(cast, "report_words"), fields)


def file(cast, name="json", **asked):
    return cast.browsers["olu"].get(at(cast, "report_file", name), asked).content


def link_of(cast, days="90"):
    made = cast.post("olu", at(cast, "report_share"), {"days": days})
    answer = cast.get("olu", made["Location"]).content.decode()
    # Loading it again makes no second link, and tells nobody of this one.
    assert cast.get("olu", made["Location"])["Location"] == at(cast, "report") + "#share"
    return "/shared/" + answer.split("/shared/")[1].split("<")[0]


@stands_on(ended)
def test_the_words_stand_in_the_report_and_in_its_files(cast):
    words = {
        "strengths": "We know each other",
        "review_on": "2999-05-04",
        "review_place": "The town hall",
        "closing": "Thank you",
        f"said.{GOALS}": "Time is short",
        f"agreed.{GOALS}": "One page",
    }

    assert write(cast, "fay", **words).status_code == 302
    found = json.loads(file(cast))
    assert found["words"] == {
        "strengths": "We know each other",
        "review_on": "2999-05-04",
        "review_place": "The town hall",
        "closing": "Thank you",
    }
    assert (found["principles"][0]["told"], found["positions"][0]["agreed"]) == ("Time is short", "One page")
    texts = file(cast, "markdown").decode()
    lines = ["We know each other", "Saturday 4 May 2999, The town hall", "Thank you", "Time is short"]
    assert [line in texts for line in lines] == [True] * 4


@stands_on(ended)
def test_two_people_at_once_lose_nothing(cast):
    assert write(cast, "fay", strengths="Fay's words").status_code == 302
    clash = write(cast, "olu", strengths="Olu's words", closing="Thanks")

    assert clash.status_code == 409
    text = clash.content.decode()
    assert ["Fay&#x27;s words" in text, "Olu&#x27;s words" in text] == [True, True]
    row = ReportWords.objects.get()
    assert (row.strengths, row.closing, row.changed_by) == (
        "Fay's words",
        "Thanks",
        cast.oak.team.memberships.get(user__name="Olu").user,
    )
    theirs = json.dumps({"strengths": "Fay's words"})
    write(
        cast,
        "olu",
        base={"closing": "Thanks"},
        strengths="Olu's words",
        closing="Thanks",
        keep="strengths",
        theirs=theirs,
    )
    assert ReportWords.objects.get().strengths == "Olu's words"


@stands_on(ended)
def test_a_desk_that_writes_the_same_position_is_told(cast):
    write(cast, "olu", **{f"agreed.{GOALS}": "One page"})

    assert Position.objects.get().edition == 1


@stands_on(ended)
def test_an_autosave_draws_no_box_and_says_where_the_report_stands(cast):
    approve(cast)
    fields = {"base": '{"closing": ""}', "closing": "Thanks", "auto": "1"}
    answer = cast.browsers["olu"].post(at(cast, "report_words"), fields, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert (answer.status_code, text.count("<textarea"), text.count("Draft of version 2.")) == (200, 0, 1)
    assert [words in text for words in ("Draft: not yet approved.", seen(cast), "Saved")] == [True] * 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"review_on": "soon"}, "That is not a day."),
        ({"review_on": "2027-13-01"}, "That is not a day."),
        ({"review_on": "2001-02-01"}, "That is before the workshop, on "),
        ({"closing": "x" * 2001}, "2001 characters, and there may be 2000."),
        ({"purpose": "no\0"}, "There is a character in this that cannot be kept."),
        ({"closing": "Thanks", "base": "["}, "That did not arrive as it should"),
        ({"closing": "Thanks", "base": "[" * 100_000}, "That did not arrive as it should"),
        ({"closing": "Thanks", "base": '{"closing": 7}'}, "That did not arrive as it should"),
    ],
)
@stands_on(ended)
def test_what_cannot_be_kept_is_refused_in_words_and_stays_typed(cast, fields, words):
    answer = cast.post("olu", at(cast, "report_words"), {"base": "{}"} | fields)

    text = answer.content.decode()
    typed = next(value for name, value in fields.items() if name != "base")
    assert (answer.status_code, words in text, typed.replace("\0", "") in text.replace("\0", "")) == (
        422,
        True,
        True,
    )
    assert list(ReportWords.objects.all()) == []


@stands_on(ended)
def test_approving_freezes_a_version_that_nothing_changes(cast):
    assert json.loads(file(cast))["status"] == "draft"
    assert approve(cast).status_code == 302
    content, first = ReportVersion.objects.get().content, file(cast, "markdown")
    assert "Draft" not in page(cast).replace("Draft of", "")
    day = timezone.localtime(ReportVersion.objects.get().approved_at)
    assert f"Approved by Olu on {day.day} {day:%B %Y}." in first.decode()
    assert json.loads(file(cast))["approved"]["by"] == "Olu"
    write(cast, purpose="Another purpose", base={"purpose": cast.oak.workshop.purpose})
    cast.oak.team.name = "Another name"
    cast.oak.team.save()
    assert json.loads(file(cast))["status"] == "draft"
    assert file(cast, "markdown", version=1) == first
    assert ReportVersion.objects.get().content == content
    assert approve(cast).status_code == 302
    assert json.loads(file(cast))["approved"]["version"] == 2
    assert (file(cast, "markdown", version=1), file(cast, "json", version=2)) == (first, file(cast))
    assert cast.get("olu", at(cast, "report") + "?version=3").status_code == 404


@stands_on(ended)
def test_approving_takes_what_was_read_and_a_name(cast):
    late = seen(cast)
    write(cast, closing="Thanks")
    assert cast.post("olu", at(cast, "report_approve"), {"seen": late}).status_code == 409
    olu = cast.oak.team.memberships.get(user__name="Olu").user
    olu.name = ""
    olu.save()
    assert approve(cast).status_code == 422
    assert approve(cast, name="The office").status_code == 302
    assert ReportVersion.objects.get().approver == "The office"
    # The same again is no new version.
    assert approve(cast, name="The office").status_code == 409
    assert ReportVersion.objects.count() == 1


def test_nobody_approves_before_the_end(cast):
    for name in ("report_approve", "report_share"):
        statuses = {who: cast.post(who, at(cast, name)).status_code for who in EVERYONE}
        assert statuses == {who: 404 if who in OUTSIDE else 409 if who == "olu" else 403 for who in EVERYONE}


@stands_on(ended)
def test_who_may_write_approve_and_share(cast):
    def statuses(name, fields):
        return {who: cast.post(who, at(cast, name), fields).status_code for who in EVERYONE if who != "olu"}

    closed = {who: 404 if who in OUTSIDE else 403 for who in EVERYONE if who != "olu"}
    assert statuses("report_words", {"base": "{}"}) == closed | {"fay": 302}
    assert statuses("report_approve", {"seen": seen(cast)}) == closed
    approve(cast)
    assert statuses("report_share", {"days": "90"}) == closed
    assert (ReportVersion.objects.count(), ReportShare.objects.count()) == (1, 0)


@stands_on(ended)
def test_whoever_is_invited_to_run_it_reads_and_writes_nothing(cast):
    cast.oak.workshop.co_facilitators.create(email="gus@example.org", token="x", user=cast.elm.facilitator)

    assert [cast.get("gus", at(cast, "report")).status_code, "<textarea" in page(cast, "gus")] == [200, False]
    assert write(cast, "gus", closing="Thanks").status_code == 403
    assert list(ReportWords.objects.all()) == []


@stands_on(ended)
def test_participants_read_it_with_their_seat(cast):
    address = at(cast, "own_report")
    assert cast.get("ana", address).status_code == 409
    assert address not in cast.get("ana", at(cast, "my_part")).content.decode()
    approve(cast)
    statuses = {who: cast.get(who, address).status_code for who in EVERYONE}
    assert statuses == dict.fromkeys(EVERYONE, 403) | dict.fromkeys(OUTSIDE, 404) | dict.fromkeys(
        ("ana", "ben"), 200
    )
    pages = [cast.get("ana", at(cast, name)).content.decode() for name in ("take_part", "my_part")]
    assert [f'href="{address}"' in text for text in pages] == [True, True]
    assert cast.get("ana", at(cast, "own_report_file", "markdown")).content == file(cast, "markdown")
    assert cast.get("ana", at(cast, "own_report_file", "nothing")).status_code == 404
    cast.oak.workshop.participants.filter(pk=cast.ana).update(revoked_at=timezone.now())
    assert cast.get("ana", address).status_code == 410


@stands_on(ended)
def test_what_is_drafted_after_the_end_is_on_nobodys_own_page_before_it_is_approved(cast):
    def told():
        pages = [at(cast, name) for name in ("my_part", "take_part")]
        return "".join(cast.get("ana", address).content.decode() for address in pages)

    fields = {f"{part}.{GOALS}": f"Drafted {part}" for part in ("agreed", "seen_differently", "one_point")}
    write(cast, **fields)
    assert [text in page(cast) for text in fields.values()] == [True] * 3
    assert "Drafted" not in told()
    assert "It is here once an organiser has approved it." in told()
    approve(cast)
    assert [text in told() for text in fields.values()] == [True] * 3
    write(cast, base=fields, **dict.fromkeys(fields, "Of the next draft"))
    assert "Of the next draft" not in told()
    assert [text in told() for text in fields.values()] == [True] * 3


@stands_on(ended)
def test_a_link_shows_the_newest_approved_version_to_anybody(cast):
    approve(cast)
    link = link_of(cast)
    answer = cast.get("stranger", link)

    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex, nofollow, noarchive")
    token = link.split("/")[2]
    assert token not in "".join(ReportShare.objects.values_list("token", flat=True))
    text = answer.content.decode()
    assert [words in text for words in ("Approved by Olu", "Said in the discussion")] == [True, True]
    hidden = [cast.oak.code, str(cast.ana), "olu@example.org", "<textarea", "csrfmiddlewaretoken"]
    assert [words in text for words in hidden] == [False] * 5
    assert cast.get("stranger", f"{link}json").content == file(cast)
    write(cast, closing="A draft of something else")
    assert "A draft of something else" not in cast.get("stranger", link).content.decode()
    approve(cast)
    assert "A draft of something else" in cast.get("stranger", link).content.decode()


@stands_on(ended)
def test_a_link_that_is_forged_expired_or_withdrawn_shows_nothing(cast, caplog):
    approve(cast)
    link, other = link_of(cast), link_of(cast, "7")
    assert [
        round((one.expires_at - one.made_at).total_seconds() / 86400) for one in ReportShare.objects.all()
    ] == [90, 7]
    ReportShare.objects.filter(pk=max(ReportShare.objects.values_list("pk", flat=True))).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert [cast.get("olu", other + end).status_code for end in ("", "pdf")] == [404, 404]
    assert cast.get("olu", link[:-2] + "x/").status_code == 404
    cast.post(
        "olu",
        at(cast, "report_share"),
        {"withdraw": str(min(ReportShare.objects.values_list("pk", flat=True)))},
    )
    assert [cast.get("stranger", link + end).status_code for end in ("", "json")] == [404, 404]
    assert link.split("/")[2] not in caplog.text


@stands_on(ended)
def test_another_workshops_link_is_not_withdrawn_here(cast):
    approve(cast)
    link = link_of(cast)
    cast.elm.team.memberships.update(role="organiser")
    cast.elm.end()
    cast.post(
        "gus",
        reverse("workshops:report_share", args=[cast.elm.code]),
        {"withdraw": str(ReportShare.objects.get().pk)},
    )

    assert cast.get("stranger", link).status_code == 200


@stands_on(ended)
def test_the_page_asks_as_often_with_much_as_with_little(cast, django_assert_max_num_queries):
    approve(cast)
    for number in range(4):
        write(cast, closing=f"Thanks {number}", base={"closing": f"Thanks {number - 1}" if number else ""})
        approve(cast)
        link_of(cast)
    with django_assert_max_num_queries(32):
        page(cast)


@stands_on(ended)
def test_whoever_cannot_approve_is_told_who_can(cast):
    tells = "An organiser of the team approves it."
    assert [tells in page(cast, who) for who in ("fay", "olu")] == [True, False]
    approve(cast)
    assert [tells in page(cast, who) for who in ("fay", "olu")] == [False, False]
    write(cast, closing="Thank you")
    until = ["until an organiser of the team approves this one.", "until you approve this one."]
    found = {who: [words in page(cast, who) for words in until] for who in ("fay", "olu")}
    assert found == {"fay": [True, False], "olu": [False, True]}


@stands_on(ended)
def test_whoever_withdraws_a_link_reads_that_it_is(cast):
    approve(cast)
    link_of(cast)
    answer = cast.post("olu", at(cast, "report_share"), {"withdraw": str(ReportShare.objects.get().pk)})
    text = cast.get("olu", answer["Location"]).content.decode()

    assert "#" not in answer["Location"]
    assert "The link is withdrawn." in text
    assert '<details id="share" open>' in text
    assert '<details id="share">' in page(cast)


@stands_on(ended)
def test_only_a_draft_bears_a_warning_beside_its_files(cast):
    def bears(icon):
        text = cast.get("olu", at(cast, "report_files")).content.decode()
        return f'#{icon}"' in text.split("<h1>Take the report away</h1>")[1].split("<ul")[0]

    drafted = bears("alert"), bears("flag")
    approve(cast)

    assert (drafted, (bears("alert"), bears("flag"))) == ((True, False), (False, True))


@stands_on(ended)
def test_whoever_reads_it_by_a_link_finds_its_files_at_the_top(cast):
    approve(cast)
    text = cast.get("stranger", link_of(cast)).content.decode()

    assert text.index('href="#files"') < text.index("<h1>") < text.index('id="files"')


@stands_on(ended)
def test_a_day_that_stands_there_keeps_nothing_else_from_being_saved(cast):
    write(cast, review_on="2999-05-04")
    ReportWords.objects.update(review_on=date(2001, 2, 1))

    assert (
        write(cast, review_on="2001-02-01", closing="Thanks", base={"review_on": "2001-02-01"}).status_code
        == 302
    )


@stands_on(ended)
def test_the_sheet_for_the_wall_says_the_day_that_the_report_says(cast):
    write(cast, review_on="2999-05-04", review_place="The town hall")
    line = "<p><b>Next review:</b> Saturday 4 May 2999, The town hall</p>"

    assert [
        line in cast.get("olu", at(cast, name)).content.decode() for name in ("report", "commitments_sheet")
    ] == [
        True,
        True,
    ]
