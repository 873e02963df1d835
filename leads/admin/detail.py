"""One lead: who, what happened, and what can be done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext
from wagtail.admin import messages

from accounts.models import User
from leads.admin.base import LeadsView
from leads.admin.forms import AnswerForm, FollowForm, NoteForm
from leads.admin.timeline import timeline_of
from leads.models import AnswerTemplate, Person, Status
from leads.services import following, merging, quarantine
from leads.services.templates import filled_in
from privacy.services import due_date, journal


class PersonView(LeadsView):
    """What the screens of one person share."""

    @cached_property
    def person(self) -> Person:
        return get_object_or_404(
            Person.objects.current().select_related("owner"), pk=self.kwargs["pk"]
        )

    def get_page_title(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}".strip() or str(self.person)

    def back(self, anchor: str = "") -> HttpResponse:
        return redirect(reverse("leads:detail", args=[self.person.pk]) + anchor)


class DetailView(PersonView):
    """The person, their timeline, and the forms."""

    template_name = "leads/admin/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        following.mark_read(people=[self.person])
        journal(actor=self.staff, action="leads:person:read", reference=self.person)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.person
        return {
            "answer_form": self.answer_form(),
            "note_form": NoteForm(prefix="note"),
            "follow_form": FollowForm(person=person),
            **super().get_context_data(**kwargs),
            "person": person,
            "in_quarantine": person.status == Status.SPAM,
            "entries": (entries := timeline_of(person)),
            "held": any(entry.note for entry in entries),
            "templates": AnswerTemplate.objects.filter(language=person.language),
            "others": merging.likely_the_same(person),
            "other_addresses": person.other_addresses.all(),
            "colleagues_there": self.colleagues_there(),
            "due": due_date(person),
            "neighbours": self.neighbours(),
        }

    def answer_form(self) -> AnswerForm:
        """Empty, or begun from the chosen template."""
        chosen = self.request.GET.get("template", "")
        template = (
            AnswerTemplate.objects.filter(pk=chosen).first()
            if chosen.isdecimal() and len(chosen) < 10
            else None
        )
        if template is None:
            return AnswerForm()
        subject, text = filled_in(template, self.person)
        return AnswerForm(initial={"subject": subject, "text": text})

    def colleagues_there(self) -> list[Person]:
        """Others of the same company."""
        if not self.person.domain:
            return []
        same = Person.objects.current().filter(domain=self.person.domain).exclude(pk=self.person.pk)
        return list(same.exclude(status=Status.SPAM).order_by("-last_activity_at")[:6])

    def neighbours(self) -> dict[str, Person | None]:
        """The next and the previous lead that wait for an answer, in the order of the inbox."""
        rows = Person.objects.current().filter(status__in=["new", "in_hand"])
        at = self.person.last_activity_at
        return {
            "next": rows.filter(last_activity_at__lt=at).order_by("-last_activity_at").first(),
            "previous": rows.filter(last_activity_at__gt=at).order_by("last_activity_at").first(),
        }


class ActView(DetailView):
    """Something done by POST; a GET goes back to the person."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.back()


class AnswerView(ActView):
    """Write to the person."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(answer_form=form))
        try:
            following.answer(person=self.person, by=self.staff, **form.cleaned_data)
        except following.SetAside:
            messages.error(request, gettext("This person’s data are set aside: nothing was sent."))
            return self.back()
        messages.success(request, gettext("Your answer is on its way."))
        return self.back()


class NoteView(ActView):
    """Write something down."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NoteForm(request.POST, prefix="note")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(note_form=form))
        following.note(person=self.person, text=form.cleaned_data["text"], by=self.staff)
        messages.success(request, gettext("Noted."))
        return self.back("#timeline")


class FollowView(ActView):
    """Status, owner, next action, tags."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FollowForm(request.POST, person=self.person)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(follow_form=form))
        data, person = form.cleaned_data, self.person
        owner = User.objects.filter(pk=data["owner"]).first() if data["owner"] else None
        following.assign(people=[person], owner=owner, by=self.staff)
        following.set_status(people=[person], status=Status(data["status"]), by=self.staff)
        person.refresh_from_db()
        following.plan(
            person=person, action=data["next_action"], on=data["next_action_on"], by=self.staff
        )
        following.retag(person=person, names=data["tags"])
        messages.success(request, pgettext("leads", "Saved."))
        return self.back()


class QuarantineView(ActView):
    """Into quarantine, or out of it: one click."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.person.status == Status.SPAM or request.POST.get("do") == "release":
            quarantine.release(people=[self.person], by=self.staff)
            messages.success(
                request, gettext("Back in the inbox; what was held back goes out now.")
            )
            return self.back()
        quarantine.put(people=[self.person], by=self.staff)
        messages.success(request, gettext("In quarantine. Nothing was deleted."))
        return self.back()


class UnreadView(ActView):
    """Leave it for later."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        following.mark_read(people=[self.person], read=False)
        return redirect("leads:index")


class ObjectionView(ActView):
    """No marketing, or marketing again."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        objects = not self.person.no_marketing
        following.object_to_marketing(people=[self.person], by=self.staff, objects=objects)
        messages.success(
            request,
            gettext("No marketing any more; what they ask is still answered.")
            if objects
            else gettext("Noted: marketing is welcome again."),
        )
        return self.back()


class MergeView(ActView):
    """Make another entry part of this one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        other = request.POST.get("other", "").strip().lower()
        found = (
            Person.objects.current().filter(email=other).exclude(pk=self.person.pk).first()
            if other
            else None
        )
        if found is None:
            messages.error(request, gettext("No other lead has this address."))
            return self.back("#merge")
        merging.merge(kept=self.person, merged=found, by=self.staff)
        messages.success(request, gettext("Merged. Both addresses lead here now."))
        return self.back()
