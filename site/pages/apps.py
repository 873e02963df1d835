from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms.publishing.checks import Check, register_check
        from pages import (
            form_notices,
            signals,  # noqa: F401 - connects the receivers
        )

        register_check(Check("forms", _("Forms and their notice"), form_notices.find))
