from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "pages.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Campaigns")

    def ready(self) -> None:
        from cms.campaigns import Keeper, register_keeper
        from pages.campaigns.queries import name_at, paths_of

        register_keeper(Keeper(name_at=name_at, paths_of=paths_of))
