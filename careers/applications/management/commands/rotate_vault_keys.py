from typing import Any

from django.core.management.base import BaseCommand

from careers.applications.vault.files import rotate_keys


class Command(BaseCommand):
    help = (
        "Seal the key of every CV with the first of VAULT_KEYS. Afterwards the older ones may be "
        "removed, once the backups made before have expired."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rotate_keys()} keys sealed anew.")
