"""`{% field form.email %}` and `{% error_summary form %}`: a form as GOV.UK and the DSFR write it.

The label is above, then the hint, then the message, then the input; everything is required unless
it says that it is not. Works with any Django form; the words are the form's own.
"""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

register = template.Library()


@dataclass(frozen=True)
class Problem:
    """A message and the address of the input it is about; no address when it is about the whole."""

    message: str
    href: str


def _kind(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "input"


@register.inclusion_tag("components/form/field.html")
def field(field: BoundField, *, hint: str = "", legend: str = "") -> dict[str, Any]:
    """A field of any kind. `hint` and `legend` replace the form's own help text and label."""
    return {
        "field": field,
        "kind": _kind(field),
        "hint": hint or field.help_text,
        "label": legend or field.label,
        "described": described(field, hint),
    }


def described(field: BoundField, hint: str = "") -> str:
    """Ids of the hint and the message of `field`, in the order in which they are read."""
    ids = []
    if hint or field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    return " ".join(ids)


@register.simple_tag
def control(field: BoundField, described: str = "") -> SafeString:
    """The input itself, in our style, tied to its hint and message."""
    attrs: dict[str, str | bool] = {}
    if _kind(field) == "input":
        own = field.field.widget.attrs.get("class", "")
        attrs["class"] = f"input {own}".strip()
    if described:
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


@register.inclusion_tag("components/form/summary.html")
def error_summary(*forms_: BaseForm) -> dict[str, Any]:
    """What is wrong in these forms, in the order of their fields, each leading to its input."""
    problems = []
    for form in forms_:
        problems += [Problem(str(message), "") for message in form.non_field_errors()]
        for one in form:
            problems += [Problem(str(message), _target(one)) for message in one.errors]
    return {"problems": problems}


def _target(field: BoundField) -> str:
    """The address of the input, or of the first of several."""
    several = _kind(field) == "choices"
    return f"#{field.auto_id}_0" if several else f"#{field.id_for_label}"
