"""The PDFs of the versions: made by the worker when a text is published, given to visitors as they are."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from outbox.channels import NotNeeded
from outbox.models import Delivery
from outbox.services import post
from policy.models import VersionPdf, VersionText
from policy.pdf.making import etag_of, make

CHANNEL = "policy.pdfs"


def kept_pdf(text: VersionText) -> VersionPdf | None:
    """The PDF of a text, None while there is none. One that is missing or of an old design is asked for."""
    kept = VersionPdf.objects.filter(text=text).first()
    if kept is None or kept.etag != etag_of(text):
        request_pdf(text_pk=text.pk)
    return kept


def request_pdf(*, text_pk: int) -> None:
    """Have it made by the worker, once however often it is asked."""
    post(channel=CHANNEL, payload={"text": text_pk}, key=f"text-{text_pk}")


def deliver(delivery: Delivery) -> None:
    """Make it and keep it. Raises NotNeeded when its text is gone."""
    text = VersionText.objects.filter(pk=delivery.payload["text"]).select_related("version").first()
    if text is None:
        raise NotNeeded
    VersionPdf.objects.update_or_create(
        text=text, defaults={"etag": etag_of(text), "content": make(text)}
    )


@receiver(post_save, sender=VersionText, dispatch_uid="policy.pdf")
def _written(sender: type[VersionText], instance: VersionText, **kwargs: Any) -> None:
    request_pdf(text_pk=instance.pk)
