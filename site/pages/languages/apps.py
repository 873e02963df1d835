from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "pages.languages"
    label = "languages"
    verbose_name = _("Languages of the pages")

    def ready(self) -> None:
        from pages.languages import telling

        telling.connect()
