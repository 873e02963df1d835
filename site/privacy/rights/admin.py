"""The DPO's screens of requests: the list, one request, and what is done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from privacy import services as register
from privacy.admin.base import RegisterView
from privacy.rights import services
from privacy.rights.admin_forms import (
    AnswerForm,
    EnterForm,
    ExtendForm,
    FindForm,
    RequestFilterSet,
)
from privacy.rights.deadlines import Deadline, deadline_of
from privacy.rights.history import history_of
from privacy.rights.models import AnswerTemplate, State, SubjectRequest
from privacy.rights.queries import ANSWER, INDEX, about_address, current


class DeadlineColumn(Column):
    """The deadline in colour and in words."""

    cell_template_name = "rights/deadline_cell.html"

    def get_value(self, instance: SubjectRequest) -> Deadline:
        return deadline_of(instance)


class RequestsView(generic.IndexView):
    """The requests, the most pressing first. No name or address shows here."""

    model = SubjectRequest
    page_title = _("Requests of persons")
    header_icon = "user"
    index_url_name = INDEX
    index_results_url_name = "privacy_requests:index_results"
    template_name = "rights/index.html"
    filterset_class = RequestFilterSet
    default_ordering = "due_at"
    paginate_by = 30
    columns = [
        TitleColumn(
            "short",
            label=_("Reference"),
            accessor=lambda row: str(row.uuid)[:8],
            url_name="privacy_requests:detail",
        ),
        Column("kind", label=_("Request"), accessor=lambda row: row.get_kind_display()),
        Column(
            "channel",
            label=pgettext_lazy("privacy", "Came by"),
            accessor=lambda row: row.get_channel_display(),
        ),
        DateColumn("received_at", label=_("Received"), sort_key="received_at"),
        DeadlineColumn("due_at", label=_("Deadline"), sort_key="due_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(ANSWER):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def user_has_any_permission(self, permissions: Any) -> bool:
        return self.request.user.has_perm(ANSWER)

    def get_base_queryset(self) -> Any:
        return current()

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [
            HeaderButton(
                gettext("Enter a request"), reverse("privacy_requests:enter"), icon_name="plus"
            )
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "find_form": FindForm()}


class RequestView(RegisterView):
    """What the screens of one request share."""

    permission = ANSWER
    header_icon = "user"
    index_name = INDEX
    index_label = _("Requests of persons")

    @cached_property
    def subject_request(self) -> SubjectRequest:
        return get_object_or_404(current(), pk=self.kwargs["pk"])

    def note(self, action: str) -> None:
        """An entry of the access journal."""
        register.journal(
            actor=self.staff, action=f"privacy:request:{action}", reference=self.subject_request
        )

    def back(self) -> HttpResponse:
        return redirect("privacy_requests:detail", self.subject_request.pk)


class DetailView(RequestView):
    """One request: who, what, its clock, its history, and the forms to answer it."""

    template_name = "rights/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        self.note("read")
        return response

    def get_page_title(self) -> str:
        return gettext("Request %(reference)s") % {"reference": str(self.subject_request.uuid)[:8]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.subject_request
        return {
            "answer_form": self.answer_form(),
            "extend_form": ExtendForm(),
            **super().get_context_data(**kwargs),
            "subject_request": found,
            "deadline": deadline_of(found),
            "history": history_of(found),
            "answers": found.answers.select_related("written_by"),
            "certificates": found.certificates.all(),
            "templates": self.templates(),
            "is_open": found.state != State.ANSWERED,
            "may_extend": found.state != State.ANSWERED
            and not found.extended
            and timezone.now() <= found.due_at,
        }

    def templates(self) -> Any:
        """The templates for this kind of request and this person's language."""
        fitting = AnswerTemplate.objects.filter(language=self.subject_request.language)
        return fitting.filter(kind__in=["", self.subject_request.kind])

    def answer_form(self) -> AnswerForm:
        """Empty, or begun from the template chosen (`?template=`)."""
        chosen = self.request.GET.get("template", "")
        template = self.templates().filter(pk=chosen).first() if chosen.isdecimal() else None
        if template is None or len(chosen) > 9:
            return AnswerForm()
        return AnswerForm(initial={"subject": template.subject, "text": template.text})


class AnswerView(DetailView):
    """Write to the person; the outbox sends it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(answer_form=form))
        services.write_answer(
            request=self.subject_request,
            subject=form.cleaned_data["subject"],
            text=form.cleaned_data["text"],
            by=self.staff,
            closes=form.cleaned_data["closes"],
        )
        self.note("answer")
        messages.success(request, pgettext("privacy", "Written. The mail leaves within a minute."))
        return self.back()


class ExtendView(DetailView):
    """Two further months, with the reason told to the person."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ExtendForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(extend_form=form))
        try:
            services.extend(
                request=self.subject_request, reason=form.cleaned_data["reason"], by=self.staff
            )
        except (services.AlreadyAnswered, ValueError):
            messages.error(
                request,
                gettext("This request cannot be extended: it may be once, within the first month."),
            )
        else:
            self.note("extend")
            messages.success(request, gettext("Extended. The person is told why."))
        return self.back()


class CloseView(RequestView):
    """The request was answered by another way: the clock stops."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.close(request=self.subject_request, by=self.staff)
        self.note("close")
        messages.success(request, gettext("Closed."))
        return self.back()


class FindView(RegisterView):
    """The requests of one person, found by address. By POST only, and journalled."""

    permission = ANSWER
    header_icon = "search"
    index_name = INDEX
    index_label = _("Requests of persons")
    page_title = _("Requests of one person")
    template_name = "rights/found.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(INDEX)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FindForm(request.POST)
        found: list[SubjectRequest] | None = None
        if form.is_valid():
            register.journal(actor=self.staff, action="privacy:request:find")
            found = list(about_address(form.cleaned_data["address"])[:100])
        lines = None if found is None else [(one, deadline_of(one)) for one in found]
        return self.render_to_response(self.get_context_data(find_form=form, found=lines))


class EnterView(RegisterView):
    """A request that came by e-mail, letter, telephone or in person."""

    permission = ANSWER
    header_icon = "plus"
    index_name = INDEX
    index_label = _("Requests of persons")
    page_title = _("Enter a request")
    template_name = "rights/form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: forms.BaseForm = EnterForm()
        return {
            "form": form,
            **super().get_context_data(**kwargs),
            "submit_label": gettext("Enter the request"),
            "back": reverse(INDEX),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EnterForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        facts = {name: form.cleaned_data[name] for name in EnterForm.Meta.fields}
        entered = services.enter_request(**facts, by=self.staff)
        register.journal(actor=self.staff, action="privacy:request:enter", reference=entered)
        messages.success(request, gettext("Entered."))
        return redirect("privacy_requests:detail", entered.pk)
