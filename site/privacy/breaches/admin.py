"""The register of breaches in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from privacy import services as register
from privacy.admin.base import RegisterView

from .models import Breach
from .queries import INDEX, clock_of

VIEW, ADD, CHANGE = "breaches.view_breach", "breaches.add_breach", "breaches.change_breach"
DATES = ("known_at", "began_at", "ended_at", "notified_at", "told_at")
TEXTS = ("facts", "effects", "measures", "why_not", "why_not_told")


class BreachForm(forms.ModelForm[Breach]):
    """Everything art. 33 §3 asks for; what is not known yet is completed later (art. 33 §4)."""

    class Meta:
        model = Breach
        fields = [
            "known_at",
            "began_at",
            "ended_at",
            "facts",
            "whose",
            "people",
            "effects",
            "measures",
            "risk",
            "notified_at",
            "notification",
            "why_not",
            "told_at",
            "why_not_told",
        ]
        widgets = {
            **{name: AdminDateTimeInput() for name in DATES},
            **{name: forms.Textarea(attrs={"rows": 4}) for name in TEXTS},
        }


class BreachesView(RegisterView):
    """Every breach, newest first, with its clock."""

    permission = VIEW
    header_icon = "warning"
    page_title = _("Breaches of personal data")
    template_name = "breaches/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = [(breach, clock_of(breach)) for breach in Breach.objects.all()[:500]]
        return {**super().get_context_data(**kwargs), "lines": lines}


class BreachView(RegisterView):
    """Write down a breach, or complete it."""

    permission = CHANGE
    header_icon = "warning"
    index_name = INDEX
    index_label = _("Breaches of personal data")
    template_name = "rights/form.html"

    @cached_property
    def breach(self) -> Breach:
        if "pk" not in self.kwargs:
            return Breach()
        return get_object_or_404(Breach, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.breach) if self.breach.pk else gettext("Write down a breach")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": BreachForm(instance=self.breach),
            **super().get_context_data(**kwargs),
            "submit_label": gettext("Save"),
            "back": reverse(INDEX),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = BreachForm(request.POST, instance=self.breach)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        action = "change" if self.breach.pk else "enter"
        with transaction.atomic():
            saved = form.save()
            register.journal(
                actor=self.staff, action=f"privacy:breach:{action}", reference=f"breach {saved.pk}"
            )
        messages.success(request, pgettext("privacy", "Saved."))
        return redirect(INDEX)


class AddBreachView(BreachView):
    permission = ADD
