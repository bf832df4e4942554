"""How long each format of a report takes: python -m tests.load.serving.exporting CODE|demo [FORMAT...]

Printed are the seconds of each, reading the rows included, and the most megabytes that this whole process held. "demo"
makes the demonstration's workshop in a new database first.
"""

import json
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 - these need Django's apps to be loaded

from principles.publishing import publish_shipped  # noqa: E402
from workshops.demonstration import make_cast, make_finished, new_password  # noqa: E402
from workshops.models import Workshop  # noqa: E402
from workshops.reports.formats import FORMATS, format_named  # noqa: E402
from workshops.reports.summary import summary_of  # noqa: E402


def demo() -> Workshop:
    call_command("migrate", interactive=False, verbosity=0)
    publish_shipped()
    return make_finished(make_cast(new_password()))


def main(code: str, names: list[str]) -> dict[str, float]:
    workshop = demo() if code == "demo" else Workshop.objects.get(code=code)
    took: dict[str, float] = {}
    for name in names or [one.name for one in FORMATS]:
        found = format_named(name)
        if found is None:
            raise SystemExit(f"there is no format {name}")
        began = time.perf_counter()
        found.content_of(summary_of(workshop))
        took[name] = time.perf_counter() - began
    took["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return took


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2:])))
