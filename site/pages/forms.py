"""The editor's forms of pages that name others."""

from typing import Any

from django.db.models import Q
from django.forms import ModelMultipleChoiceField
from wagtail.models import TranslatableMixin

from cms.publishing.forms import PublishingForm


class OwnLanguageForm(PublishingForm):
    """Where several may be chosen from a list, it offers those of the page's own language.

    What is chosen already stays on offer, whatever its language.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance if self.instance.locale_id else self.parent_page
        if page is None:
            return
        for name, field in self.fields.items():
            if isinstance(field, ModelMultipleChoiceField):
                offered = field.queryset
                if offered is not None and issubclass(offered.model, TranslatableMixin):
                    chosen = [one.pk for one in getattr(self.instance, name).all()]
                    field.queryset = offered.filter(Q(locale=page.locale_id) | Q(pk__in=chosen))
