from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "tests.privacy.rehearsal_app"
    label = "rehearsal"
    default_auto_field = "django.db.models.BigAutoField"
