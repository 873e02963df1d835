"""The lengths of retention: all of them, and the form that shortens one in two steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from .. import registry, retention, services, wording
from ..declarations import ModelDeclaration, Retention
from ..eraser.preview import would_erase
from ..texts import Text
from .base import SHORTEN, RegisterView


@dataclass(frozen=True)
class Line:
    """One rule as the table shows it."""

    declaration: ModelDeclaration
    rule: Retention
    length: int

    @property
    def name(self) -> Text:
        return self.rule.applies_to or self.declaration.name

    @property
    def duration(self) -> Text:
        return wording.duration(self.length, self.rule.unit, self.rule.counted_from)

    @property
    def declared(self) -> Text:
        return wording.duration(self.rule.length, self.rule.unit, self.rule.counted_from)

    @property
    def is_shortened(self) -> bool:
        return self.length < self.rule.length


def lines() -> list[Line]:
    return [
        Line(declaration, rule, retention.effective_length(rule))
        for declaration, rule in registry.retention_rules()
    ]


class LengthsView(RegisterView):
    """Every rule with its length; a button where the DPO may shorten it."""

    permission = SHORTEN
    page_title = _("How long data are kept")
    header_icon = "history"
    template_name = "privacy/lengths.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "lines": lines()}


class LengthForm(forms.Form):
    """A length from 1 to the declared one."""

    def __init__(self, *args: Any, rule: Retention, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["length"] = forms.IntegerField(
            label=_("Months") if rule.unit == "months" else _("Days"),
            min_value=1,
            max_value=rule.length,
            help_text=gettext(
                "At most %(ceiling)d, the length the policy declares; that value takes a shortening back."
            )
            % {"ceiling": rule.length},
        )


class ShortenView(RegisterView):
    """First step: the length. Second: how many records it would erase, and the confirmation."""

    permission = SHORTEN
    header_icon = "history"
    template_name = "privacy/shorten.html"
    index_name = "privacy_retention:index"
    index_label = _("How long data are kept")

    @cached_property
    def line(self) -> Line:
        try:
            declaration, rule = registry.retention_rule(self.kwargs["slug"])
        except registry.NotDeclared as error:
            raise Http404 from error
        if not rule.setting:
            raise Http404
        return Line(declaration, rule, retention.effective_length(rule))

    def get_page_title(self) -> str:
        return str(self.line.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        initial = {"length": self.line.length}
        return {
            "form": LengthForm(rule=self.line.rule, initial=initial),
            **super().get_context_data(**kwargs),
            "line": self.line,
        }

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = LengthForm(request.POST, rule=self.line.rule)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        length = form.cleaned_data["length"]
        count = would_erase(slug, length, now=timezone.now())
        seen = request.POST.get("confirmed")
        if length < self.line.length and seen != f"{length}:{count}":
            # Also when the count has changed between the two steps: it is shown again.
            return self.render_to_response(
                self.get_context_data(form=form, length=length, count=count)
            )
        services.shorten_retention(rule=slug, length=length, by=self.staff)
        messages.success(request, self.told(length, count))
        return redirect("privacy_retention:index")

    def told(self, length: int, count: int) -> str:
        """What to say after saving."""
        if length >= self.line.length:
            return pgettext("privacy", "Saved.")
        return ngettext(
            "Saved. The next run erases %(count)s record.",
            "Saved. The next run erases %(count)s records.",
            count,
        ) % {"count": intcomma(count)}
