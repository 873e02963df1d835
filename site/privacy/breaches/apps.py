from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BreachesConfig(AppConfig):
    name = "privacy.breaches"
    label = "breaches"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Breaches of personal data")
