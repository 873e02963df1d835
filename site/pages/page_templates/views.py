"""The templates in the admin: their list, what one is good for, and beginning a page from one."""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.models import Locale, Page

from cms.desk import DeskScreen
from cms.translation_board.versions import give_versions
from pages.page_templates import queries, services
from pages.page_templates.forms import ListFilter, StartForm, TemplateForm
from pages.page_templates.models import PageTemplate

PER_PAGE = 25
INDEX = "page_templates"
BLANK = "blank"


class _Screen(DeskScreen):
    header_icon = "copy"
    page_title = gettext_lazy("Page templates")
    actions = queries.ACTIONS
    index = INDEX


class ListView(_Screen):
    """The templates this person looks after."""

    template_name = "page_templates/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = ListFilter(self.request.GET, locales=list(Locale.objects.all()))
        rows = form.narrow(queries.templates_for(self.request.user))
        rows = rows.select_related("page__locale", "page__content_type")
        shown = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        give_versions((row.page for row in shown), self.request.user)
        context.update(
            form=form,
            query=form.query(),
            page_obj=shown,
            here=self.request.get_full_path(),
        )
        return context


class _OfPage(_Screen):
    """About one page, which this person may make a template of."""

    @cached_property
    def page(self) -> Page:
        found = queries.markable(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if found is None or not queries.may_be_template(found.specific_class or Page):
            raise Http404
        return found

    @property
    def template(self) -> PageTemplate | None:
        return PageTemplate.objects.filter(page=self.page).first()


class MarkView(_OfPage):
    """Make a page a template, or change what is said of it."""

    template_name = "page_templates/mark.html"

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        row = self.template
        context.setdefault("form", TemplateForm(instance=row or PageTemplate()))
        context.update(page=self.page, row=row)
        return context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = TemplateForm(request.POST, instance=self.template or PageTemplate(page=self.page))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        row = services.mark(page=self.page, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("“%(name)s” is offered to those who add a page of this type.") % {"name": row.name},
        )
        return self.back()


class WithdrawView(_OfPage):
    """The page is a template no more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.template
        if row is None:
            raise Http404
        services.withdraw(template=row, by=request.user)
        messages.success(
            request, _("“%(name)s” is not offered any more. The page stays.") % {"name": row.name}
        )
        return self.back()


class StartView(_Screen):
    """Shown before the empty form of a new page, where there are templates of its type."""

    template_name = "page_templates/start.html"
    page_title = gettext_lazy("New page")
    actions = ("add",)

    def dispatch(
        self, request: HttpRequest, app: str, model: str, parent: int, **kwargs: Any
    ) -> HttpResponseBase:
        above = Page.objects.filter(pk=parent).select_related("locale").first()
        chosen = page_type(app, model)
        if above is None or chosen is None or not may_add(request.user, above, chosen):
            raise Http404
        self.parent, self.model = above, chosen
        self.offers = queries.offered(chosen, self.parent.locale.language_code)
        return super().dispatch(request)

    def get_page_subtitle(self) -> str:
        return str(capfirst(self.model.get_verbose_name()))

    @property
    def blank(self) -> str:
        """The empty form, which Wagtail shows without a template."""
        return f"{add_address(self.model, self.parent)}?{BLANK}=1"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.offers:
            return HttpResponseRedirect(self.blank)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context.get("form") or StartForm(
            offers=self.offers, initial={"template": self.request.GET.get("template")}
        )
        radios = {radio.data["value"]: radio for radio in form["template"]}
        choices = [(radios[one.page.pk], one) for one in self.offers]
        context.update(form=form, choices=choices, parent=self.parent, blank=self.blank)
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StartForm(request.POST, offers=self.offers)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        offer = form.offer()
        page = services.start(
            source=offer.page,
            parent=self.parent,
            title=form.cleaned_data["title"],
            by=request.user,
        )
        messages.success(
            request,
            _("This draft was begun from “%(name)s”. Its address and dates are its own.")
            % {"name": offer.template.name},
        )
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[page.pk]), status=303)


def page_type(app: str, model: str) -> type[Page] | None:
    """The page type of this name."""
    try:
        found = apps.get_model(app, model)
    except LookupError:
        return None
    return found if issubclass(found, Page) else None


def may_add(user: Any, parent: Page, model: type[Page]) -> bool:
    """Whether this person may add a page of the type there, by Wagtail's own rules."""
    return bool(
        parent.permissions_for_user(user).can_add_subpage()
        and model in (parent.specific_class or Page).creatable_subpage_models()
        and model.can_create_at(parent)
    )


def add_address(model: type[Page], parent: Page) -> str:
    """Where Wagtail adds a page of the type."""
    meta = model._meta
    return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, parent.pk])
