"""The templates of answers, edited by the DPO."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from privacy import services as register
from privacy.admin.base import RegisterView
from privacy.rights.admin_forms import TemplateForm
from privacy.rights.models import AnswerTemplate
from privacy.rights.queries import ANSWER

INDEX = "privacy_templates:index"


class TemplatesView(RegisterView):
    """Every template."""

    permission = ANSWER
    header_icon = "doc-full"
    page_title = _("Templates of answers")
    template_name = "rights/templates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "templates": AnswerTemplate.objects.all()}


class EditTemplateView(RegisterView):
    """Write or change a template."""

    permission = ANSWER
    header_icon = "doc-full"
    index_name = INDEX
    index_label = _("Templates of answers")
    template_name = "rights/form.html"

    @cached_property
    def template(self) -> AnswerTemplate:
        if "pk" not in self.kwargs:
            return AnswerTemplate()
        return get_object_or_404(AnswerTemplate, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.template.name if self.template.pk else gettext("New template")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": TemplateForm(instance=self.template),
            **super().get_context_data(**kwargs),
            "submit_label": gettext("Save"),
            "back": reverse(INDEX),
            "delete": reverse("privacy_templates:delete", args=[self.template.pk])
            if self.template.pk
            else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TemplateForm(request.POST, instance=self.template)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        saved = form.save()
        register.journal(
            actor=self.staff, action="privacy:template:save", reference=f"template {saved.pk}"
        )
        messages.success(request, pgettext("privacy", "Saved."))
        return redirect(INDEX)


class DeleteTemplateView(RegisterView):
    """Throw a template away; answers written from it stay."""

    permission = ANSWER

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(INDEX)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        template = get_object_or_404(AnswerTemplate, pk=kwargs["pk"])
        register.journal(
            actor=self.staff, action="privacy:template:delete", reference=f"template {template.pk}"
        )
        template.delete()
        messages.success(request, gettext("Deleted."))
        return redirect(INDEX)
