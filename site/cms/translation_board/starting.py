"""“Translate” in one click: the version in the other language is opened, or begun and opened."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from cms.translation_board.guards import demand_own
from cms.translation_board.versions import SUBMIT, named


def version_in(instance: Any, locale: Locale) -> Any:
    """What there is of a page or a piece in this language; a copy that waits for its text is nothing."""
    found = instance.get_translations().filter(locale=locale)
    if isinstance(instance, Page):
        found = found.filter(alias_of__isnull=True)
    return found.first()


def missing_above(instance: Any, locale: Locale) -> list[Page]:
    """The pages above this one that have nothing in this language, the highest first."""
    if not isinstance(instance, Page):
        return []
    above = instance.get_ancestors().filter(depth__gt=1).order_by("depth")
    there = set(
        Page.objects.filter(
            translation_key__in=above.values("translation_key"), locale=locale
        ).values_list("translation_key", flat=True)
    )
    return [page.specific for page in above if page.translation_key not in there]


@transaction.atomic
def start(*, instance: Any, locale: Locale, by: Any) -> Any:
    """The version in this language, made as a draft unless it is there; None when it cannot be made.

    What is missing above a page is begun as well: wagtail-localize alone would put copies there that
    are not translated, and publish them.
    """
    found = version_in(instance, locale)
    if found is None:
        for one in [*missing_above(instance, locale), instance]:
            translate_object(one, [locale], None, by)
        found = version_in(instance, locale)
    return found


class _Translate(View):
    """A click posts; whoever comes by an address is led to what is there, or asked once."""

    def leave_for(self, version: Any, instance: Any) -> HttpResponse:
        finder = AdminURLFinder(self.request.user)
        url = finder.get_edit_url(version)
        if not url:
            messages.warning(
                self.request,
                _(
                    "The version in %(language)s is not yours to change, or it is in the bin."
                    " It has not been made again."
                )
                % {"language": named(version.locale.get_display_name())},
            )
            url = finder.get_edit_url(instance) or reverse("wagtailadmin_home")
        return HttpResponseRedirect(url, status=303)

    def locale(self, instance: Any) -> Locale:
        """The other language of the address."""
        found = Locale.objects.filter(language_code=self.kwargs["language"]).first()
        if found is None or found.pk == instance.locale_id:
            raise Http404
        return found

    def begin(self, request: HttpRequest, instance: Any, locale: Locale) -> HttpResponse:
        there = version_in(instance, locale)
        if there is not None:
            return self.leave_for(there, instance)
        if not request.user.has_perm(SUBMIT):
            raise Http404
        version = start(instance=instance, locale=locale, by=request.user)
        if version is None:
            messages.error(
                request,
                _("The translation could not be begun: something on it refuses to be saved."),
            )
            url = AdminURLFinder(request.user).get_edit_url(instance)
            return HttpResponseRedirect(url or reverse("wagtailadmin_home"), status=303)
        messages.success(
            request,
            _("The translation into %(language)s has been begun, as a draft.")
            % {"language": named(locale.get_display_name())}
            if isinstance(version, Page)
            else _("The version in %(language)s has been made; its texts are to be translated.")
            % {"language": named(locale.get_display_name())},
        )
        return self.leave_for(version, instance)


class TranslatePageView(_Translate):
    """The version of a page in the other language."""

    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["pk"], depth__gt=1)
        demand_own(self.request.user, page)
        return page.specific

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.page()
        locale = self.locale(page)
        if (there := version_in(page, locale)) is not None:
            return self.leave_for(there, page)
        ask = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return HttpResponseRedirect(f"{ask}?select_locale={locale.language_code}")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.page()
        locale = self.locale(page)
        above = missing_above(page, locale)
        answer = self.begin(request, page, locale)
        for one in above:
            if (begun := version_in(one, locale)) is not None:
                messages.info(
                    request,
                    _(
                        "“%(title)s” stands above it and had no version in %(language)s:"
                        " that was begun as well, and is to be published first."
                    )
                    % {
                        "title": one.get_admin_display_title(),
                        "language": named(locale.get_display_name()),
                    },
                    buttons=[
                        messages.button(
                            reverse("wagtailadmin_pages:edit", args=[begun.pk]), _("Open it")
                        )
                    ],
                )
        return answer


class TranslatePieceView(_Translate):
    """The version of a piece of the site (menu, form, author…) in the other language."""

    def piece(self) -> Any:
        model: Any = get_snippet_model_from_url_params(
            self.kwargs["app_label"], self.kwargs["model_name"]
        )
        policy: Any = policy_registry.get_by_type(model)
        if not issubclass(model, TranslatableMixin) or not policy.user_has_permission(
            self.request.user, "change"
        ):
            raise Http404
        found = model._default_manager.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        piece = self.piece()
        locale = self.locale(piece)
        if (there := version_in(piece, locale)) is not None:
            return self.leave_for(there, piece)
        ask = reverse(
            "wagtail_localize:submit_snippet_translation",
            args=[self.kwargs["app_label"], self.kwargs["model_name"], piece.pk],
        )
        return HttpResponseRedirect(f"{ask}?select_locale={locale.language_code}")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        piece = self.piece()
        return self.begin(request, piece, self.locale(piece))


class SendPieceView(TranslatePieceView):
    """What has changed on a piece goes to its translations, which wagtail-localize asks to confirm."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        piece = self.piece()
        source = TranslationSource.objects.get_for_instance_or_none(piece)
        if source is not None and source.translations.filter(enabled=True).exists():
            return HttpResponseRedirect(
                reverse("wagtail_localize:update_translations", args=[source.pk])
            )
        messages.info(request, _("No translation is kept in step with it: nothing is to be sent."))
        url = AdminURLFinder(request.user).get_edit_url(piece)
        return HttpResponseRedirect(url or reverse("wagtailadmin_home"))
