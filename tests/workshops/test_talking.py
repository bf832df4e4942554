"""What people say is kept once, without a name, and leaves the screens when the facilitator says so."""

from uuid import uuid4

import pytest

from tests.cast import GOALS, KEYS, everything
from workshops.actions import talking as said
from workshops.actions.talking import (
    GONE,
    MOST_SAID,
    MOVED_ON,
    NOTHING_SAID,
    ROOM_IS_FULL,
    SAID_ENOUGH,
    SENT_BEFORE,
)
from workshops.models import Comment, SeenToo
from workshops.taking import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking(cast):
    cast.oak.go_to("discuss")
    return cast


def test_the_same_form_sent_twice_is_one_comment(talking):
    form = str(uuid4())
    answers = [talking.oak.send(talking.ana, "comment", text="We meet too late", form=form) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert talking.oak.words_of(talking.ana) == ["We meet too late"]


def test_a_form_that_was_sent_and_then_edited_is_not_told_that_it_was_saved(talking):
    """Without scripts: sent, back, another word, sent again. The first words stand, and both are still there."""
    form = str(uuid4())
    talking.oak.send(talking.ana, "comment", text="We meet too late", form=form)
    before = everything()
    answer = talking.oak.send(talking.ana, "comment", text="We meet too late in the day", form=form)

    assert (answer.status, answer.words) == (409, SENT_BEFORE)
    assert everything() == before


def test_an_edited_mark_is_not_told_that_it_was_saved_and_a_late_one_takes_no_newer_one_away(cast):
    oak, first, second = cast.oak, str(uuid4()), str(uuid4())
    oak.go_to("check_out")

    def mark(form, useful):
        return oak.send(cast.ana, "leave", text="Thanks", form=form, useful=useful).status

    assert [mark(first, "2"), mark(first, "4"), mark(second, "5"), mark(first, "2")] == [200, 409, 200, 200]
    assert list(Comment.objects.exclude(useful=None).values_list("useful", flat=True)) == [5]


def test_seeing_it_too_asks_again_under_the_lock(talking):
    """The facilitator moved on between the door and the database."""
    said = talking.oak.say(talking.ben, "comment", "Nobody told the wards")
    entered = talking.oak.ready(talking.ana, "see_too", comment=str(said.pk))
    talking.oak.on()
    before = everything()
    answer = do(entered)

    assert (answer.status, answer.words) == (409, MOVED_ON)
    assert everything() == before


def test_two_forms_are_two_comments_even_of_the_same_words(talking):
    talking.oak.send(talking.ana, "comment", text="Yes", form=str(uuid4()))
    talking.oak.send(talking.ana, "comment", text="Yes", form=str(uuid4()))

    assert talking.oak.words_of(talking.ana) == ["Yes", "Yes"]


def test_a_comment_belongs_to_the_principle_that_is_talked_about(talking):
    talking.oak.say(talking.ana, "comment", "Before it was chosen")
    talking.oak.desk_sends("discuss", principle=KEYS[2])
    talking.oak.say(talking.ana, "comment", "After")

    assert dict(Comment.objects.values_list("text", "principle")) == {
        "Before it was chosen": "",
        "After": KEYS[2],
    }


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Line one\r\nLine two \n", "Line one\nLine two"),
        ("<b>Bold</b> & “quoted”", "<b>Bold</b> & “quoted”"),
        ("x" * 1000, "x" * 1000),
        ("é\U0001f642" * 500, "é\U0001f642" * 500),
        ("a\r\n" * 499 + "b", "a\n" * 499 + "b"),
        ("Pasted\x0bfrom\x1b elsewhere\x7f, with a\ttab", "Pasted\nfrom elsewhere, with a\ttab"),
    ],
)
def test_words_are_kept_as_they_were_typed(talking, text, kept):
    assert talking.oak.send(talking.ana, "comment", text=text, form=str(uuid4())).status == 200
    assert talking.oak.words_of(talking.ana) == [kept]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"text": "   \n "}, {"text": "Write a few words first."}),
        ({}, {"text": "Write a few words first."}),
        (
            {"text": "x" * 5000},
            {"text": "This is too long: at most 1000 characters, and you wrote 5000."},
        ),
        (
            {"text": "a\x00b"},
            {"text": "There is a character in this that cannot be kept. Take it out, or type it again."},
        ),
        (
            {"text": "half of a pair: \ud83d"},
            {"text": "There is a character in this that cannot be kept. Take it out, or type it again."},
        ),
        (
            {"text": "Fine", "form": "no id"},
            {"form": "That did not arrive as it should. Load the page again and send it once more."},
        ),
    ],
)
def test_words_that_cannot_be_kept_are_refused(talking, fields, errors):
    before = everything()
    answer = talking.oak.send(talking.ana, "comment", **{"form": str(uuid4())} | fields)

    assert (answer.status, answer.errors) == (422, errors)
    assert everything() == before


