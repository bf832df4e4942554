"""Before the reveal nobody receives anything that depends on what people chose: not a page, not a frame, not a byte.

The whole room votes one way and then another, as many answers each time. Everything that anybody can receive is
collected both times, and must be the same. Then the round is revealed, and it must not be.
"""

import json
import re
from collections import Counter

import pytest
from channels.db import database_sync_to_async
from django.urls import reverse

from tests.cast import GOALS, KEYS
from tests.rooms import heard, polled
from tests.workshops.test_gate import PAGES, address_of
from workshops.domain.ballots import ballot_key, comment_key, dot_key
from workshops.fragments import REGIONS, render
from workshops.models import Comment, Participant, Result, Score
from workshops.sayings import counts_in_words, pair_words

# As many answers, as unlike each other as can be: split, and all but one together. None is "I can't say".
ONE_WAY = [1] * 9 + [5] * 8 + [None] * 2
ANOTHER = [3] * 17 + [4] + [None]
# One of each role, one from another workshop, and nobody.
LOOKING = ("fay", "olu", "ana", "screen", "cas", "stranger")
SAID_ONE_WAY, SAID_ANOTHER = "Quokkas stand for this reason", "Numbats stand for that reason"
PASSING = [
    (r'(data-v|data-version|data-t|data-turn|data-at)=\\?"\d*\\?"', ""),
    (r'"(v|t)": ?\d+', ""),
    (r'name=\\?"(csrfmiddlewaretoken|form|ticket)\\?" value=\\?"[^"]*"', ""),
    (r"/back/[^/]+/", ""),
    (r"'(Expires|Content-Length)': '[^']*'", ""),
    (r"\d+ live|, \d+ (asleep|by polling|gone)|<td>(here|asleep|gone)</td>", ""),
    (r"(/|%2F)invited(/|%2F)[^/%]+", ""),
]
# The list of workshops proposes the next full hour for a new one.
PROPOSED = (r'name="(date|time)" value="[^"]*"', "")
# What was done at the desks goes on between two looks; it is searched like everything else, and not compared.
JOURNAL = r'(?s)<section id=\\?"desk_journal\\?".*?</section>'


def steady(text, *more):
    """Without numbers, tokens and times that change with every look, and who is connected."""
    for pattern, instead in (*PASSING, *more):
        text = re.sub(pattern, instead, text)
    return text


def vote(cast, people, levels, reason):
    """The crowd chooses, or changes its mind; the last of them gives a reason. Ana's own choice stays."""
    oak = cast.oak
    oak.score(people, levels)
    for sent in ({"score": "2"}, {"score": "2", "reason": "Only mine to see"}):
        assert oak.send(cast.ana, "score", principle=GOALS, **sent).status == 200
    last = "cant_say" if levels[-1] is None else str(levels[-1])
    assert oak.send(people[-1], "score", principle=GOALS, score=last, reason=reason).status == 200


def responses(cast):
    """Every address for everybody, what is answered to what they send, and every region that is drawn."""
    oak = cast.oak
    found: dict[tuple[str, ...], str] = {}
    # The first two give whoever opens them a seat, and everybody is to stay who they are.
    alone: dict[str, tuple[str, ...]] = {"come_back": ("ana",), "screen": ("screen",)}
    alone |= dict.fromkeys(("landing", "help", "privacy", "healthy", "qr"), ("ana", "fay"))
    # All of them first: one is the address of an invitation, which another page tells of.
    for name, address in {name: address_of(name, oak, cast.ana) for name in PAGES}.items():
        for who in alone.get(name, LOOKING):
            response = cast.get(who, address)
            # A picture or a file is no text, and is compared byte by byte all the same.
            body = response.content.decode(errors="backslashreplace")
            found[who, name] = f"{response.status_code} {body} {dict(sorted(response.headers.items()))}"
    for name in (name for names in REGIONS.values() for name in names):
        found["drawn", name] = render(name, oak.snapshot)
    live = {"headers": {"X-Live": "1"}}
    act = reverse("workshops:act", args=[oak.code, oak.now.pk, "score"])
    for who in LOOKING:
        for kept, more in (("page", {}), ("values", live)) if who in ("ana", "fay") else (("values", live),):
            # Refused, so that the look changes nothing; a refusal brings the sender's regions along.
            for address, fields in (
                (act, {"principle": GOALS, "score": "6"}),
                (
                    reverse("workshops:desk_act", args=[oak.code, "step"]),
                    {"towards": "on", "seen": "nowhere"},
                ),
                (reverse("workshops:desk_act", args=[oak.code, "hide"]), {"comment": "no id"}),
            ):
                response = cast.post(who, address, fields, **more)
                found[who, kept, address] = f"{response.status_code} {response.content.decode()}"
    return found


