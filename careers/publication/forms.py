"""The editor's form: what keeps an offer from being published stands at its fields."""

from wagtail.admin.forms import WagtailAdminPageForm

from careers.publication.obstacles import obstacles


class OfferForm(WagtailAdminPageForm):
    def publishes(self) -> bool:
        """Whether the button that was pressed puts the offer on the site; saving a draft does not."""
        return bool(
            self.data.get("action-publish")
            or (
                self.data.get("action-workflow-action")
                and self.data.get("workflow-action-name") == "approve"
            )
        )

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_bound or not self.publishes():
            return
        if self.parent_page is not None and not self.instance.locale_id:
            self.instance.locale = self.parent_page.locale
        for one in obstacles(self.instance, workplaces=self.cleaned_data.get("workplaces", ())):
            self.add_error(one.field if one.field in self.fields else None, one.message)
