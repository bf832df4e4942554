"""Prints the tables of the rules for the docs: what may follow what, and who may do what and when."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workshops.domain import moves, permissions

MOVES = """# The moves

Written by `manage.py print_tables moves` from `workshops/domain/moves.py`. A move that is not in these tables is
refused and changes nothing.

## A workshop

```mermaid
{stages}
```

## A step without a result

```mermaid
{plain}
```

## A step with a result

What a room has seen it cannot unsee, so nothing leads back from revealed.

```mermaid
{with_result}
```
"""

PERMISSIONS = """# Who may do what, and when

Written by `manage.py print_tables permissions` from `workshops/domain/permissions.py`. Whoever has no role in a
workshop is told 404, another role 403, the right role at another moment 409, and a seat that was given up 410.

{table}
"""


def moves_page() -> str:
    stages = [f"    {start} --> {end}: {move}" for (start, move), end in moves.STAGES.items()]
    return MOVES.format(
        stages="\n".join(["stateDiagram-v2", "    [*] --> planned", *stages]),
        plain=moves.diagram(moves.PLAIN),
        with_result=moves.diagram(moves.WITH_RESULT),
    )


def permissions_page() -> str:
    return PERMISSIONS.format(table=permissions.table())


PAGES = {"moves": moves_page, "permissions": permissions_page}


class Command(BaseCommand):
    help = "Prints docs/moves.md or docs/permissions.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("page", choices=PAGES)

    def handle(self, *args: Any, page: str, **options: Any) -> None:
        self.stdout.write(PAGES[page](), ending="")
