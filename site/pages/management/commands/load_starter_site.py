"""`manage.py load_starter_site`: the site a newcomer sees after the first start."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.starterkit import NotReady, Step, registered_steps
from pages.models import HomePage, StarterStep


class Command(BaseCommand):
    help = (
        "Load the starter site in French and English. What was loaded before is left as it is now."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help=_("Only list the steps."))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self.list_steps()
            return
        if not StarterStep.objects.exists() and HomePage.objects.exists():
            self.stdout.write(_("This site already has a home page: nothing is loaded."))
            return
        done = set(StarterStep.objects.values_list("name", flat=True))
        loaded = [step for step in registered_steps() if step.name not in done and self.run(step)]
        if loaded:
            self.stdout.write(_("Starter site: %(count)d steps loaded.") % {"count": len(loaded)})
        else:
            self.stdout.write(_("Starter site: nothing new to load."))
        self.align_site()

    def run(self, step: Step) -> bool:
        """Run one step in one transaction with its record; False when it has to wait."""
        if not step.ready():
            return False
        try:
            with transaction.atomic():
                StarterStep.objects.create(name=step.name)
                step.run()
        except NotReady as missing:
            self.stderr.write(
                _("%(step)s waits: there is no page %(missing)s.")
                % {"step": step.name, "missing": missing}
            )
            return False
        self.stdout.write(f"  {step.name}", self.style.SUCCESS)
        return True

    def list_steps(self) -> None:
        done = dict(StarterStep.objects.values_list("name", "loaded_at"))
        for step in registered_steps():
            when = f"{done[step.name]:%Y-%m-%d %H:%M}" if step.name in done else "–"
            self.stdout.write(f"{step.order:>3}  {when:<16}  {step.name}")

    def align_site(self) -> None:
        """Give Wagtail's site the host of SITE_URL, which alone decides the site's address."""
        address = urlsplit(settings.SITE_URL)
        site = Site.objects.filter(is_default_site=True).first()
        if site is None or not address.hostname:
            return
        port = address.port or (443 if address.scheme == "https" else 80)
        if (site.hostname, site.port) != (address.hostname, port):
            site.hostname, site.port = address.hostname, port
            site.save()
            self.stdout.write(_("The site's address is now %(url)s.") % {"url": settings.SITE_URL})
