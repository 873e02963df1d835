"""Tracked links in the admin: making one, the list of all, and the words they are made of."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale

from pages.campaigns import services
from pages.campaigns.forms import LinkForm, LinksFilter, WordForm
from pages.campaigns.models import Campaign, TrackedLink, Word
from pages.campaigns.views import MOST, PER_PAGE, Screen, choosable

# For their names alone: the screen has no query to spare.
LANGUAGES = [Locale(language_code=code) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


class LinksView(Screen):
    """Make a link, and find those that were made."""

    template_name = "campaigns/links.html"
    header_icon = "link"
    page_title = gettext_lazy("Tracked links")
    index = "campaign_links"

    @cached_property
    def campaigns(self) -> list[Campaign]:
        return list(Campaign.objects.all()[:MOST])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        choice = LinksFilter(self.request.GET, campaigns=self.campaigns, locales=LANGUAGES)
        rows = choice.narrow(
            TrackedLink.objects.select_related("campaign", "source", "medium", "page__locale")
        )
        made = self.request.GET.get("made", "")
        # Whoever comes from a page came to make a link to it.
        listing = made or "page" not in self.request.GET
        context.setdefault("link_form", self._form())
        context.update(
            form=choice,
            query=choice.query(),
            listing=listing,
            page_obj=listing and Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p")),
            made=int(made) if made.isdecimal() else None,
            here=self.request.get_full_path(),
            words=context["link_form"].words,
            media=context["link_form"].media,
        )
        return context

    def _form(self, data: Any = None) -> LinkForm:
        wanted = {name: self.request.GET.get(name) for name in ("campaign", "page")}
        return LinkForm(
            data,
            initial={name: one for name, one in wanted.items() if one and one.isdecimal()},
            pages=choosable(self.request.user),
            words=list(Word.objects.all()),
            campaigns=self.campaigns,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(link_form=form))
        link = services.make_link(**form.cleaned_data)
        address = f"{reverse(self.index)}?campaign={link.campaign_id}&made={link.pk}#made"
        return HttpResponseRedirect(address, status=303)


class RemoveLinkView(LinksView):
    """Take a link off the list. Where it was sent, it leads to its page all the same."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        get_object_or_404(TrackedLink, pk=pk).delete()
        messages.success(
            request, _("The link is off the list. Where it was sent, it still leads to its page.")
        )
        return self.back()


class WordsView(Screen):
    """The sources and media that links are made of."""

    template_name = "campaigns/words.html"
    header_icon = "tag"
    page_title = gettext_lazy("Words of tracked links")
    index = "campaign_words"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("word_form", WordForm())
        rows = Word.objects.all()
        shown = Paginator(rows, 2 * PER_PAGE).get_page(self.request.GET.get("p"))
        context.update(page_obj=shown)
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WordForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(word_form=form))
        chosen = form.cleaned_data
        row, _new = Word.objects.get_or_create(kind=chosen["kind"], word=chosen["word"])
        messages.success(request, _("“%(word)s” is in the list.") % {"word": row.word})
        return HttpResponseRedirect(reverse(self.index), status=303)


class RemoveWordView(Screen):
    """Take a word off its list."""

    http_method_names = ["post"]
    index = "campaign_words"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word = get_object_or_404(Word, pk=pk)
        if services.remove_word(word=word):
            messages.success(request, _("“%(word)s” is off the list.") % {"word": word.word})
        else:
            messages.error(
                request, _("Links are made of “%(word)s”: it stays.") % {"word": word.word}
            )
        return self.back()
