"""What is to do on one page, over the whole site, and what refuses a publication."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from cms.publishing.checks import findings_of
from cms.publishing.forms import ReportFilter, RuleForm
from cms.publishing.rules import decide, refusing, rules
from cms.seo.addresses import HOME_DEPTH
from cms.translation_board.versions import give_versions

PER_PAGE = 25
ACTIONS = ("add", "change", "publish")
RULES = "cms.change_publicationrule"


class _Screen(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]


class ReportView(_Screen):
    """The checks over every page this person may edit, the last edited first."""

    template_name = "cms/publishing/report.html"
    page_title = gettext_lazy("Before publication")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy: Any = policy_registry.get_by_type(Page)
        if not policy.user_has_any_permission(request.user, ACTIONS):
            raise PermissionDenied
        self.allowed = policy.instances_user_has_any_permission_for(request.user, ACTIONS)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = ReportFilter(self.request.GET, locales=list(Locale.objects.all()))
        pages = self.allowed.filter(depth__gte=HOME_DEPTH, alias_of__isnull=True)
        pages = form.narrow(pages).select_related("locale", "content_type")
        shown = Paginator(pages.order_by("-latest_revision_created_at", "-pk"), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        chosen: Any = pages.filter(pk__in=[page.pk for page in shown])
        found = findings_of(chosen.specific())
        refused = refusing(self.request.user)
        give_versions(shown, self.request.user)
        context.update(
            form=form,
            page_obj=shown,
            query=form.query(),
            refused=refused,
            rows=[(page, in_order(found.get(page.pk, []), refused)) for page in shown],
            may_decide=self.request.user.has_perm(RULES),
        )
        return context


class PageView(_Screen):
    """The checks of one page, as it would be published now."""

    template_name = "cms/publishing/page.html"
    page_title = gettext_lazy("Before publication")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        policy: Any = policy_registry.get_by_type(Page)
        allowed = policy.instances_user_has_any_permission_for(request.user, ACTIONS)
        found = allowed.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.page = found.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        refused = refusing(self.request.user)
        found = in_order(findings_of([self.page]).get(self.page.pk, []), refused)
        context.update(page=self.page, findings=found, refused=refused)
        return context


class RulesView(_Screen):
    """Which checks refuse, and for whom not."""

    template_name = "cms/publishing/rules.html"
    page_title = gettext_lazy("Publication rules")
    header_icon = "cogs"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(RULES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("forms", self._forms())
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forms = self._forms(request.POST)
        if not all(form.is_valid() for form in forms):
            return self.render_to_response(self.get_context_data(forms=forms))
        decide(
            decisions=[
                (form.check.slug, bool(form.cleaned_data["blocks"]), form.cleaned_data["exempt"])
                for form in forms
            ]
        )
        messages.success(request, _("The rules have been saved."))
        return redirect(reverse("publication_report"))

    def _forms(self, data: Any = None) -> list[RuleForm]:
        return [
            RuleForm(
                data,
                check=check,
                initial={"blocks": "1" if blocks else "", "exempt": exempt},
            )
            for check, blocks, exempt in rules()
        ]


def in_order(findings: list[Any], refused: set[str]) -> list[Any]:
    """What refuses first, then what advises."""
    return sorted(findings, key=lambda one: one.check.slug not in refused)
