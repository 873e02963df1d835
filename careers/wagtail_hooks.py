"""What this package adds to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from careers import snippets
from careers.publication.dates import HELD_BACK

snippets.register()


@hooks.register("register_log_actions")
def words_of_the_log(actions: Any) -> None:
    actions.register_action(HELD_BACK, _("Hold back"), _("Not published on its date: incomplete"))
