from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction, Revision

from cms.publishing.forms import PublishingForm


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

    # Pressing “Publish” shows what keeps the page from being published.
    base_form_class = PublishingForm

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

    @property
    def form_activity(self) -> str:
        """The activity of the register that the page's own form serves; "" for a page without one."""
        return ""

    class Meta:
        abstract = True

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's; on a date, a page that has become incomplete is held back, others go out."""
        from cms.publishing.gate import ON_ITS_DATE, hold_back_when_refused

        publish = partial(super().publish, revision, *args, **kwargs)
        if kwargs.get("log_action") == ON_ITS_DATE:
            hold_back_when_refused(page=self, revision=revision, publish=publish)
        else:
            publish()

    def get_view_restrictions(self) -> "models.QuerySet[PageViewRestriction]":
        """Who may read the page: asked for each view, so remembered until it changes."""
        from cms.freshness.memory import remembered

        ask = super().get_view_restrictions
        if not self.pk:
            return ask()
        known = remembered(("cms.view_restrictions", self.pk), lambda: list(ask()), of=[self])
        found = PageViewRestriction.objects.filter(pk__in=[one.pk for one in known])
        found._result_cache = known
        return found

    def shown(self, name: str) -> Any:
        """What a field leads to, for the page's template: a row or None, or a list of rows.

        Remembered until one of the rows changes. So the template may read columns of theirs and addresses
        of pages, but not what they lead to in turn: a change of that would not be noticed.
        """
        from cms.freshness.memory import remembered

        field = self._meta.get_field(name)
        if field.many_to_one:
            number = getattr(self, field.attname)
            return number and remembered(("cms.row", field, number), lambda: getattr(self, name))

        def rows() -> list[models.Model]:
            return list(getattr(self, name).all())

        # A draft has its own.
        if not self.pk or getattr(self, "_cluster_related_objects", None):
            return rows()
        return remembered(("cms.rows", field, self.pk), rows)
