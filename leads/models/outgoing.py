"""Who else is told of leads: endpoints of webhooks, and what became of each call."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class WebhookEndpoint(models.Model):
    """An address of another tool that is told when a lead arrives or changes status.

    It is told a reference and a link, never who it is. The secret that signs the calls is derived
    from the site's own and from `turn`, so that it is stored nowhere; a new turn is a new secret.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    url = models.URLField(
        _("address"), max_length=300, help_text=_("https://…; redirects are not followed.")
    )
    on_new = models.BooleanField(_("new lead"), default=True)
    on_status = models.BooleanField(_("status changed"), default=True)
    active = models.BooleanField(_("in use"), default=True)
    turn = models.PositiveIntegerField(default=1, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        MultiFieldPanel([FieldPanel("on_new"), FieldPanel("on_status")], heading=_("Told of")),
        FieldPanel("active"),
    ]

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WebhookCall(models.Model):
    """One attempt to tell an endpoint; kept for ninety days."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="calls")
    event = models.CharField(_("event"), max_length=20)
    delivery = models.CharField(_("delivery"), max_length=40)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    problem = models.CharField(_("problem"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("call of a webhook")
        verbose_name_plural = _("calls of webhooks")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300
