"""The file of one application: the CV on the left; answers, opinions, exchanges on the right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from careers.applications.clock import clock_of
from careers.applications.models import (
    Application,
    ApplicationFile,
    MessageTemplate,
    Opinion,
    ScanState,
)
from careers.applications.models.messages import Purpose
from careers.applications.review import access, forms
from careers.applications.review.base import FileBase
from careers.applications.review.blind import struck_out
from careers.applications.review.filters import asked_for, question
from careers.applications.services import restriction
from careers.applications.services.messages import filled, variables_of
from careers.applications.vault import files, sealing
from careers.models.offers import Criterion

MEANWHILE = timedelta(minutes=15)
NAMES = ("first_name", "last_name")


class FileView(FileBase):
    """Everything about one application. Opening it is a reading, journalled."""

    acts = False
    template_name = "applications/review/file.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        others = self.others_here()
        access.note_reading(request.user, self.application, inside=self.inside)
        return self.render_to_response(self.get_context_data(others=others))

    def get_page_title(self) -> str:
        return self.application.shown_name

    def others_here(self) -> list[Any]:
        """Colleagues who have opened this file within the last quarter of an hour."""
        recent = self.application.readings.filter(at__gt=timezone.now() - MEANWHILE)
        found = recent.exclude(user_id=self.staff.pk).select_related("user")
        return list({reading.user_id: reading.user for reading in found if reading.user}.values())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.application
        withheld = access.is_withheld(row, inside=self.inside)
        cv = None if withheld else cv_of(row)
        is_hr = bool(self.staff.has_perm(access.REVIEW))
        return {
            **super().get_context_data(**kwargs),
            **self.neighbours(),
            "application": row,
            "clock": clock_of(row),
            "is_hr": is_hr,
            "withheld": withheld,
            "may_write": is_hr and restriction.may_answer(row),
            "reviews": access.visible_to(self.staff).filter(pk=row.pk).exists(),
            "cv": cv,
            "text": "" if withheld else text_of(row),
            "exchanges": row.exchanges.current()
            .select_related("author")
            .prefetch_related("attachments"),
            "notes": row.notes.current().select_related("author"),
            "readings": row.readings.current().select_related("user"),
            "slots": row.slots.current(),
            "criteria": [] if withheld else self.criteria(),
            "others_of_person": []
            if access.is_closed(row, inside=self.inside)
            else self.other_applications(),
            "question_string": question(self.request.GET),
            "inside": self.inside,
            "pages": range(1, (cv.drawn if cv and cv.drawn else 0) + 1),
            "move_form": forms.MoveForm(
                initial={"stage": row.stage, "version": row.version}, auto_id="move-%s"
            ),
            "assign_form": forms.AssignForm(initial={"owner": row.owner_id}, auto_id="assign-%s"),
            "note_form": kwargs.get("note_form") or forms.NoteForm(auto_id="note-%s"),
            "log_form": kwargs.get("log_form") or forms.LogForm(auto_id="log-%s"),
            "slot_form": kwargs.get("slot_form") or forms.SlotForm(auto_id="slot-%s"),
            "templates": self.templates(),
            "write_form": kwargs.get("write_form") or self.write_form(),
            "refuse_form": kwargs.get("refuse_form") or self.refuse_form(),
        }

    def neighbours(self) -> dict[str, Any]:
        """The ones before and after inside the same filter."""
        if self.inside:
            return {}
        rows = asked_for(access.visible_to(self.staff), self.request.GET)
        order = list(rows.values_list("pk", flat=True))
        if self.application.pk not in order:
            return {}
        place = order.index(self.application.pk)
        asked = question(self.request.GET)

        def address(pk: int) -> str:
            path = reverse("applications:file", args=[pk])
            return f"{path}?{asked}" if asked else path

        return {
            "previous": address(order[place - 1]) if place else "",
            "next": address(order[place + 1]) if place + 1 < len(order) else "",
            "place": place + 1,
            "of": len(order),
        }

    def criteria(self) -> list[tuple[Criterion, Opinion | None, list[Opinion], Any]]:
        """Each published criterion: my opinion, the others' once I have given mine, my form."""
        if self.application.offer is None:
            return []
        given = list(self.application.opinions.current().select_related("author"))
        lines = []
        for criterion in self.application.offer.criterion_list():
            mine = next(
                (o for o in given if o.criterion == criterion.id and o.author_id == self.staff.pk),
                None,
            )
            others = [
                o for o in given if o.criterion == criterion.id and o.author_id != self.staff.pk
            ]
            initial = {"criterion": criterion.id}
            if mine:
                initial |= {"level": str(mine.level), "reason": mine.reason}
            form = forms.OpinionForm(initial=initial, prefix=f"c{criterion.id[:8]}")
            lines.append((criterion, mine, others, form))
        return lines

    def other_applications(self) -> QuerySet[Application]:
        rows = access.visible_to(self.staff).filter(email__iexact=self.application.email)
        return rows.exclude(pk=self.application.pk)

    def templates(self) -> QuerySet[MessageTemplate]:
        return MessageTemplate.objects.filter(language=self.application.language)

    def template(self, *, refusal: bool) -> dict[str, str]:
        """The chosen template, or the first that fits, filled for this person."""
        chosen = self.request.GET.get("template", "")
        rows = self.templates()
        rows = (
            rows.filter(purpose=Purpose.REFUSAL)
            if refusal
            else rows.exclude(purpose=Purpose.REFUSAL)
        )
        found = (
            rows.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 9 else None
        )
        if found is None and refusal:
            found = rows.first()
        if found is None:
            return {}
        words = variables_of(self.application, self.staff)
        if self.application.is_blind:
            # Filled when the message is made; until then the screen names nobody.
            words = {name: word for name, word in words.items() if name not in NAMES}
        return {
            "subject": filled(found.subject, words),
            "text": filled(found.text, words),
            "reason": found.reason,
        }

    def write_form(self) -> forms.WriteForm:
        return forms.WriteForm(initial=self.template(refusal=False), auto_id="write-%s")

    def refuse_form(self) -> forms.RefuseForm:
        initial = {**self.template(refusal=True), "version": self.application.version}
        return forms.RefuseForm(initial=initial, prefix="refuse", auto_id="refuse-%s")


def cv_of(row: Application) -> ApplicationFile | None:
    found: ApplicationFile | None = row.files.current().first()
    return found


def text_of(row: Application) -> Any:
    """The CV's text as clean HTML; known identifiers struck out while the reading is blind."""
    cv = cv_of(row)
    if cv is None or not cv.has_text or cv.scan != ScanState.CLEAN:
        return ""
    try:
        text = files.read_part(cv, "text").decode()
    except (OSError, sealing.Unreadable):
        return gettext("The text cannot be read at the moment.")
    # Cleaned by nh3 when it was made; nothing of it is markup the candidate chose.
    return mark_safe(struck_out(text, row) if row.is_blind else text)
