"""What marketing decides about the newsletter as a whole."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class OptIn(models.TextChoices):
    """Who asks for the click that confirms a sign-up."""

    OWN = "own", _("this site, by its own mail")
    MAILCHIMP = "mailchimp", _("Mailchimp, by its own mail")


@register_setting(icon="mail", order=700)
class NewsletterSettings(BaseGenericSetting):
    """One row for the whole site."""

    opt_in = models.CharField(
        _("who confirms sign-ups"),
        max_length=10,
        choices=OptIn.choices,
        default=OptIn.OWN,
        help_text=_("Without a Mailchimp key the site always does it itself."),
    )
    sender = models.CharField(
        _("name of the sender"),
        max_length=60,
        default="Dimelo",
        help_text=_("Stands before the address in the reader’s inbox."),
    )
    reply_to = models.EmailField(
        _("address for replies"),
        blank=True,
        help_text=_("Verified at Mailchimp. Without one, the sender of the site’s mails is used."),
    )
    hosted_form = models.URLField(
        _("address of Mailchimp’s own form"),
        blank=True,
        help_text=_(
            "Mailed to people whom Mailchimp takes back through that form only. At Mailchimp: "
            "Audience, Sign-up forms, Form builder."
        ),
    )

    panels = [
        MultiFieldPanel([FieldPanel("opt_in"), FieldPanel("hosted_form")], heading=_("Sign-ups")),
        MultiFieldPanel([FieldPanel("sender"), FieldPanel("reply_to")], heading=_("Issues")),
    ]

    class Meta:
        verbose_name = _("newsletter settings")
        verbose_name_plural = _("newsletter settings")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return "Newsletter settings"

    def clean(self) -> None:
        if self.hosted_form and not self.hosted_form.startswith("https://"):
            raise ValidationError({"hosted_form": _("Enter an address that starts with https://")})

    @property
    def own_opt_in(self) -> bool:
        """Whether the site asks for the confirming click itself."""
        return self.opt_in == OptIn.OWN or not settings.MAILCHIMP_API_KEY
