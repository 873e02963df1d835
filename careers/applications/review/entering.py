"""HR enters a CV, says who interviews for an offer, and keeps the texts of messages."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages as say

from careers.applications.candidate.form import source_of
from careers.applications.models import Assignment, MessageTemplate, Source
from careers.applications.review import forms
from careers.applications.review.base import ReviewView
from careers.applications.review.filters import offers
from careers.applications.services import applying, reviewing
from careers.models import OfferPage
from privacy.services import journal


class FormView(ReviewView):
    """A screen with one form."""

    template_name = "applications/review/form.html"
    submit_label: Any = _("Save")

    def make_form(self, *data: Any) -> django_forms.BaseForm:
        raise NotImplementedError

    def save(self, form: Any) -> HttpResponse:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            "form": kwargs.get("form") or self.make_form(),
            **super().get_context_data(**kwargs),
            "submit_label": self.submit_label,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.save(form)


class EnterView(FormView):
    """A CV that came by mail, at a fair, through somebody."""

    page_title = _("Enter a CV")
    header_icon = "plus"
    submit_label = _("Enter it and tell the person")

    def make_form(self, *data: Any) -> forms.EnterForm:
        return forms.EnterForm(*data)

    def save(self, form: Any) -> HttpResponse:
        values = form.cleaned_data
        offer = values["offer"]
        entered = applying.enter(
            applicant=applying.Applicant(
                **{
                    name: values[name]
                    for name in ("first_name", "last_name", "email", "phone", "language")
                }
            ),
            cv=values["cv"],
            offer=source_of(offer) if offer else None,
            source=Source(values["source"]),
            source_detail=values["source_detail"],
            received_at=values["received_at"],
            by=self.staff,
        )
        journal(actor=self.staff, action="applications:file:enter", reference=entered)
        say.success(self.request, gettext("Entered. The person is told where the CV came from."))
        return redirect("applications:file", entered.pk)


class ReadersListView(ReviewView):
    """The offers, and who interviews for each."""

    page_title = _("Interviewers")
    header_icon = "group"
    template_name = "applications/review/readers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people: dict[int, list[Any]] = {}
        for one in Assignment.objects.select_related("user"):
            people.setdefault(one.offer_id, []).append(one.user)
        lines = [(offer, people.get(offer.pk, [])) for offer in offers(None).order_by("title")]
        return {**super().get_context_data(**kwargs), "lines": lines}


class ReadersView(FormView):
    """Who interviews for one offer."""

    header_icon = "group"

    @cached_property
    def offer(self) -> OfferPage:
        return get_object_or_404(offers(None), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return str(self.offer.title)

    def make_form(self, *data: Any) -> forms.ReadersForm:
        chosen = Assignment.objects.filter(offer=self.offer).values_list("user_id", flat=True)
        return forms.ReadersForm(*data, initial={"users": list(chosen)})

    def save(self, form: Any) -> HttpResponse:
        reviewing.set_readers(offer=self.offer, users=form.cleaned_data["users"])
        say.success(self.request, gettext("Noted."))
        return redirect("applications:readers")


class TemplatesView(ReviewView):
    """The texts to start messages from."""

    page_title = _("Message templates")
    header_icon = "mail"
    template_name = "applications/review/templates.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "templates": MessageTemplate.objects.all(),
        }


class TemplateView(FormView):
    """Write or change one of them; deleting is a button of the same screen."""

    header_icon = "mail"

    @cached_property
    def row(self) -> MessageTemplate:
        if "pk" not in self.kwargs:
            return MessageTemplate()
        return get_object_or_404(MessageTemplate, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.row.name if self.row.pk else gettext("New template")

    def make_form(self, *data: Any) -> forms.TemplateForm:
        return forms.TemplateForm(data[0] if data else None, instance=self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "can_delete": bool(self.row.pk)}

    def save(self, form: Any) -> HttpResponse:
        if "delete" in self.request.POST and self.row.pk:
            self.row.delete()
        else:
            form.save()
        say.success(self.request, gettext("Saved."))
        return redirect(reverse("applications:templates"))
