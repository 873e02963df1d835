"""`python -m tests.growth.jobs purge|reconciliation|register`: one job, and the most memory it took.

Runs it in the database of the environment, which `python -m tests.growth` has filled, and writes a line
of JSON: the MiB at most, the seconds of CPU, and what it went through.
"""

import datetime
import json
import os
import sys
import time

from tests.growth.station import memory

DUE = 10  # one in so many: more at once, and the brake would stop it


def purge() -> int:
    """Leads of three years ago, erased as each night."""
    from django.core.management import call_command
    from django.utils import timezone

    from leads.models import Person

    old = timezone.now() - datetime.timedelta(days=3 * 365)
    numbers = Person.objects.order_by("pk").values_list("pk", flat=True)
    some = list(numbers[: Person.objects.count() // DUE])
    for start in range(0, len(some), 500):
        Person.objects.filter(pk__in=some[start : start + 500]).update(last_contact_at=old)
    before = Person.objects.count()
    call_command("erase_due", verbosity=0, stdout=sys.stderr)
    return before - Person.objects.count()


def reconciliation() -> int:
    """Every subscriber held against the stand-in for Mailchimp (tests.growth.mailchimp)."""
    from newsletter.comparing import compare

    return compare(full=True).seen


def register() -> int:
    """The register of processing activities as a workbook."""
    from django.utils import timezone

    from privacy import register_book

    return len(register_book.register_workbook(made_on=timezone.localdate(), language="fr"))


JOBS = {"purge": purge, "reconciliation": reconciliation, "register": register}


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    begun = time.process_time()
    number = JOBS[arguments[0]]()
    told = {"number": number, "most": memory("VmHWM"), "cpu": time.process_time() - begun}
    sys.stdout.write(f"{json.dumps(told)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
