"""The arithmetic of the measurements: what is read off the wire, counted and judged, and how it is told."""

import itertools
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest

from tests.load.figures import Figure, percentile, rounded, written
from tests.load.machine import memory_of, processor, processor_time_of
from tests.load.picture import drawn, place_of
from tests.load.reading.burst import Outcome, counted_in, most_in_a_second, shown_to_all
from tests.load.reading.frames import PING, TEXT, Frame, frames_in, from_client, from_server, upgrade
from tests.load.reading.line import Arrival, noted
from tests.load.reading.polling import answer_in
from tests.load.reading.readers import together
from tests.load.reading.share import inflated
from tests.load.report import BEGIN, END, page_with, tables
from tests.load.results import Finding, Results
from tests.load.rows.burst import choices, waits_for_screens
from tests.load.rows.busy import growth
from workshops.room.wire import frame_of

SECOND = 1_000_000_000
FAST = Figure("fan-out", 18.24, "times", "2 ms against 36 ms", least=15)
SLOW = Figure("screens", 330.0, "ms", most=300)
BESIDE = Figure("readers late", 3.0, "ms")


# What is read off the wire


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
@pytest.mark.parametrize("framed", [from_client, from_server])
def test_a_frame_is_read_as_it_was_made_whatever_its_size(framed, size: int) -> None:
    held = bytearray(framed(TEXT, b"x" * size) + framed(PING, b"!"))
    assert frames_in(held) == [Frame(TEXT, b"x" * size, False), Frame(PING, b"!", False)]
    assert held == b""


def test_of_a_frame_that_is_still_coming_nothing_is_taken() -> None:
    whole = from_server(TEXT, b"y" * 300)
    for end in range(len(whole)):
        held = bytearray(whole[:end])
        assert frames_in(held) == []
        assert held == whole[:end]


def test_the_sites_own_frames_are_read_plain_and_deflated() -> None:
    frame = frame_of(7, "<p>" + "text " * 200 + "</p>", t=1)
    text = frame.text.encode()
    (plain,), (small,) = frames_in(bytearray(frame.plain)), frames_in(bytearray(frame.deflated))
    assert plain == Frame(TEXT, text, False)
    assert (small.deflated, len(small.payload) < len(text)) == (True, True)
    assert inflated(Arrival(0, small.payload, 0, 0, True)) == text


def test_a_frame_that_leans_on_earlier_ones_is_left_as_it_came() -> None:
    deflate = zlib.compressobj(wbits=-15)
    first, second = (deflate.compress(b"again " * 9) + deflate.flush(zlib.Z_SYNC_FLUSH) for _ in range(2))
    assert inflated(Arrival(0, first[:-4], 0, 0, True)) == b"again " * 9
    assert inflated(Arrival(0, second[:-4], 0, 0, True)) == second[:-4]


def test_a_socket_is_asked_for_with_a_cookie_and_an_offer_only_where_there_is_one() -> None:
    lines = upgrade("here:1", "/live/", "seat=1", "permessage-deflate").split(b"\r\n")
    assert lines[0] == b"GET /live/ HTTP/1.1"
    assert lines[-4:] == [b"Cookie: seat=1", b"Sec-WebSocket-Extensions: permessage-deflate", b"", b""]
    assert len(upgrade("here:1", "/live/").split(b"\r\n")) == len(lines) - 2


def test_the_kernels_note_is_read_in_nanoseconds() -> None:
    seconds, nanoseconds = (3).to_bytes(8, "little"), (5).to_bytes(8, "little")
    assert noted([(1, 35, seconds + nanoseconds)]) == 3 * SECOND + 5


