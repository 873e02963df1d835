from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Privacy policy")

    def ready(self) -> None:
        from consent import trackers
        from policy import checks, queries, receivers  # noqa: F401
        from policy.pdf import keeping  # noqa: F401 - hears of each text
        from privacy import versions

        versions.provide(queries.current_number_and_hash)
        trackers.set_named_services(queries.named_services)
        trackers.set_published_policy(queries.current_number_and_hash)
