"""The issues: try one out, send it or set a date, see what became of it."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import Locale

from cms.list_filters import LanguageFilterForm
from cms.translation_board.versions import give_versions
from newsletter.admin.base import SEND, NewsletterView
from newsletter.models import IssuePage, Sending
from newsletter.queue import mailchimp_in_use
from newsletter.sending import (
    QUARTER,
    UNDER_WAY,
    AlreadyOnItsWay,
    NotNow,
    call_back,
    readers,
    refresh,
    send,
    try_out,
)


class DateForm(forms.Form):
    """When an issue leaves; without a date at once."""

    send_at = forms.DateTimeField(
        label=_("Date and time"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("On the quarter of an hour (:00, :15, :30, :45), Paris time."),
    )

    def clean_send_at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["send_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError(_("Give a date to come."))
        if moment is not None and (moment.minute % QUARTER or moment.second):
            raise ValidationError(_("Give a quarter of an hour: :00, :15, :30 or :45."))
        return moment


class IssuesFilter(LanguageFilterForm):
    """Whose issues. Anything unknown counts as no choice."""

    language = forms.ChoiceField(label=_("Language"), required=False)


class IssuesView(NewsletterView):
    """Every issue with its last sending."""

    permission = SEND
    template_name = "newsletter/admin/issues.html"
    page_title = _("Issues")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = IssuePage.objects.select_related("locale").prefetch_related("sendings")
        form = IssuesFilter(self.request.GET, locales=list(Locale.objects.all()))
        if language := form.chosen().get("language"):
            rows = rows.filter(locale__language_code=language)
        page = Paginator(rows.order_by("-latest_revision_created_at", "-pk"), 30).get_page(
            self.request.GET.get("p")
        )
        issues = [
            (issue, next(iter(issue.sendings.all()), None))
            for issue in page
            if issue.permissions_for_user(self.staff).can_publish()
        ]
        give_versions((issue for issue, _sending in issues), self.request.user)
        more = {"issues": issues, "page_obj": page, "form": form, "query": form.query()}
        return {**super().get_context_data(**kwargs), **more}


class IssueView(NewsletterView):
    """What the screens of one issue share: the right to send, and to publish this very page."""

    permission = SEND
    template_name = "newsletter/admin/issue.html"

    @cached_property
    def issue(self) -> IssuePage:
        found = get_object_or_404(IssuePage, pk=self.kwargs["pk"])
        if not found.permissions_for_user(self.staff).can_publish():
            raise PermissionDenied
        return found

    def back(self) -> HttpResponse:
        return redirect("newsletter_issues:send", self.issue.pk)


class SendView(IssueView):
    """One issue: who would get it, the test, the sending, the figures."""

    def get_page_title(self) -> str:
        return gettext("Send “%(title)s”") % {"title": self.draft.title}

    @cached_property
    def draft(self) -> IssuePage:
        found: IssuePage = self.issue.get_latest_revision_as_object()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.issue.locale.language_code
        topic = self.draft.topic.tag if self.draft.topic else ""
        counted = readers(language=language, topic=topic, tracked=True).count()
        uncounted = readers(language=language, topic=topic, tracked=False).count()
        return {
            "form": DateForm(),
            **super().get_context_data(**kwargs),
            "issue": self.issue,
            "draft": self.draft,
            "counted": counted,
            "uncounted": uncounted,
            "total": counted + uncounted,
            "sendings": self.issue.sendings.prefetch_related("parts"),
            "under_way": self.issue.sendings.filter(state__in=UNDER_WAY).exists(),
            "in_use": mailchimp_in_use(),
            "address": self.staff.email,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = DateForm(request.POST)
        if not mailchimp_in_use():
            messages.error(request, gettext("There is no key for Mailchimp: nothing can be sent."))
            return self.back()
        if request.POST.get("act") == "now":
            return self.render_to_response(self.get_context_data(confirming=True))
        now = request.POST.get("act") == "confirmed"
        if not form.is_valid() or (not now and form.cleaned_data["send_at"] is None):
            if form.is_valid():
                form.add_error("send_at", _("Give a date to come."))
            return self.render_to_response(self.get_context_data(form=form))
        try:
            send(issue=self.issue, at=None if now else form.cleaned_data["send_at"], by=self.staff)
        except AlreadyOnItsWay:
            messages.error(request, gettext("This issue was sent, or is about to be."))
        except NotNow:
            messages.error(request, gettext("Give a date to come."))
        else:
            messages.success(request, gettext("It is on its way to Mailchimp."))
        return self.back()


class TestView(IssueView):
    """To oneself, as the issue stands in the editor."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try_out(issue=self.issue, user=self.staff)
        messages.success(
            request,
            gettext("The test is on its way to %(address)s.") % {"address": self.staff.email},
        )
        return self.back()


class SendingView(NewsletterView):
    """Call a sending back, or ask Mailchimp for its figures now."""

    permission = SEND

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("newsletter_issues:index")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sending = get_object_or_404(Sending.objects.select_related("issue"), pk=pk)
        if not sending.issue.permissions_for_user(self.staff).can_publish():
            raise PermissionDenied
        if request.POST.get("act") == "call_back":
            if call_back(sending=sending):
                messages.success(request, gettext("Called back. Nobody gets it."))
            else:
                messages.warning(request, gettext("Too late: it has left."))
        else:
            refresh(sending=sending)
            messages.success(request, gettext("The figures will be here within a minute."))
        return redirect("newsletter_issues:send", sending.issue_id)
