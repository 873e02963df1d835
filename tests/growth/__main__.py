"""`python -m tests.growth pages=20000 leads=100000 applications=20000 subscribers=200000`

Puts so many rows more into the database of the environment, which has the starter site already.
"""

import os
import sys
import time


def main(arguments: list[str]) -> int:
    """Grow what is named; says how long each took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from tests.growth import applications, leads, pages, subscribers

    kinds = {
        "pages": pages.grow_pages,
        "leads": leads.grow_leads,
        "applications": applications.grow_applications,
        "subscribers": subscribers.grow_subscribers,
    }
    asked = [argument.partition("=")[::2] for argument in arguments]
    if not asked or any(name not in kinds or not number.isdecimal() for name, number in asked):
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for name, number in asked:
        begun = time.monotonic()
        kinds[name](int(number))
        sys.stdout.write(f"{number} {name} in {time.monotonic() - begun:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
