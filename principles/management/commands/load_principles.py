from typing import Any

from django.core.management.base import BaseCommand

from principles.publishing import publish_shipped


class Command(BaseCommand):
    help = "Publishes the principle sets that come with Common Ground. Safe to run on every start."

    def handle(self, *args: Any, **options: Any) -> None:
        for edition in publish_shipped():
            self.stdout.write(f"Published {edition} ({edition.language}).")