async def frames(cast):
    """What comes through every socket, when it opens, when the room changes, and as an answer; and by polling."""
    oak, found = cast.oak, {}
    here = await database_sync_to_async(lambda: oak.now)()
    for audience, who in (("participant", "ana"), ("screen", "screen"), ("desk", "fay")):
        socket = await heard(oak.code, audience, cast.browsers[who])
        found["frame", audience] = socket.frames[0]
        answer = await socket.send(here.pk, "score", principle=GOALS, score="6")
        found["answer", audience] = json.dumps(answer)
        await socket.socket.leave()
        if audience != "desk":
            status, body = await polled(f"/w/{oak.code}/state?as={audience}", cast.browsers[who])
            found["poll", audience] = f"{status} {body}"
    return found


async def received(cast):
    """All of it, by where it came from."""
    found = await database_sync_to_async(responses)(cast) | await frames(cast)
    return {
        where: steady(text, *([PROPOSED] if where[1] == "workshops" else [])) for where, text in found.items()
    }


def secrets_of(cast):
    """What stands in the database and must never leave it, whoever asks, whenever."""
    oak = cast.oak
    people = list(Participant.objects.filter(workshop=oak.made).values_list("pk", flat=True))
    keys = [make(oak.secret, person) for make in (ballot_key, comment_key) for person in people]
    assert set(Score.objects.values_list("ballot_key", flat=True)) <= set(keys)
    assert set(Comment.objects.values_list("author_key", flat=True)) <= set(keys)
    return [*keys, oak.secret.hex(), *(form for person in people for form in (person.hex, str(person)))]


def differing(first, second):
    before, after = ({at: re.sub(JOURNAL, "", text) for at, text in look.items()} for look in (first, second))
    return {at for at in before if before[at] != after[at]}


def found_in(texts, needles):
    return {(where, needle) for where, text in texts.items() for needle in needles if needle in text}


@pytest.mark.parametrize("kind", ["score", "rescore"])
async def test_nothing_depends_on_what_people_chose_until_it_is_revealed(live, kind):
    oak = live.oak
    in_database = database_sync_to_async
    people = await in_database(scoring)(oak, kind)

    looks = []
    for levels, reason in ((ONE_WAY, SAID_ONE_WAY), (ANOTHER, SAID_ANOTHER)):
        await in_database(vote)(live, people, levels, reason)
        looks.append(await received(live))
        await in_database(oak.on)()
        looks.append(await received(live))
        await in_database(really_there)(oak, levels, reason)
        if levels is ONE_WAY:
            await in_database(oak.back)()
    open_, closed, open_again, closed_again = looks

    assert differing(open_, open_again) == set()
    assert differing(closed, closed_again) == set()
    hidden = [SAID_ONE_WAY, SAID_ANOTHER, *await in_database(secrets_of)(live)]
    assert [found_in(look, hidden) for look in looks] == [set()] * 4

    await in_database(oak.on)()
    revealed = await received(live)
    pair, counts = await in_database(told_of)(oak)
    assert [found_in(look, [pair, counts]) for look in looks] == [set()] * 4
    in_pairs, in_counts, said = (
        {where[:2] for where, _needle in found_in(revealed, [told])} for told in (pair, counts, SAID_ANOTHER)
    )
    assert {
        ("drawn", "stage"),
        ("frame", "participant"),
        ("poll", "participant"),
        ("ana", "take_part"),
    } <= in_pairs
    assert {
        ("drawn", "screen_stage"),
        ("frame", "screen"),
        ("poll", "screen"),
        ("screen", "screen"),
    } <= in_counts
    assert {("frame", "desk"), ("fay", "desk"), ("fay", "desk_state"), ("olu", "report")} <= in_pairs & said
    assert found_in(revealed, hidden[2:]) == set()


