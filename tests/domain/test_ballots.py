import hashlib
import hmac
import uuid
from collections.abc import Callable

import pytest

from workshops.domain.ballots import ballot_key, comment_key, dot_key, new_secret

SECRET = bytes(range(32))
ANA, BEN = uuid.UUID(int=1), uuid.UUID(int=2)
KEYS = [ballot_key, comment_key, dot_key]
MakeKey = Callable[[bytes, uuid.UUID], str]


def test_a_secret_is_thirty_two_random_bytes() -> None:
    made = {new_secret() for _ in range(100)}
    assert ({len(secret) for secret in made}, len(made)) == ({32}, 100)


@pytest.mark.parametrize(
    ("key", "purpose"), [(ballot_key, "ballot"), (comment_key, "comment"), (dot_key, "dot")]
)
def test_a_key_is_an_hmac_of_purpose_and_participant(key: MakeKey, purpose: str) -> None:
    digest = hmac.new(SECRET, purpose.encode() + b":" + ANA.bytes, hashlib.sha256).hexdigest()
    assert key(SECRET, ANA) == digest[:32]


def test_the_keys_stay_as_they_are() -> None:
    """A change here would cut every open workshop off from its scores."""
    assert [key(SECRET, ANA) for key in KEYS] == [
        "48d3b97d76453da1ba05e5a17f6e1740",
        "94d74e748eaa04fa40e5cb72a491784a",
        "8494573b51f56868d50a338b8eb88317",
    ]


def test_people_workshops_and_purposes_all_make_other_keys() -> None:
    made = [key(secret, who) for key in KEYS for secret in (SECRET, bytes(32)) for who in (ANA, BEN)]
    assert len(set(made)) == len(made) == 12


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("destroyed", [b"", SECRET[:31], SECRET + b"\0"])
def test_no_key_is_made_from_a_destroyed_secret(key: MakeKey, destroyed: bytes) -> None:
    with pytest.raises(ValueError, match="a workshop's secret has 32 bytes"):
        key(destroyed, ANA)
