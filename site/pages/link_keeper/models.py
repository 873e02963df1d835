import hashlib

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


def key_of(*parts: object) -> str:
    """What tells two rows apart, however long an address is: an index takes no 2,000 characters."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()


class Why(models.TextChoices):
    """What is the matter with a link."""

    DELETED = "deleted", _("The page has been deleted.")
    DRAFT = "draft", _("The page is not published.")
    ADDRESS = "address", _("Nothing answers at this address.")
    ANCHOR = "anchor", _("The page has no such section.")
    OUTSIDE = "outside", _("The other site does not answer as it should.")


class BrokenLink(models.Model):
    """A link that leads nowhere, and where it stands: on a page, or in a piece such as the menu."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    piece_type = models.ForeignKey(
        ContentType,
        verbose_name=_("kind of piece"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    piece_id = models.CharField(_("piece"), max_length=40, blank=True)
    why = models.CharField(_("what is the matter"), max_length=10, choices=Why.choices)
    target = models.CharField(_("leads to"), max_length=2000)
    words = models.CharField(_("words of the link"), max_length=200, blank=True)
    answer = models.CharField(_("answer"), max_length=60, blank=True)
    first_seen = models.DateField(_("found on"))
    ignored = models.BooleanField(_("ignored"), default=False)

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        ordering = ["first_seen", "pk"]

    def __str__(self) -> str:
        return f"{self.get_why_display()} {self.target}"

    @property
    def page_id_of_target(self) -> int | None:
        """The primary key of the page it leads to; None for an address."""
        start, _colon, number = self.target.partition(":")
        return int(number) if start == "page" and number.isdecimal() else None


class OutsideLink(models.Model):
    """An address on another site, and how it answered when it was asked."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    address = models.CharField(_("address"), max_length=2000)
    # Where it stands: [model, primary key, words of the link], as the nightly check saw it.
    places = models.JSONField(_("places"), default=list)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    works = models.BooleanField(_("works"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=60, blank=True)
    moved_to = models.CharField(_("moved for good to"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address
