from django.apps import AppConfig
from django.conf import settings


class StandInsConfig(AppConfig):
    name = "tests.consent.stand_ins"
    label = "stand_ins"

    def ready(self) -> None:
        from consent import trackers

        named = frozenset(settings.STAND_INS_NAMED)
        trackers.set_named_services(lambda: named)
        trackers.set_published_policy(lambda: ("9.9", "f" * 64))
