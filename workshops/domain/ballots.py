"""The keys that stand where a person would, so that what is kept about a score names nobody.

A score row holds a key made from the workshop's secret and the participant's id. With the secret, a score can
be changed and two rounds paired; closing the workshop destroys the secret, and from then on no key leads back
to a person, not even for whoever holds the database. Each purpose makes other keys, so that a comment, or a
dot, cannot be tied to a score by comparing keys.
"""

import hmac
import secrets
import uuid

SECRET_BYTES = 32
KEY_LENGTH = 32  # hexadecimal digits, 128 bits: two people's keys never meet by chance


def new_secret() -> bytes:
    """A fresh secret for one workshop: 32 random bytes, unlike those of any other workshop."""
    return secrets.token_bytes(SECRET_BYTES)


def ballot_key(secret: bytes, participant_id: uuid.UUID) -> str:
    """The key on a participant's scores: 32 hexadecimal digits, the same for all of one workshop.

    Raises ValueError when the secret is not 32 bytes long.
    """
    return _key(b"ballot", secret, participant_id)


def comment_key(secret: bytes, participant_id: uuid.UUID) -> str:
    """The key on a participant's comments, unlike their ballot key. Raises as `ballot_key` does."""
    return _key(b"comment", secret, participant_id)


def dot_key(secret: bytes, participant_id: uuid.UUID) -> str:
    """The key on a participant's dots, unlike their other keys. Raises as `ballot_key` does."""
    return _key(b"dot", secret, participant_id)


def seat_mark(secret: bytes, participant_id: uuid.UUID) -> uuid.UUID:
    """What a desk calls a seat by: it leads to the participant for the workshop alone, and is unlike their keys.

    Raises as `ballot_key` does.
    """
    return uuid.UUID(hex=_key(b"seat", secret, participant_id))


def seat_behind(secret: bytes, knock_id: uuid.UUID) -> uuid.UUID:
    """The id that somebody who knocked is given: always the same, and not the one that the desk answered them by.

    Raises as `ballot_key` does.
    """
    return uuid.UUID(hex=_key(b"door", secret, knock_id))


def _key(purpose: bytes, secret: bytes, participant_id: uuid.UUID) -> str:
    # A destroyed secret is empty, and HMAC would take it: anyone could then make every key again.
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a workshop's secret has {SECRET_BYTES} bytes, not {len(secret)}")
    message = purpose + b":" + participant_id.bytes
    return hmac.digest(secret, message, "sha256").hex()[:KEY_LENGTH]
