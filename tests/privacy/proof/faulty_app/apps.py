import base64
import logging

from django.apps import AppConfig
from django.db.models.signals import post_save


def remember(sender, instance, created, **kwargs):
    if not created:
        return
    from django.contrib.contenttypes.models import ContentType
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages
    from django.utils import timezone
    from wagtail.models import ModelLogEntry, Site

    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Site),
        object_id="1",
        label=f"Asked by {instance.email}",
        action="wagtail.edit",
        timestamp=timezone.now(),
    )
    storages["private"].save("notes.txt", ContentFile(base64.b64encode(instance.email.encode())))
    logging.getLogger("outbox").warning(f"request of {instance.email}")


class FaultyConfig(AppConfig):
    name = "tests.privacy.proof.faulty_app"
    label = "faulty"

    def ready(self):
        from intake.forms import PublicForm

        # A form that no rehearsal knows.
        self.forgotten = type("ForgottenForm", (PublicForm,), {"slug": "forgotten"})
        post_save.connect(remember, sender="rights.SubjectRequest", weak=False)
