from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from consent.declarations import Service
from consent.models import Activation

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class ActivationForm(forms.ModelForm[Activation]):
    """Switch a service on or off. What is entered is held to what the service's identifiers look like."""

    class Meta:
        model = Activation
        fields = ["identifier", "host", "checked_on", "switched_on"]
        widgets = {"checked_on": AdminDateInput()}

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        if service.identifier is None:
            del self.fields["identifier"]
        else:
            self.fields["identifier"].label = str(service.identifier.label)
            self.fields["identifier"].help_text = _("For example %(example)s") % {
                "example": service.identifier.example
            }
        if not service.needs_host:
            del self.fields["host"]
        else:
            self.fields["host"].help_text = _("Your own server, for example stats.example.com")

    def clean_identifier(self) -> str:
        value = str(self.cleaned_data["identifier"]).strip()
        identifier = self.service.identifier
        if value and identifier and not identifier.accepts(value):
            raise forms.ValidationError(
                _("Enter an identifier in the form %(example)s") % {"example": identifier.example}
            )
        return value

    def clean_host(self) -> str:
        value = str(self.cleaned_data["host"]).strip().lower()
        if value and not HOST.fullmatch(value):
            raise forms.ValidationError(
                _("Enter the name of a host, without https:// and without a path.")
            )
        return value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("switched_on"):
            return data
        for name in ("identifier", "host"):
            if name in self.fields and name not in self.errors and not data.get(name):
                self.add_error(name, _("Enter this before you switch the service on."))
        if not data.get("checked_on") and "checked_on" not in self.errors:
            self.add_error(
                "checked_on",
                _("Say when country, contract and transfer instrument were last checked."),
            )
        if self.service.setting and not self.service.identifier_from_settings():
            self.add_error(
                "switched_on",
                _("Set %(name)s in the environment of the site first.")
                % {"name": self.service.setting},
            )
        return data