def scoring(oak, kind):
    """The crowd, in a room that is scoring: for the second time, after it saw what it had said the first time."""
    people = oak.crowd(len(ONE_WAY))
    if kind == "rescore":
        oak.go_to("score")
        oak.score(people, [2] * len(people))
        oak.go_to("score", "revealed")
    oak.go_to(kind)
    # All the others are answered, so that this one decides who is done.
    for key in KEYS[1:]:
        oak.score(people, [4] * len(people), key)
    return people


def told_of(oak):
    """What a room reads of the round, once it may: in one sentence, and in another."""
    result = next(found for found in oak.snapshot.results if found.activity == oak.now.pk)
    pair, counts = pair_words(result), counts_in_words(result)
    assert pair == "18 of 19 chose 2 or 3; as many chose 3 or 4."
    assert counts == "0 chose 1, 1 chose 2, 17 chose 3, 1 chose 4, 0 chose 5; 1 could not say"
    return pair, counts


def really_there(oak, levels, reason):
    """There was something to leak."""
    scores = Score.objects.filter(activity=oak.now, principle=GOALS)
    assert Counter(scores.values_list("level", flat=True)) == Counter([*levels, 2])
    assert Comment.objects.filter(text=reason).count() == 1
    counts = Result.objects.get(activity=oak.now, principle=GOALS).counts
    assert counts == [[*levels, 2].count(level) for level in range(1, 6)]


@pytest.mark.django_db
def test_four_scores_are_never_shown(cast):
    oak = cast.oak
    people = oak.crowd(4)
    oak.go_to("score")
    oak.score(people, [1, 5, 5, 5])
    oak.on(2)
    result = oak.snapshot.results[0]

    assert Result.objects.get(principle=GOALS).counts == [1, 0, 0, 0, 3]
    assert (result.scores, result.distribution, result.median, result.spread) == (4, None, None, None)


@pytest.mark.django_db
def test_the_fifth_score_shows_them(cast):
    oak = cast.oak
    people = oak.crowd(5)
    oak.go_to("score")
    oak.score(people, [1, 5, 5, 5, 5])
    oak.on(2)
    result = oak.snapshot.results[0]

    assert result.distribution is not None
    assert result.distribution.counts == (1, 0, 0, 0, 4)


def names_of(model):
    return {found.name for found in model._meta.get_fields()}


def test_a_score_has_no_way_back_to_a_person_and_no_time():
    assert names_of(Score) == {
        "id",
        "workshop",
        "activity",
        "principle",
        "ballot_key",
        "family",
        "level",
        "turn",
        "on_paper",
    }


def test_nothing_leads_from_a_person_to_what_they_said_or_chose():
    assert names_of(Participant) == {
        "id",
        "workshop",
        "sector",
        "family",
        "pretend",
        "name",
        "table",
        "heads",
        "hand",
        "writes_for",
        "joined_at",
        "revoked_at",
        "removed",
    }
    assert {found.name for found in Comment._meta.get_fields() if found.is_relation} == {
        "workshop",
        "activity",
        "seen_too",
        "theme",
    }


@pytest.mark.django_db
def test_a_person_has_another_key_for_every_purpose_and_in_every_workshop(cast):
    makers = (ballot_key, comment_key, dot_key)
    keys = [make(room.secret, cast.ana) for make in makers for room in (cast.oak, cast.elm)]

    assert len(set(keys)) == 6


@pytest.mark.django_db
def test_ones_own_screen_has_ones_own_answers_and_nobody_elses(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.send(cast.ana, "score", principle=GOALS, score="2", reason="Said by Ana")
    oak.send(cast.ben, "score", principle=GOALS, score="5", reason="Said by Ben")
    pages = {who: cast.get(who, f"/w/{oak.code}/mine").content.decode() for who in ("ana", "ben")}

    assert {who: re.findall(r'data-level="(\w+)"', page) for who, page in pages.items()} == {
        "ana": ["2"],
        "ben": ["5"],
    }
    assert [(who, name) for who in pages for name in ("Ana", "Ben") if f"Said by {name}" in pages[who]] == [
        ("ana", "Ana"),
        ("ben", "Ben"),
    ]


@pytest.mark.django_db
def test_after_the_end_nobody_can_tell_ones_own_any_more(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.send(cast.ana, "score", principle=GOALS, score="2", reason="Said by Ana")
    oak.end()
    page = cast.get("ana", f"/w/{oak.code}/mine").content.decode()

    assert re.findall(r"data-level|Said by", page) == []
