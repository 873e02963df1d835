"""What is done from the file: each by POST, each checked, each journalled."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages as say

from careers.applications.models import Kind, Stage
from careers.applications.models.messages import Reason
from careers.applications.review import forms
from careers.applications.review.base import ActBase
from careers.applications.review.file import FileView
from careers.applications.services import applying, exchanges, messages, restriction, reviewing
from privacy.services import journal

RESTRICTED = _(
    "The person has had the use of this application restricted (GDPR art. 18): it is kept, and nothing "
    "was done with it."
)


class Act(ActBase):
    """An act: reads its form, does one thing, says so, goes back."""

    form_class: type[django_forms.Form] = django_forms.Form
    name = ""
    prefix: str | None = None
    # The name of its form on the file's screen, where a long text is typed: it comes back with it.
    kept = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, prefix=self.form_prefix(), auto_id=f"{self.name}-%s")
        if not form.is_valid():
            if self.kept:
                return self.file_with(form)
            for problems in form.errors.values():
                say.error(request, " ".join(str(problem) for problem in problems))
            return self.back()
        try:
            done = self.act(form.cleaned_data)
        except reviewing.Changed:
            say.error(
                request,
                gettext(
                    "Somebody else has changed this application in the meantime; nothing was "
                    "overwritten. Look at it as it is now."
                ),
            )
        except restriction.Restricted:
            say.error(request, RESTRICTED)
        except messages.VariableEmpty as empty:
            names = ", ".join(f"{{{name}}}" for name in empty.names)
            problem = gettext(
                "Nothing fills %(names)s: complete the text by hand. Nothing was sent."
            )
            form.add_error("text", problem % {"names": names})
            return self.file_with(form)
        else:
            journal(
                actor=self.staff,
                action=f"applications:file:{self.name}",
                reference=self.application,
            )
            say.success(request, done)
        return self.back()

    def file_with(self, form: django_forms.Form) -> HttpResponse:
        """The file once more, with what was typed and what is wrong in it; nothing was done."""
        say.error(self.request, gettext("Nothing was done: look at the form that is open."))
        screen = FileView()
        screen.setup(self.request, *self.args, **self.kwargs)
        screen.application = self.application
        others = screen.others_here()
        return screen.render_to_response(
            screen.get_context_data(others=others, **{self.kept: form})
        )

    def form_prefix(self) -> str | None:
        return self.prefix

    def act(self, values: dict[str, Any]) -> str:
        """Do it; what to say."""
        raise NotImplementedError


class MoveView(Act):
    form_class = forms.MoveForm
    name = "move"

    def act(self, values: dict[str, Any]) -> str:
        moved = reviewing.move(
            application=self.application, stage=Stage(values["stage"]), version=values["version"]
        )
        return gettext("Stage: %(stage)s.") % {"stage": moved.get_stage_display()}


class AssignView(Act):
    form_class = forms.AssignForm
    name = "assign"

    def act(self, values: dict[str, Any]) -> str:
        reviewing.assign(application=self.application, owner=values["owner"])
        return gettext("Noted.")


class NoteView(Act):
    form_class = forms.NoteForm
    name = "note"
    kept = "note_form"
    only_hr = False

    def act(self, values: dict[str, Any]) -> str:
        reviewing.note(application=self.application, text=values["text"], by=self.staff)
        return gettext("Noted.")


class OpinionView(Act):
    form_class = forms.OpinionForm
    name = "opinion"
    only_hr = False

    def form_prefix(self) -> str | None:
        return f"c{self.request.POST.get('prefix', '')[:8]}"

    def act(self, values: dict[str, Any]) -> str:
        offer = self.application.offer
        known = {one.id: one for one in (offer.criterion_list() if offer else [])}
        criterion = known.get(values["criterion"])
        if criterion is None:
            raise reviewing.Changed
        reviewing.judge(
            application=self.application,
            criterion=criterion.id,
            title=criterion.title[:80],
            level=values["level"],
            reason=values["reason"],
            by=self.staff,
        )
        return gettext("Your opinion is noted; the others' are now shown.")


class LogView(Act):
    form_class = forms.LogForm
    name = "log"
    kept = "log_form"

    def act(self, values: dict[str, Any]) -> str:
        exchanges.log(
            application=self.application,
            kind=Kind(values["kind"]),
            at=values["at"],
            text=values["text"],
            by=self.staff,
        )
        return gettext("Written down. The date of erasure counts from the last exchange.")


class SlotView(Act):
    form_class = forms.SlotForm
    name = "slot"
    kept = "slot_form"

    def act(self, values: dict[str, Any]) -> str:
        reviewing.offer_slot(application=self.application, by=self.staff, **values)
        return gettext("The time shows on the candidate's page. Write to say so.")


class WriteView(Act):
    form_class = forms.WriteForm
    name = "write"
    kept = "write_form"

    def act(self, values: dict[str, Any]) -> str:
        words = messages.variables_of(self.application, self.staff)
        messages.write(
            application=self.application,
            subject=messages.filled(values["subject"], words),
            text=messages.filled(values["text"], words),
            by=self.staff,
        )
        return gettext("Written. The mail leaves within a minute.")


class RefuseView(Act):
    form_class = forms.RefuseForm
    name = "refuse"
    kept = "refuse_form"
    prefix = "refuse"

    def act(self, values: dict[str, Any]) -> str:
        if values["version"] is not None and values["version"] != self.application.version:
            raise reviewing.Changed
        words = messages.variables_of(self.application, self.staff)
        messages.refuse(
            application=self.application,
            subject=messages.filled(values["subject"], words),
            text=messages.filled(values["text"], words),
            reason=Reason(values["reason"]),
            by=self.staff,
            not_before=leaving(values["when"]),
        )
        if values["when"] == forms.RefuseForm.NEVER:
            return gettext("Refused. No message is sent.")
        return gettext("Refused. The message can be cancelled until it leaves.")


def leaving(when: str) -> Any:
    """The moment a choice of the form stands for; None: never."""
    if when == forms.RefuseForm.NEVER:
        return None
    now = timezone.now()
    return now + messages.SOON if when == forms.RefuseForm.SOON else messages.next_morning(now)


class CancelView(Act):
    name = "cancel"

    def act(self, values: dict[str, Any]) -> str:
        exchange = self.application.exchanges.filter(pk=self.kwargs["exchange"]).first()
        if exchange is None:
            raise reviewing.Changed
        try:
            messages.cancel(exchange=exchange)
        except messages.TooLate:
            return gettext("It has left already.")
        return gettext("Cancelled: nothing is sent.")


class ReleaseView(Act):
    name = "release"

    def act(self, values: dict[str, Any]) -> str:
        applying.release(application=self.application)
        return gettext("Taken in. The receipt leaves now.")


class EraseView(Act):
    name = "erase"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("sure") != "yes":
            say.error(request, gettext("Tick the box first: an erasure cannot be undone."))
            return self.back()
        try:
            reviewing.erase(application=self.application)
        except restriction.Restricted:
            say.error(request, RESTRICTED)
            return self.back()
        journal(actor=self.staff, action="applications:file:erase", reference=self.application)
        say.success(request, gettext("Everything about this application is erased within minutes."))
        return redirect(reverse("applications:index"))
