from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageTemplate(models.Model):
    """A page that others are begun from. Who marked it stands in the page's history."""

    page = models.OneToOneField(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="page_template"
    )
    name = models.CharField(
        _("name of the template"),
        max_length=80,
        help_text=_("What it is the example of: “Story of a large customer, in figures”."),
    )
    note = models.CharField(
        _("when to take it"),
        max_length=200,
        blank=True,
        help_text=_("A sentence for those who choose; may stay empty."),
    )
    made_at = models.DateTimeField(_("made on"), default=timezone.now)

    class Meta:
        verbose_name = _("page template")
        verbose_name_plural = _("page templates")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
