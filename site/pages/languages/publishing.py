"""Many pages published at once: what that does to the other languages is said before it is confirmed."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions import PublishBulkAction

from pages.languages.effects import Kind, effects_of


class TellingPublishBulkAction(PublishBulkAction):
    template_name = "languages/confirm_bulk_publish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pages = [item["item"] for item in context["items"]]
        found = effects_of(pages, self.request.user)
        context["effects"] = [
            (page, [one for one in found.get(page.pk, []) if one.kind is not Kind.SOURCE])
            for page in pages
        ]
        return context
