from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.models import SiteImage


class Kind(models.TextChoices):
    """What a file is to those who write pages."""

    IMAGE = "image", _("Images")
    DOCUMENT = "document", _("Documents")


class FormerAddress(models.Model):
    """A name in the public store that an image no longer has: sent messages and other sites may show it."""

    # It points at an image, but is no use of it.
    wagtail_reference_index_ignore = True

    name = models.CharField(_("name of the file"), max_length=255, unique=True)
    image = models.ForeignKey(
        SiteImage, verbose_name=_("image"), on_delete=models.CASCADE, related_name="+"
    )
    spec = models.CharField(_("size and format"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("former address of an image")
        verbose_name_plural = _("former addresses of images")

    def __str__(self) -> str:
        return self.name


class DraftUse(models.Model):
    """An image or document in a version that is not public: the reference index knows what is published."""

    wagtail_reference_index_ignore = True

    revision = models.ForeignKey(
        Revision, verbose_name=_("version"), on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    number = models.PositiveBigIntegerField(_("image or document"))

    class Meta:
        verbose_name = _("use in a draft")
        verbose_name_plural = _("uses in drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number", "revision"], name="file_care_one_use_in_a_draft"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
