"""What is noted while others work: names that files give up, and what drafts show."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Revision, RevisionMixin

from cms.models import SiteImage, SiteRendition
from cms.public_files import file_replaced


def original_replaced(instance: Any, former: str, **_kwargs: Any) -> None:
    from pages.file_care.services import remember_address

    if isinstance(instance, SiteImage):
        remember_address(name=former, image=instance.pk)


def rendition_deleted(instance: Any, origin: Any = None, **_kwargs: Any) -> None:
    """Not when its image goes: then nothing is left to lead to."""
    from pages.file_care.services import remember_address

    of_renditions = issubclass(origin.model, SiteRendition) if isinstance(origin, QuerySet) else 0
    if of_renditions or isinstance(origin, SiteRendition):
        remember_address(
            name=instance.file.name, image=instance.image_id, spec=instance.filter_spec
        )


def revision_saved(instance: Revision, raw: bool = False, **_kwargs: Any) -> None:
    from pages.file_care.services import note_uses

    model = instance.content_type.model_class()
    if not raw and model is not None and issubclass(model, RevisionMixin):
        note_uses(revision=instance)


def connect() -> None:
    """Called once when the application is ready."""
    file_replaced.connect(original_replaced, dispatch_uid="file_care.replaced")
    post_delete.connect(
        rendition_deleted, sender=SiteRendition, dispatch_uid="file_care.rendition_deleted"
    )
    post_save.connect(revision_saved, sender=Revision, dispatch_uid="file_care.revision_saved")
