"""What publishing, taking off and deleting a page means for its picture."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.models import SocialImage
from cms.seo.social_images import post_removal, request_picture, take_away


@receiver(page_published, dispatch_uid="cms.seo.published")
def _published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    request_picture(page_pk=instance.pk)


@receiver(page_unpublished, dispatch_uid="cms.seo.unpublished")
def _unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    take_away(page_pk=instance.pk)


@receiver(post_delete, sender=SocialImage, dispatch_uid="cms.seo.deleted")
def _deleted(sender: type[SocialImage], instance: SocialImage, **kwargs: Any) -> None:
    post_removal(name=instance.name)
