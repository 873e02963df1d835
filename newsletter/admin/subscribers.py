"""The subscribers: a list without addresses, one found by its address, and what can be done."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from newsletter import queries, recording, services
from newsletter.admin.base import CHANGE, VIEW, NewsletterView
from newsletter.models import Remote, Source, State, Subscriber, Trouble, normalised
from outbox.queries import pending_for


class SubscriberFilterSet(WagtailFilterSet):
    """By the states on both sides, the trouble, the source, the language."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State here"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    remote_state = django_filters.MultipleChoiceFilter(
        label=_("State at Mailchimp"),
        choices=[choice for choice in Remote.choices if choice[0]],
        widget=forms.CheckboxSelectMultiple,
    )
    trouble = django_filters.MultipleChoiceFilter(
        label=_("Trouble"),
        choices=[choice for choice in Trouble.choices if choice[0]],
        widget=forms.CheckboxSelectMultiple,
    )
    source = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("newsletter", "Came by"),
        choices=Source.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Subscriber
        fields = ["state", "remote_state", "trouble", "source", "language"]


class FindForm(forms.Form):
    """Somebody by their address. Posted, so that the address is in no URL."""

    address = forms.EmailField(label=_("E-mail address"))


def masked(subscriber: Subscriber) -> str:
    """Enough of an address to recognise one that is known, not enough to learn it."""
    name, _at, host = subscriber.email.partition("@")
    return f"{name[:1]}…@{host}"


class SubscribersView(generic.IndexView):
    """The list. Whole addresses show one at a time, and are journalled."""

    model = Subscriber
    page_title = _("Subscribers")
    header_icon = "group"
    index_url_name = "newsletter_subscribers:index"
    index_results_url_name = "newsletter_subscribers:index_results"
    template_name = "newsletter/admin/subscribers.html"
    filterset_class = SubscriberFilterSet
    default_ordering = "-asked_at"
    paginate_by = 30
    columns = [
        TitleColumn(
            "short",
            label=_("Reference"),
            accessor=lambda row: str(row.uuid)[:8],
            url_name="newsletter_subscribers:detail",
        ),
        Column("masked", label=_("Address"), accessor=masked),
        StatusTagColumn(
            "get_state_display",
            label=_("Here"),
            primary=lambda row: row.state == State.SUBSCRIBED,
        ),
        Column(
            "get_remote_state_display",
            label=_("At Mailchimp"),
            accessor=lambda row: row.get_remote_state_display(),
        ),
        Column(
            "trouble",
            label=_("Trouble"),
            accessor=lambda row: row.get_trouble_display() if row.trouble else "",
        ),
        Column(
            "source",
            label=pgettext_lazy("newsletter", "Came by"),
            accessor=lambda row: row.get_source_display(),
        ),
        DateColumn("asked_at", label=_("Asked"), sort_key="asked_at"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def user_has_any_permission(self, permissions: Any) -> bool:
        return self.request.user.has_perm(VIEW)

    def get_base_queryset(self) -> Any:
        return queries.current()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(*args, **kwargs), "find_form": FindForm()}


class FindView(NewsletterView):
    """From an address to the person's screen."""

    template_name = "newsletter/admin/find.html"
    page_title = _("Find a subscriber")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"find_form": FindForm(), **super().get_context_data(**kwargs)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(find_form=form))
        found = queries.current().filter(email=normalised(form.cleaned_data["address"])).first()
        if found is None:
            return self.render_to_response(self.get_context_data(find_form=form, missing=True))
        return redirect("newsletter_subscribers:detail", found.pk)


class SubscriberView(NewsletterView):
    """One subscriber: both sides, the proof, the history, and what waits."""

    template_name = "newsletter/admin/subscriber.html"

    @cached_property
    def subscriber(self) -> Subscriber:
        return get_object_or_404(queries.current(), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().get(request, *args, **kwargs)
        self.note("read", self.subscriber)
        return response

    def get_page_title(self) -> str:
        return gettext("Subscriber %(reference)s") % {"reference": str(self.subscriber.uuid)[:8]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "subscriber": self.subscriber,
            "proofs": self.subscriber.consents.all(),
            "history": self.subscriber.changes.select_related("actor"),
            "pending": pending_for(self.subscriber),
            "may_change": self.staff.has_perm(CHANGE),
        }


class ActView(SubscriberView):
    """Unsubscribe somebody who asked for it by telephone, or send them to Mailchimp again."""

    permission = CHANGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("newsletter_subscribers:detail", self.kwargs["pk"])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("act") == "leave":
            services.leave(subscriber=self.subscriber, by=self.staff.pk)
            messages.success(request, gettext("Unsubscribed. Only they themselves can come back."))
            self.note("unsubscribe", self.subscriber)
        else:
            recording.send_again(subscriber=self.subscriber)
            messages.success(request, gettext("They will be sent to Mailchimp within seconds."))
            self.note("send_again", self.subscriber)
        return redirect("newsletter_subscribers:detail", pk)
