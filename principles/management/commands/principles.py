import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Team
from principles.checking import Fault, Faulty
from principles.document import read, toml_of
from principles.models import Edition, PrincipleSet, Translation
from principles.owning import import_document
from principles.publishing import wording_for


class Command(BaseCommand):
    help = "Principle sets as documents: checks them, imports one into a draft, exports an edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True)
        check = does.add_parser(
            "check", help="Says everything that is wrong in documents, and writes nothing."
        )
        check.add_argument("files", nargs="+", metavar="FILE")
        bring = does.add_parser("import", help="Makes a document the draft of a set, or of a new set.")
        bring.add_argument("file", metavar="FILE")
        take = does.add_parser("export", help="Writes an edition to the standard output, as TOML.")
        take.add_argument("key", metavar="KEY")
        take.add_argument("--edition", type=int, metavar="N", help="its number; the newest if left out")
        take.add_argument("--language", default="", metavar="L", help="the set's own if left out")
        bring.add_argument(
            "--set", dest="key", metavar="KEY", help="the key of the set; a new one if left out"
        )
        for one in (bring, take):
            one.add_argument("--team", type=int, metavar="ID", help="whose it is; everybody's if left out")

    def handle(self, *args: Any, does: str, **options: Any) -> None:
        if does == "check":
            self.check_files(**options)
        elif does == "import":
            self.bring(**options)
        else:
            self.take(**options)

    def check_files(self, files: list[str], **_options: Any) -> None:
        faulty = [file for file in files if not self.is_whole(file)]
        if faulty:
            raise CommandError(f"{len(faulty)} of {len(files)} cannot be used.")

    def is_whole(self, file: str) -> bool:
        try:
            wording = read(text_of(file))
        except Faulty as error:
            self.say_faults(file, error.faults)
            return False
        self.stdout.write(
            f"{file}: {wording.title} ({wording.language}), {len(wording.principles)} principles."
        )
        return True

    def bring(self, file: str, key: str | None, team: int | None, **_options: Any) -> None:
        owner = team_of(team)
        principle_set = set_of(key, owner) if key else None
        try:
            draft = import_document(text_of(file), principle_set, owner, None)
        except Faulty as error:
            self.say_faults(file, error.faults)
            raise CommandError("Nothing was changed.") from None
        self.stdout.write(f"{draft}, key {draft.principle_set.key}, is now what {file} says.")

    def take(self, key: str, edition: int | None, language: str, team: int | None, **_options: Any) -> None:
        found = edition_of(set_of(key, team_of(team)), edition)
        try:
            self.stdout.write(toml_of(wording_for(found, language)), ending="")
        except Translation.DoesNotExist:
            raise CommandError(f"{found} is not in {language}.") from None

    def say_faults(self, file: str, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.stderr.write(f"{file}: {fault}")


def text_of(file: str) -> str:
    """What a file says; "-" is the standard input."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise Faulty([Fault(None, "This is no text in UTF-8.")]) from None


def team_of(pk: int | None) -> Team | None:
    if pk is None:
        return None
    team = Team.objects.filter(pk=pk).first()
    if team is None:
        raise CommandError(f"No team has the number {pk}.")
    return team


def set_of(key: str, team: Team | None) -> PrincipleSet:
    sets = PrincipleSet.objects.filter(team=team)
    found = sets.filter(key=key).first()
    if found is None:
        known = ", ".join(sets.order_by("key").values_list("key", flat=True))
        raise CommandError(f"No set there has the key {key}. There are: {known or 'none'}.")
    return found


def edition_of(principle_set: PrincipleSet, number: int | None) -> Edition:
    editions = principle_set.editions.select_related("principle_set")
    found = editions.first() if number is None else editions.filter(number=number).first()
    if found is None:
        raise CommandError(f"{principle_set} has no such edition.")
    return found