def test_i_see_it_too_counts_once_each_and_can_be_taken_back(talking):
    said = str(talking.oak.say(talking.ana, "comment", "We meet too late").pk)

    def seen_after(person, **given):
        assert talking.oak.send(person, "see_too", **given).status == 200
        (voice,) = talking.oak.snapshot.voices
        return voice.seen

    assert seen_after(talking.ben, comment=said) == 1
    assert seen_after(talking.ben, comment=said) == 1
    assert seen_after(talking.ana, comment=said) == 2
    assert seen_after(talking.ben, off_comment=said) == 1
    assert seen_after(talking.ben, off_comment=said) == 1
    assert SeenToo.objects.count() == 1


def test_a_comment_that_never_was_is_gone(talking):
    before = everything()
    answers = [
        talking.oak.send(talking.ana, "see_too", comment=str(uuid4())),
        talking.oak.press("hide", comment=str(uuid4())),
        talking.oak.press("spotlight", comment=str(uuid4())),
    ]

    assert [(answer.status, answer.words) for answer in answers] == [(422, GONE)] * 3
    assert everything() == before


def test_a_hidden_comment_leaves_every_screen_and_can_come_back(talking):
    said = str(talking.oak.say(talking.ana, "comment", "A name").pk)
    talking.oak.pressed("spotlight", comment=said)
    assert [voice.text for voice in talking.oak.snapshot.voices_now] == ["A name"]
    talking.oak.pressed("hide", comment=said)
    hidden = talking.oak.snapshot

    assert (hidden.voices_now, hidden.spotlight) == ((), None)
    talking.oak.pressed("hide", off_comment=said)
    back = talking.oak.snapshot
    assert [voice.text for voice in back.voices_now] == ["A name"]


def test_one_comment_at_a_time_is_in_the_spotlight(talking):
    first = str(talking.oak.say(talking.ana, "comment", "First").pk)
    second = str(talking.oak.say(talking.ben, "comment", "Second").pk)

    def lit_after(**given):
        talking.oak.pressed("spotlight", **given)
        return [voice.text for voice in talking.oak.snapshot.voices if voice.spotlit]

    assert lit_after(comment=first) == ["First"]
    assert lit_after(comment=second) == ["Second"]
    assert lit_after(off_comment=second) == []


def test_a_comment_that_was_on_its_way_when_the_step_was_over_is_refused(talking):
    entered = talking.oak.ready(talking.ana, "comment", text="Late", form=str(uuid4()))
    talking.oak.on()
    before = everything()
    answer = do(entered)

    assert (answer.status, answer.words) == (409, MOVED_ON)
    assert everything() == before


def test_a_check_in_word_is_heard_in_its_step(cast):
    cast.oak.go_to("check_in")
    cast.oak.say(cast.ana, "say", "Hopeful")
    here = [voice.text for voice in cast.oak.snapshot.voices_now]
    cast.oak.on()

    assert here == ["Hopeful"]
    assert cast.oak.snapshot.voices_now == ()


def test_reasons_are_read_once_the_round_is_revealed_and_heard_with_their_principle(cast):
    oak = cast.oak
    people = oak.crowd(4)
    oak.go_to("score")
    oak.score(people, [1, 2, 4, 5])
    oak.send(cast.ana, "score", principle=GOALS, score="2", reason="Nobody asked us")
    open_round = oak.snapshot
    oak.on()
    closed = oak.snapshot
    oak.on()
    revealed = oak.snapshot
    oak.go_to("discuss")
    nothing_chosen = oak.snapshot.voices_now
    oak.desk_sends("discuss", principle=KEYS[1])
    another = oak.snapshot.voices_now
    oak.desk_sends("discuss", principle=GOALS)

    assert [(s.voices, s.held) for s in (open_round, closed)] == [((), 1), ((), 1)]
    assert ([voice.text for voice in revealed.voices], revealed.held) == (["Nobody asked us"], 0)
    assert (nothing_chosen, another) == ((), ())
    assert [voice.text for voice in oak.snapshot.voices_now] == ["Nobody asked us"]


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"text": "Call Ben", "useful": "5"}, ("Call Ben", 5)),
        ({"text": "Call Ben", "useful": ""}, ("Call Ben", None)),
        ({"text": "Call Ben"}, ("Call Ben", None)),
        ({"text": "", "useful": "1"}, ("", 1)),
        # Nothing is lost where a client leaves the empty box out.
        ({"useful": "3"}, ("", 3)),
    ],
)
def test_a_check_out_is_words_or_a_mark_or_both(cast, fields, kept):
    cast.oak.go_to("check_out")
    answer = cast.oak.send(cast.ana, "leave", form=str(uuid4()), **fields)

    assert (answer.status, list(Comment.objects.values_list("text", "useful"))) == (200, [kept])


