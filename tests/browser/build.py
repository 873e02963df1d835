"""Fills the database of the browser tests: `python -m tests.browser.build PORT`; prints the pages.

Also useful to look at every page and block by hand (see README, Tests).
"""

import json
import os
import sys

from config.catalogues import compile_all
from config.start import ROOT


def build(port: int) -> dict[str, str]:
    """Make the site and answer name -> path of every page of it."""
    compile_all(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from config.start import collect_static
    from tests.factories.whole_site import whole_site

    call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    site = whole_site(port=port)
    # What the worker does after a publication.
    call_command("prepare_renditions", verbosity=0, stdout=sys.stderr)
    return {name: page.url for name, page in site.every.items()}


if __name__ == "__main__":
    pages = build(int(sys.argv[1]))
    sys.stdout.write(json.dumps(pages))
