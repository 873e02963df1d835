"""The blocks that show pieces on a page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText, get_text_for_indexing
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import SectionBlock


def lang_of(piece: Any) -> str:
    """The language to mark a piece with where it is not the page's."""
    from pages.pieces.queries import language_of

    language = language_of(piece)
    return "" if language == get_language() else language


class SharedContentBlock(blocks.StructBlock):
    """Blocks that are written in one place and stand on many pages."""

    content = SnippetChooserBlock("pieces.SharedContent", label=_("Shared content"))

    class Meta:
        icon = "snippet"
        label = _("Shared content")
        description = _("Written once, shown on many pages; a change shows which ones first")
        template = "pieces/shared_content.html"

    def get_preview_value(self) -> Any:
        from pages.pieces.models import SharedContent

        words = "<p>Une réponse en deux jours ouvrés, par une personne de l’équipe.</p>"
        return self.normalize({"content": SharedContent(body=[("text", {"text": words})])})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.pieces.queries import in_language

        context: dict[str, Any] = super().get_context(value, parent_context)
        # Gone, or not chosen yet: nothing is shown.
        for piece in in_language([value.get("content")]):
            context.update(piece=piece, lang=lang_of(piece))
        return context

    def get_searchable_content(self, value: Any) -> list[str]:
        from pages.pieces.queries import in_language

        return [
            words
            for piece in in_language([value.get("content")])
            for words in piece.body.stream_block.get_searchable_content(piece.body)
        ]


class _ListBlock(SectionBlock):
    """A whole topic, single pieces, or both."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned.get("topic") and not cleaned.get("chosen"):
            raise StructBlockValidationError(
                block_errors={
                    "topic": ValidationError(
                        _("Choose a topic, or at least one of the list below.")
                    )
                }
            )
        return cleaned


class GlossaryBlock(_ListBlock):
    """Terms and what they mean, in the order of the alphabet."""

    topic = SnippetChooserBlock("pieces.Topic", label=_("Whole topic"), required=False)
    chosen = blocks.ListBlock(
        SnippetChooserBlock("pieces.GlossaryTerm"), label=_("Single terms"), default=[]
    )

    class Meta:
        icon = "list-ul"
        label = _("Glossary")
        description = _("Terms and what they mean, from the glossary of the site")
        template = "pieces/glossary.html"

    def get_preview_value(self) -> Any:
        from pages.pieces.models import GlossaryTerm

        term = GlossaryTerm(term="Canal", definition="<p>Par où un message arrive.</p>")
        return self.normalize({"heading": "Lexique", "chosen": [term]})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.pieces.models import GlossaryTerm
        from pages.pieces.queries import listed

        context: dict[str, Any] = super().get_context(value, parent_context)
        terms = sorted(listed(GlossaryTerm, value), key=lambda one: one.term.casefold())
        context["terms"] = [(term, lang_of(term)) for term in terms]
        return context

    def get_searchable_content(self, value: Any) -> list[str]:
        from pages.pieces.models import GlossaryTerm
        from pages.pieces.queries import listed

        return [
            *super().get_searchable_content(value),
            *(
                f"{one.term} {get_text_for_indexing(one.definition)}"
                for one in listed(GlossaryTerm, value)
            ),
        ]


class FrequentQuestionsBlock(_ListBlock):
    """Questions of the site that open on their answers, without JavaScript."""

    topic = SnippetChooserBlock("pieces.Topic", label=_("Whole topic"), required=False)
    chosen = blocks.ListBlock(
        SnippetChooserBlock("pieces.FrequentQuestion"), label=_("Single questions"), default=[]
    )

    class Meta:
        icon = "help"
        label = _("Frequent questions")
        description = _("Questions and answers that several pages share")
        template = "pieces/questions.html"

    def get_preview_value(self) -> Any:
        from pages.pieces.models import FrequentQuestion

        asked = FrequentQuestion(question="Qui répond ?", answer="<p>Une personne.</p>")
        return self.normalize({"heading": "Vos questions", "chosen": [asked]})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from pages.pieces.models import FrequentQuestion
        from pages.pieces.queries import listed

        context: dict[str, Any] = super().get_context(value, parent_context)
        context["questions"] = [
            {"question": one.question, "answer": RichText(one.answer), "lang": lang_of(one)}
            for one in listed(FrequentQuestion, value)
        ]
        return context

    def get_searchable_content(self, value: Any) -> list[str]:
        from pages.pieces.models import FrequentQuestion
        from pages.pieces.queries import listed

        return [
            *super().get_searchable_content(value),
            *(
                f"{one.question} {get_text_for_indexing(one.answer)}"
                for one in listed(FrequentQuestion, value)
            ),
        ]
