"""Products: problem, how it works, proof, next step."""

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks.base import ILLUSTRATIONS, INLINE_FEATURES
from cms.listings import below
from cms.models import BasePage
from pages.body_blocks import BodyBlock, NextStepBlock, ProofBlock, WorkingsBlock
from pages.models.institutional import SummaryMixin


class ProductIndexPage(SummaryMixin, BasePage):
    """The products side by side."""

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    subpage_types = ["pages.ProductPage"]
    template = "pages/product_index_page.html"
    page_description = _("The products side by side")

    class Meta:
        verbose_name = _("product list")
        verbose_name_plural = _("product lists")

    def products(self) -> "QuerySet[ProductPage]":
        return below(self, ProductPage.objects.all()).order_by("path")


class ProductPage(SummaryMixin, BasePage):
    """One product."""

    tagline = models.CharField(_("claim"), max_length=120, blank=True)
    illustration = models.CharField(
        _("drawing"), max_length=20, choices=ILLUSTRATIONS, default="console"
    )
    problem_heading = models.CharField(_("heading"), max_length=120, blank=True)
    problem = RichTextField(_("text"), features=[*INLINE_FEATURES, "ul"], blank=True)
    workings = StreamField(WorkingsBlock(), verbose_name=_("how it works"), blank=True)
    proof = StreamField(ProofBlock(), verbose_name=_("proof"), blank=True)
    next_step = StreamField(NextStepBlock(), verbose_name=_("next step"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("tagline"),
        FieldPanel("summary"),
        FieldPanel("illustration"),
        MultiFieldPanel(
            [FieldPanel("problem_heading"), FieldPanel("problem")], heading=_("The problem")
        ),
        FieldPanel("workings"),
        FieldPanel("proof"),
        FieldPanel("next_step"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("tagline"),
        index.SearchField("summary"),
        index.SearchField("problem"),
        index.SearchField("workings"),
        index.SearchField("proof"),
        index.SearchField("next_step"),
    ]
    parent_page_types = ["pages.ProductIndexPage"]
    template = "pages/product_page.html"
    page_description = _("The problem, how the product works, the proof, the next step")

    class Meta:
        verbose_name = _("product page")
        verbose_name_plural = _("product pages")
