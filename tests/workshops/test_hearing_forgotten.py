"""Nothing of what is pressed, raised or taken out leads back to a person: when they leave with it, and at the end."""

import pytest

from tests.cast import GOALS, everything
from tests.workshops.hosting import Host
from tests.workshops.speaking import raised, say_all
from workshops.actions.erasing import erase_own
from workshops.domain.ballots import comment_key
from workshops.domain.copies import title_for
from workshops.mine import Mine, mine_of
from workshops.models import Comment, Hand, Parked, SeenToo, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def oak(cast):
    """Ana and Ben have said something each, and pressed both buttons; Ana's words stand in other places as well."""
    oak = cast.oak
    oak.go_to("discuss")
    assert oak.desk_sends("discuss", principle=GOALS).ok
    hers = str(oak.say(cast.ana, "comment", "The ward sister told me so").pk)
    his = str(oak.say(cast.ben, "comment", "the ward sister told me so!").pk)
    for person in (cast.ana, cast.ben):
        assert oak.send(person, "see_too", comment=his).ok
        assert oak.send(person, "see_differently", comment=hers).ok
    oak.pressed("park", comment=hers)
    oak.pressed("gather", comment=hers)
    raised(oak, cast.ana)
    raised(oak, cast.ben)
    return oak


def test_whoever_leaves_with_everything_leaves_no_copy_of_their_words_and_no_mark(cast, oak):
    assert Theme.objects.get().title == title_for("The ward sister told me so")
    erase_own(oak.workshop, cast.ana)

    assert not any("The ward sister" in str(rows) for rows in everything())
    assert (Parked.objects.count(), Theme.objects.get().title) == (0, f"Theme {Theme.objects.get().pk}")
    # What others said stays where it was put, with what others pressed.
    (his,) = Comment.objects.all()
    assert his.theme == Theme.objects.get()
    assert [row.author_key for row in SeenToo.objects.all()] == [comment_key(oak.secret, cast.ben)]
    assert [hand.participant_id for hand in Hand.objects.all()] == [cast.ben]


def test_words_that_were_taken_out_take_the_theme_s_name_along(cast, oak):
    hers = Comment.objects.get(text="The ward sister told me so")
    oak.pressed("redact", comment=str(hers.pk), reason="It names somebody", sure="1")

    assert not any("The ward sister" in str(rows) for rows in everything())


def test_after_the_end_no_mark_and_no_hand_is_anybody_s(cast, oak):
    secret = oak.secret
    oak.end()

    assert (Hand.objects.count(), mine_of(oak.workshop, cast.ana)) == (0, Mine())
    keys = [row.author_key for row in SeenToo.objects.all()]
    assert (len(keys), len(set(keys))) == (4, 4)
    assert Host().ties(secret) == set()
    # What they came to stays.
    assert sorted(SeenToo.objects.values_list("comment__text", "differs")) == [
        ("The ward sister told me so", True),
        ("The ward sister told me so", True),
        ("the ward sister told me so!", False),
        ("the ward sister told me so!", False),
    ]


def test_after_the_end_no_order_tells_what_one_person_pressed(cast):
    """Six see all three too, then six see all three differently: nobody finds the first of each in one row."""
    oak = cast.oak
    oak.go_to("discuss")
    rows = say_all(oak, ["One", "Two", "Three"])
    for number, person in enumerate(oak.crowd(12)):
        for row in rows:
            assert oak.send(person, "see_too" if number < 6 else "see_differently", comment=str(row.pk)).ok

    def pressed():
        return [list(row.seen_too.order_by("pk").values_list("differs", flat=True)) for row in rows]

    assert pressed() == [[False] * 6 + [True] * 6] * 3
    oak.end()
    assert [sorted(each) for each in pressed()] == [[False] * 6 + [True] * 6] * 3
    assert pressed() != [[False] * 6 + [True] * 6] * 3


def test_what_was_taken_out_stays_counted_and_nobody_s(cast, oak):
    hers = Comment.objects.get(text="The ward sister told me so")
    oak.pressed("redact", comment=str(hers.pk), reason="It names somebody", sure="1")
    key = hers.author_key
    oak.end()
    kept = Comment.objects.get(pk=hers.pk)

    assert (kept.text, kept.redacted, kept.author_key != key, kept.family) == (
        "",
        "It names somebody",
        True,
        "",
    )
