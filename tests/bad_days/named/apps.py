"""The last app of all: whatever the published policy names, here it is this."""

from django.apps import AppConfig


class NamedConfig(AppConfig):
    name = "tests.bad_days.named"
    label = "named"

    def ready(self) -> None:
        from consent import trackers

        trackers.set_named_services(lambda: frozenset({"recaptcha"}))