@pytest.mark.parametrize("fields", [{"text": "", "useful": ""}, {}, {"text": "  "}])
def test_an_empty_check_out_is_none(cast, fields):
    cast.oak.go_to("check_out")
    answer = cast.oak.send(cast.ana, "leave", form=str(uuid4()), **fields)

    assert (answer.status, answer.words) == (422, NOTHING_SAID)
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("useful", ["0", "6", "1.5", "a lot", "9" * 5000])
def test_a_mark_off_its_scale_is_refused(cast, useful):
    cast.oak.go_to("check_out")
    answer = cast.oak.send(cast.ana, "leave", form=str(uuid4()), text="Words", useful=useful)

    assert (answer.status, list(answer.errors)) == (422, ["useful"])
    assert Comment.objects.count() == 0


def test_how_useful_it_was_is_told_from_five_on(cast):
    oak = cast.oak
    people = oak.crowd(5)
    oak.go_to("check_out")
    told = []
    for person, mark in zip(people, "52413", strict=True):
        oak.send(person, "leave", form=str(uuid4()), text="", useful=mark)
        told.append(oak.snapshot.useful)

    assert told == [(), (), (), (), (1, 2, 3, 4, 5)]


def test_everybody_marks_how_useful_it_was_once(cast):
    """With four marks of one's own beside another's, the counts of five would tell what the other chose."""
    oak = cast.oak
    oak.go_to("check_out")
    forms = [str(uuid4()) for _ in range(4)]
    for form, mark in [*zip(forms, "1224", strict=True), (forms[3], "4")]:
        assert oak.send(cast.ana, "leave", form=form, text=f"Word {mark}", useful=mark).status == 200
    oak.send(cast.ben, "leave", form=str(uuid4()), text="", useful="5")
    oak.send(cast.ana, "leave", form=str(uuid4()), text="One more word", useful="")

    marks = Comment.objects.exclude(useful=None).values_list("useful", flat=True)
    assert (sorted(filter(None, marks)), oak.snapshot.useful) == ([4, 5], ())
    assert len(oak.words_of(cast.ana)) == 5


@pytest.mark.parametrize(
    ("kind", "act"), [("check_in", "say"), ("discuss", "comment"), ("check_out", "leave")]
)
def test_nobody_fills_every_screen_alone(cast, kind, act):
    oak = cast.oak
    oak.go_to(kind)
    forms = [str(uuid4()) for _ in range(MOST_SAID)]
    for number, form in enumerate(forms):
        assert oak.send(cast.ana, act, text=f"Word {number}", form=form).status == 200
    more = oak.send(cast.ana, act, text="One more", form=str(uuid4()))

    assert (more.status, more.words) == (409, SAID_ENOUGH)
    # What was kept is still answered as kept, and others are heard.
    assert oak.send(cast.ana, act, text="Word 29", form=forms[-1]).status == 200
    assert oak.send(cast.ben, act, text="Mine", form=str(uuid4())).status == 200
    assert Comment.objects.count() == MOST_SAID + 1


def test_everybody_together_says_what_fits_on_a_screen(cast, monkeypatch):
    monkeypatch.setattr(said, "MOST_SAID_BY_ALL", 20)
    oak = cast.oak
    oak.go_to("check_in")
    form = str(uuid4())
    assert oak.send(cast.ana, "say", text="Fifteen letters", form=form).status == 200
    more = oak.send(cast.ben, "say", text="Six so", form=str(uuid4()))

    assert (more.status, more.words) == (409, ROOM_IS_FULL)
    # What fits is kept, and what is kept already is answered so.
    assert oak.send(cast.ben, "say", text="Five!", form=str(uuid4())).status == 200
    assert oak.send(cast.ana, "say", text="Fifteen letters", form=form).status == 200
    # Every step has room of its own.
    oak.go_to("discuss")
    assert oak.send(cast.ben, "comment", text="Six so", form=str(uuid4())).status == 200
