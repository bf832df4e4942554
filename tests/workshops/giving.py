"""People who take part in everything: what Ana leaves in a workshop, beside what everybody else does."""

from uuid import uuid4

from tests.cast import KEYS


def walk(cast, kind, phase):
    """Ana, Ben and six more take part in everything until the room is in this step and phase."""
    oak, people = cast.oak, cast.oak.crowd(6)
    while True:
        oak.on()
        here = oak.now
        if here.phase == "open" and here.kind in PARTS:
            PARTS[here.kind](oak, (cast.ana, cast.ben), people)
        if (here.kind, here.phase) == (kind, phase):
            return


def check_in(oak, both, _people):
    for person in both:
        oak.say(person, "say", f"Hopeful, {person}")


def score(oak, both, people):
    here = oak.now
    for person in both:
        for key in KEYS:
            sent = {"principle": key, "score": "5", "reason": f"Seen {here.pk} {key} {person}"}
            assert oak.send(person, "score", **sent).ok
    oak.score(people, [1, 2, 2, 3, 3, 4])


def discuss(oak, both, people):
    said = [oak.say(person, "comment", f"In {oak.now.pk}, {person}") for person in both]
    for person in (*both, people[0]):
        for comment in said:
            assert oak.send(person, "see_too", comment=str(comment.pk)).ok
    oak.pressed("spotlight", comment=str(said[0].pk))


def ideas(oak, both, _people):
    for person in both:
        assert oak.send(person, "propose", text=f"Let us, {person}", form=str(uuid4())).ok


def dots(oak, both, people):
    for idea in oak.snapshot.vote_now.options:
        for person in (*both, *people[:4]):
            assert oak.send(person, "dot", one=idea.id).ok


def commit(oak, both, _people):
    made = oak.promise("Meet again")
    for person in both:
        assert oak.send(person, "confirm", commitment=str(made.pk)).ok


def check_out(oak, both, _people):
    for person in both:
        sent = {"text": f"Goodbye, {person}", "useful": "4", "form": str(uuid4())}
        assert oak.send(person, "leave", **sent).ok


PARTS = {
    "check_in": check_in,
    "score": score,
    "rescore": score,
    "discuss": discuss,
    "ideas": ideas,
    "dots": dots,
    "commit": commit,
    "check_out": check_out,
}
