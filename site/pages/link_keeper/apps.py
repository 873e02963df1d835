from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkKeeperConfig(AppConfig):
    name = "pages.link_keeper"
    label = "link_keeper"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Links")

    def ready(self) -> None:
        from pages.link_keeper import before_publication

        before_publication.register()
