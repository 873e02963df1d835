from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareersConfig(AppConfig):
    name = "careers"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Careers")

    def ready(self) -> None:
        from careers.publication import gate, languages

        gate.connect()
        languages.connect()