def test_answers_to_a_poll_are_taken_one_by_one() -> None:
    held = bytearray(b'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{"v":4}HTTP/1.1 204 No Content\r\n\r\nHTT')
    assert [answer_in(held) for _ in range(3)] == [(200, b'{"v":4}'), (204, b""), None]
    assert held == b"HTT"
    assert answer_in(bytearray(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{")) is None


# What is counted


def test_how_many_have_scored_is_read_from_a_push() -> None:
    assert counted_in(b'<p id=\\"progress\\">41 of 200 have scored</p>') == 41
    assert counted_in(b'<p id=\\"progress\\"></p>') is None


def test_a_count_is_shown_to_all_when_the_last_was_told_of_so_many_or_more() -> None:
    told = {1: [(10, 1), (20, 3)], 2: [(11, 1), (21, 2), (25, 3)], 3: [(30, 3)]}
    assert shown_to_all(told) == ({1: 30, 2: 30, 3: 30}, 0)
    assert shown_to_all({1: told[1], 2: told[2]}) == ({1: 11, 2: 21, 3: 25}, 0)


def test_whoever_never_hears_of_the_largest_count_is_behind() -> None:
    assert shown_to_all({1: [(10, 1), (20, 2)], 2: [(11, 1)], 3: []})[1] == 2


def test_parts_of_a_crowd_are_one_when_both_were_told() -> None:
    one = Outcome(sent={1: 0}, acknowledged={1: 5}, shown={1: 10, 3: 20}, behind=1, sender_late=4)
    two = Outcome(sent={2: 1}, acknowledged={2: 6}, shown={2: 15}, refused=1, sender_late=3)
    both = together([one, two])
    assert (both.sent, both.acknowledged) == ({1: 0, 2: 1}, {1: 5, 2: 6})
    # Of three, the second part was never told.
    assert both.shown == {1: 15, 2: 20}
    assert (both.behind, both.refused, both.sender_late) == (1, 1, 4)


def test_a_score_is_on_every_screen_with_the_push_that_counts_it() -> None:
    ms = 1_000_000
    outcome = Outcome(
        sent={7: 0, 8: 10 * ms, 9: 20 * ms},
        acknowledged={8: 30 * ms, 7: 40 * ms, 9: 50 * ms},
        shown={2: 100 * ms, 3: 300 * ms},
    )
    # 8 and 7 were acknowledged first, and the push that counts two counts them.
    assert waits_for_screens(outcome) == [90.0, 100.0, 280.0]


def test_the_most_pushes_within_any_second() -> None:
    moments = [round(seconds * SECOND) for seconds in (0, 0.4, 0.8, 1.0, 1.3, 1.7, 5)]
    assert most_in_a_second(moments) == 4
    assert most_in_a_second([]) == 0


def test_everybody_scores_once_in_the_order_of_time() -> None:
    chosen = choices(50, "trust", 10)
    assert sorted(choice.person for choice in chosen) == list(range(50))
    assert [choice.number for choice in chosen] == list(range(50))
    assert all(early.at <= late.at for early, late in itertools.pairwise(chosen))


def test_percentiles_and_growth() -> None:
    assert [percentile(range(101), hundredth) for hundredth in (50, 99)] == [50, 99]
    assert [percentile([4.0], 99), percentile([], 99)] == [4.0, 0.0]
    assert growth([(0, 100), (30, 160), (60, 220)]) == 120


# What is judged and told


def test_a_figure_is_held_or_missed_by_so_much() -> None:
    assert (FAST.verdict, FAST.missed_by, FAST.wanted) == ("held", "", "at least 15 times")
    assert (SLOW.verdict, SLOW.missed_by, SLOW.wanted) == ("missed", "30 ms, 10 %", "at most 300 ms")
    assert (BESIDE.verdict, BESIDE.wanted, BESIDE.margin) == ("", "", None)
    assert [Figure("", value, "ms", most=300).verdict for value in (300, 301)] == ["held", "missed"]


def test_nothing_lost_is_wanted_without_a_limit_to_divide_by() -> None:
    lost = Figure("lost", 3, "", most=0)
    assert (lost.verdict, lost.missed_by, lost.wanted, lost.margin) == ("missed", "3", "none", None)
    assert Figure("lost", 0, "", most=0).verdict == "held"


def test_numbers_are_written_to_three_places_that_say_something() -> None:
    assert [rounded(value) for value in (0.012345, 12.345, 123.45, 12345.6)] == [0.0123, 12.3, 123, 12346]
    assert [written(12345.6, "ms"), written(0.5, "cores")] == ["12,346 ms", "0.5 cores"]


def results() -> Results:
    machine = {"cores": "2", "processor": "<fast>", "memory": "24 GB", "kernel": "Linux", "python": "3.11"}
    missing = Figure("socket.io", None, "times", "not installed", least=1.25)
    broken = Finding("joins", "", None, "two thousand come in: Lost: gone")
    found = [Finding("fanout", "", FAST), Finding("burst", "postgres", SLOW), Finding("fanout", "", missing)]
    return Results(machine, [*found, broken, Finding("fanout", "", BESIDE)])


def test_the_table_says_what_was_wanted_and_what_came_of_it() -> None:
    assert tables(results()).splitlines() == [
        "| work | wanted | measured |  |",
        "| --- | --- | --- | --- |",
        "| fan-out | at least 15 times | **18.2 times**: 2 ms against 36 ms | held |",
        "| screens (PostgreSQL) | at most 300 ms | **330 ms** | missed by 30 ms, 10 % |",
        "| socket.io | at least 1.25 times | not installed |  |",
        "| two thousand come in: Lost: gone |  |  | broke off |",
        "",
        "Measured beside it, with nothing wanted:",
        "",
        "| work | measured |",
        "| --- | --- |",
        "| readers late | **3 ms** |",
    ]


def test_results_are_kept_and_read_again(tmp_path: Path) -> None:
    results().keep(tmp_path / "found.json")
    assert Results.read(tmp_path / "found.json") == results()


def test_a_row_that_is_measured_again_counts_as_it_was_then() -> None:
    later = Results({"cores": "2"}, [Finding("burst", "postgres", FAST), Finding("burst", "sqlite", SLOW)])
    both = results().with_later(later)
    assert [found.row for found in both.findings] == ["fanout", "fanout", "joins", "fanout", "burst", "burst"]
    assert both.machine == {"cores": "2"}


def test_only_what_stands_between_the_marks_is_written_anew() -> None:
    page = f"# Title\n\n{BEGIN}\nold\n{END}\nThe end.\n"
    assert page_with(page, "new") == f"# Title\n\n{BEGIN}\n\nnew\n\n{END}\nThe end.\n"
    with pytest.raises(ValueError, match="must have a line"):
        page_with("# Title\n", "new")


def test_the_picture_has_a_bar_for_each_figure_and_says_it_in_words() -> None:
    picture = ET.fromstring(drawn(results()))  # noqa: S314 - we have just drawn it
    tag = "{http://www.w3.org/2000/svg}"
    bars = [bar.get("class") for bar in picture.iter(f"{tag}rect")]
    assert bars == ["held", "missed"]
    words = [text.text for text in picture.iter(f"{tag}text")]
    assert (words[0], words[-1]) == (
        "The live room, measured against what is wanted of it",
        "2 cores, <fast>, 24 GB, Linux, Python 3.11",
    )
    assert picture.findtext(f"{tag}desc") == " ".join(f"{found.line}." for found in results().findings[:2])


def test_a_bar_goes_to_the_right_where_it_is_better() -> None:
    assert place_of(0.5) < place_of(1) < place_of(2)
    assert (place_of(1000), place_of(0.0001)) == (place_of(8), place_of(1 / 8))


def test_what_a_process_uses_is_read_from_the_system() -> None:
    assert memory_of(1) > 0
    assert processor_time_of(1) >= 0
    assert processor("model name\t: AMD EPYC\nflags: x\nmodel name\t: AMD EPYC") == "AMD EPYC"
