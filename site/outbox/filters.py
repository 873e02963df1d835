"""How the list of deliveries is narrowed."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from outbox import channels
from outbox.models import Delivery, State


def channel_choices() -> list[tuple[str, str]]:
    """Every channel, by its label."""
    return [(channel.name, str(channel.label)) for channel in channels.all_channels()]


class DeliveryFilterSet(WagtailFilterSet):
    """By channel, by state, by the day it was posted."""

    channel = django_filters.MultipleChoiceFilter(
        label=_("Channel"), choices=channel_choices, widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=State.choices, widget=forms.CheckboxSelectMultiple
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Posted"),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = Delivery
        fields = ["channel", "state", "created_at"]
