"""What offers are filtered by: workplaces and teams."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin


class Workplace(models.Model):
    """A place where people work. Its name is a proper noun: the same in every language."""

    name = models.CharField(_("name"), max_length=80, help_text=_("As shown: Paris 11ᵉ."))
    slug = models.SlugField(_("address in the filter"), max_length=80, unique=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=16, blank=True)
    locality = models.CharField(_("town"), max_length=80)
    region = models.CharField(_("region"), max_length=80, blank=True)
    country = models.CharField(
        _("country code"), max_length=2, default="FR", help_text=_("Two letters: FR, BE, CH.")
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("slug")], heading=_("Name")),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldPanel("postal_code"),
                FieldPanel("locality"),
                FieldPanel("region"),
                FieldPanel("country"),
            ],
            heading=_("Address"),
            help_text=_("Printed on the offer and told to search engines."),
        ),
    ]

    class Meta:
        verbose_name = _("workplace")
        verbose_name_plural = _("workplaces")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(TranslatableMixin, models.Model):
    """A team of the company, as candidates know it."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address in the filter"), max_length=80)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="careers_team_slug_per_locale")
        ]

    def __str__(self) -> str:
        return self.name
