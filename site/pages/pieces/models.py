"""The pieces. Which of their fields a page shows is said by `shown`: others may change unasked."""

from typing import ClassVar

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import RevisionMixin, TranslatableMixin

from cms.blocks.base import INLINE_FEATURES
from pages.body_blocks import SharedBodyBlock

ANSWER_FEATURES = [*INLINE_FEATURES, "ul", "ol"]


class Piece(RevisionMixin, TranslatableMixin, index.Indexed, models.Model):
    """What all pieces have: a language, translations, a history."""

    shown: ClassVar[tuple[str, ...]] = ()

    class Meta(TranslatableMixin.Meta):
        abstract = True


class Topic(TranslatableMixin, index.Indexed, models.Model):
    """Terms or questions that a page shows all together, those added later included."""

    name = models.CharField(
        pgettext_lazy("pages", "name"),
        max_length=80,
        help_text=_("For the team; visitors do not see it."),
    )

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = pgettext_lazy("pieces", "topic")
        verbose_name_plural = pgettext_lazy("pieces", "topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SharedContent(Piece):
    """Blocks that stand on many pages and are written in one place."""

    name = models.CharField(
        pgettext_lazy("pages", "name"),
        max_length=80,
        help_text=_("For the team; visitors do not see it."),
    )
    body = StreamField(SharedBodyBlock(), verbose_name=_("content"))

    shown = ("body",)
    panels = [FieldPanel("name"), FieldPanel("body")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Piece.Meta):
        verbose_name = _("shared content")
        verbose_name_plural = _("shared contents")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfTopic(Piece):
    """A piece that may belong to a topic."""

    topic = models.ForeignKey(
        Topic,
        verbose_name=pgettext_lazy("pieces", "topic"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Pages that show the whole topic show this as well."),
    )

    class Meta(Piece.Meta):
        abstract = True


class GlossaryTerm(OfTopic):
    """A word of the trade and what it means."""

    term = models.CharField(_("term"), max_length=80)
    definition = RichTextField(_("definition"), features=INLINE_FEATURES, max_length=2000)

    shown = ("term", "definition", "topic")
    panels = [FieldPanel("term"), FieldPanel("definition"), FieldPanel("topic")]
    search_fields = [index.SearchField("term"), index.AutocompleteField("term")]

    class Meta(OfTopic.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    @property
    def anchor(self) -> str:
        """The part of a page's address that leads to the term."""
        return f"terme-{slugify(self.term) or self.pk}"


class FrequentQuestion(OfTopic):
    """A question that people ask, and its answer."""

    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("answer"), features=ANSWER_FEATURES, max_length=5000)
    place = models.PositiveSmallIntegerField(
        _("place in the topic"),
        default=50,
        help_text=_("Small numbers come first; equal ones in the order of the alphabet."),
    )

    shown = ("question", "answer", "topic", "place")
    panels = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("topic"),
        FieldPanel("place"),
    ]
    search_fields = [index.SearchField("question"), index.AutocompleteField("question")]

    class Meta(OfTopic.Meta):
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")
        ordering = ["place", "question"]

    def __str__(self) -> str:
        return self.question
