"""Wagtail's command; a page that is taken down on its date keeps the version that is to go out later."""

from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as Wagtails
from wagtail.models import Page, Revision


class Command(Wagtails):
    help = "Publish what is due and take down what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            take_down_with_a_plan()
        super().handle(*args, **options)


def take_down_with_a_plan() -> None:
    """Wagtail forgets every planned version of what it takes down; these are set again."""
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    of_page = planned.filter(object_id=Cast(OuterRef("pk"), CharField()))
    expired = Page.objects.filter(live=True, expire_at__lt=timezone.now())
    for page in expired.filter(Exists(of_page)).order_by("expire_at"):
        with transaction.atomic():
            plans = list(planned.filter(object_id=str(page.pk)).values("pk", "approved_go_live_at"))
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            for plan in plans:
                moment = {"approved_go_live_at": plan["approved_go_live_at"]}
                Revision.objects.filter(pk=plan["pk"]).update(**moment)
