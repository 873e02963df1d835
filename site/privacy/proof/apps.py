from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProofConfig(AppConfig):
    name = "privacy.proof"
    label = "proof"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Proof of erasure")
