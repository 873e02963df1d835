from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page


class BasePage(Page):
    """What every page of the site has. Abstract, so that each page type keeps one table of its own."""

    social_image = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("image for social networks"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("1200 × 630 pixels. Without one, an image is made from the title."),
    )

    # Whether search engines may keep the page; a page type or a page says no.
    indexable = True

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            heading=_("Search engines and social networks"),
        ),
    ]

    class Meta:
        abstract = True
