from django.apps import AppConfig, apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, post_save

        from accounts import checks, declarations, panels, signals, workflow_mail  # noqa: F401

        workflow_mail.connect()
        autodiscover_modules("roles")
        # The last app to be migrated: by then every permission exists.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(
            signals.apply_after_migration, sender=last, dispatch_uid="accounts.apply_roles"
        )
        for label in filter(checks.is_page_model, declarations.section_models()):
            post_save.connect(
                signals.apply_to_new_section,
                sender=label,
                dispatch_uid=f"accounts.apply_roles.{label}",
            )
