"""Ten thousand people, each with something to say: Excel and CSV within the seconds and the memory that a host has."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 10, 200


def test_the_report_of_ten_thousand_people_is_written_soon_and_small() -> None:
    asked = [sys.executable, "-m", "tests.reports.large"]
    told = subprocess.check_output(asked, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True)
    seconds, megabytes = map(float, told.split())
    print(f"{seconds} s, {megabytes} MB")

    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES
