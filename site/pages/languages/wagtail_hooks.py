"""The languages of the pages in the admin."""

from wagtail import hooks

from accounts.views.pages import SIDE_PANELS
from pages.languages import moving
from pages.languages.lists import give_language_filters
from pages.languages.panels import EffectsMenuItem, languages_panel
from pages.languages.publishing import TellingPublishBulkAction

give_language_filters()
hooks.register(SIDE_PANELS, languages_panel)
hooks.register("register_page_action_menu_item", lambda: EffectsMenuItem(order=9000))
hooks.register("before_move_page", moving.about_to_move)
hooks.register("construct_translated_pages_to_cascade_actions", moving.along)
# After Wagtail's own, whose places these take.
hooks.register("register_bulk_action", TellingPublishBulkAction, order=10)
hooks.register("register_bulk_action", moving.MoveAlongBulkAction, order=10)
