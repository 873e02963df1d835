"""Campaigns in the admin: their list, one screen for each, and what is done there."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from cms.desk import DeskScreen, pages_of
from cms.seo.addresses import HOME_DEPTH
from cms.translation_board.versions import give_versions
from pages.campaigns import queries, services
from pages.campaigns.figures import figures_of
from pages.campaigns.forms import (
    AddPageForm,
    CampaignForm,
    ListFilter,
    PeriodFilter,
    StartForm,
)
from pages.campaigns.models import Campaign
from pages.models import HomePage, LandingPage
from pages.page_templates.queries import Offer, offered
from pages.page_templates.views import may_add

PER_PAGE = 25
# More pages than any campaign has.
MOST = 500


def choosable(user: Any) -> Any:
    """The pages that this person may put into a campaign: those they may edit."""
    return pages_of(user).filter(depth__gte=HOME_DEPTH, alias_of=None)


class Screen(DeskScreen):
    """For those who look after campaigns."""

    header_icon = "success"
    page_title = gettext_lazy("Campaigns")
    index = "campaigns"

    def lets_in(self, user: Any) -> bool:
        return bool(user.has_perm(queries.PERMISSION))


class OfCampaign(Screen):
    """About one campaign."""

    @cached_property
    def campaign(self) -> Campaign:
        found: Campaign = get_object_or_404(
            Campaign.objects.select_related("owner").annotate(number=Count("links")),
            pk=self.kwargs["pk"],
        )
        return found

    def get_page_subtitle(self) -> str:
        return self.campaign.title

    def to_screen(self) -> HttpResponse:
        address = reverse("campaign", args=[self.campaign.pk])
        return HttpResponseRedirect(address, status=303)


class ListView(Screen):
    """All campaigns, the latest first."""

    template_name = "campaigns/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = ListFilter(self.request.GET)
        rows = form.narrow(Campaign.objects.select_related("owner"))
        rows = rows.annotate(number=Count("links")).order_by("-starts_on", "-pk")
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        context.update(form=form, query=form.query(), page_obj=shown)
        return context


class _Form(Screen):
    template_name = "campaigns/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", self.form())
        context.update(campaign=self.instance, media=context["form"].media)
        return context

    @property
    def instance(self) -> Campaign:
        return Campaign(owner_id=self.request.user.pk)

    def form(self, data: Any = None) -> CampaignForm:
        return CampaignForm(data, instance=self.instance)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        row = form.save()
        messages.success(request, _("“%(title)s” is saved.") % {"title": row.title})
        return HttpResponseRedirect(reverse("campaign", args=[row.pk]), status=303)


class NewView(_Form):
    page_title = gettext_lazy("New campaign")


class EditView(_Form, OfCampaign):
    page_title = gettext_lazy("Change the campaign")

    @property
    def instance(self) -> Campaign:
        return self.campaign


class RemoveView(OfCampaign):
    """Delete a campaign that was made by mistake."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        title = self.campaign.title
        if not services.remove_campaign(campaign=self.campaign):
            messages.error(
                request,
                _("“%(title)s” has links, which may be in use. Remove them from its list first.")
                % {"title": title},
            )
            return self.to_screen()
        messages.success(request, _("“%(title)s” is deleted. Its pages stay.") % {"title": title})
        return HttpResponseRedirect(reverse(self.index), status=303)


class CampaignView(OfCampaign):
    """One campaign: its pages, and what came of it."""

    template_name = "campaigns/campaign.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user, campaign = self.request.user, self.campaign
        period = PeriodFilter(self.request.GET)
        pages = list(queries.pages_of_campaign(campaign)[:MOST])
        shown = Paginator(pages, PER_PAGE).get_page(self.request.GET.get("p"))
        give_versions(shown, user)
        chosen = period.chosen().get("period", "")
        context.update(
            campaign=campaign,
            page_obj=shown,
            period=period,
            query=period.query(),
            figures=figures_of(campaign, queries.paths_in(pages), chosen, user),
        )
        return context


class AddPageView(OfCampaign):
    """Put a page into the campaign."""

    template_name = "campaigns/add_page.html"
    page_title = gettext_lazy("Add a page that is there")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", AddPageForm(pages=choosable(self.request.user)))
        context.update(campaign=self.campaign, media=context["form"].media)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AddPageForm(request.POST, pages=choosable(request.user))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        page = form.cleaned_data["page"]
        services.add_page(campaign=self.campaign, page=page)
        messages.success(
            request,
            _("“%(page)s” belongs to the campaign.") % {"page": page.get_admin_display_title()},
        )
        return self.to_screen()


class TakeOutView(OfCampaign):
    """Take a page out of the campaign."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, page: int) -> HttpResponse:
        found = queries.pages_of_campaign(self.campaign).filter(pk=page).first()
        if found is None:
            raise Http404
        services.take_out(campaign=self.campaign, page=found)
        messages.success(
            request,
            _("“%(page)s” does not belong to the campaign any more. The page stays.")
            % {"page": found.get_admin_display_title()},
        )
        return self.to_screen()


class StartView(OfCampaign):
    """Begin a landing page of the campaign: from a template, or empty."""

    template_name = "campaigns/start.html"
    page_title = gettext_lazy("Begin a landing page")

    @cached_property
    def homes(self) -> dict[str, Page]:
        """Below which page a landing page of each language is added."""
        homes = HomePage.objects.filter(alias_of=None).select_related("locale").order_by("path")
        return {page.locale.language_code: page for page in homes}

    @property
    def language(self) -> str:
        """In which language it is begun: what was asked for, else the first."""
        asked = self.request.GET.get("language", "")
        return asked if asked in self.homes else next(iter(self.homes), "")

    @cached_property
    def offers(self) -> list[Offer]:
        """The templates of landing pages in this language."""
        return offered(LandingPage, self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", StartForm(offers=self.offers))
        names = get_content_languages()
        context.update(
            campaign=self.campaign,
            offers=self.offers,
            language=self.language,
            languages=[(one, names[one]) for one in self.homes],
        )
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = StartForm(request.POST, offers=self.offers)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        offer, parent = form.offer(), self.homes.get(self.language)
        if parent is None or not may_add(request.user, parent, LandingPage):
            raise Http404
        page = services.start_landing_page(
            campaign=self.campaign,
            source=offer.page if offer else None,
            parent=parent,
            title=form.cleaned_data["title"],
            by=request.user,
        )
        said = (
            _("This draft was begun from “%(name)s”, for the campaign “%(title)s”.")
            if offer
            else _("This draft was begun for the campaign “%(title)s”.")
        )
        messages.success(
            request,
            said % {"name": offer.template.name if offer else "", "title": self.campaign.title},
        )
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]), status=303)
