"""What ending a workshop destroys is not on the disk either."""

from pathlib import Path

import pytest
from django.db import connection

from workshops.models import Score

pytestmark = pytest.mark.django_db(transaction=True)


def on_disk(*needles: bytes) -> list[bytes]:
    """Which of the needles stand in the database's files."""
    database = Path(str(connection.settings_dict["NAME"]))
    raw = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    return [needle for needle in needles if needle in raw]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
def test_neither_the_secret_nor_the_order_of_the_scores_can_be_read_off_the_disk(cast):
    oak = cast.oak
    oak.go_to("score")
    oak.score(oak.crowd(600), [1, 2, 3, 4, 5] * 120)
    secret = oak.secret
    rows = [row.hex.encode() for row in Score.objects.values_list("pk", flat=True)]
    assert on_disk(secret, *rows) == [secret, *rows]

    oak.end()
    assert on_disk(secret, *rows) == []
    kept = [row.hex.encode() for row in Score.objects.values_list("pk", flat=True)]
    assert on_disk(*kept) == kept
