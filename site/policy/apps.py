from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "policy"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Privacy policy")

    def ready(self) -> None:
        from policy import checks, queries  # noqa: F401
        from privacy import versions

        versions.provide(queries.current_number)
