"""What runs by itself on behalf of the outbox and of the software the site stands on."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from outbox.schedule import Job, register

register(
    Job(
        name="wagtail.publish_scheduled",
        label=_("Publish and unpublish pages at their date"),
        command="publish_scheduled",
        every=timedelta(minutes=5),
    )
)
register(
    Job(
        name="outbox.alert",
        label=_("Send alerts by e-mail"),
        command="send_alerts",
        every=timedelta(minutes=10),
    )
)
register(
    Job(
        name="django.clearsessions",
        label=_("Delete the sessions that have ended"),
        command="clearsessions",
        at="04:20",
    )
)
register(
    Job(
        name="outbox.prune",
        label=_("Delete old deliveries from the outbox"),
        command="prune_outbox",
        at="04:40",
    )
)
