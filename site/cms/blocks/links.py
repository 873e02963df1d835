from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, get_language_from_path
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page


def validate_address(value: str) -> None:
    """Accept an address on this site (/…, #…) or a full https, mailto or tel address.

    Raises ValidationError for anything else, above all for javascript: and data: addresses.
    """
    allowed = ("/", "#", "https://", "http://", "mailto:", "tel:")
    if value and (not value.startswith(allowed) or value.startswith("//")):
        raise ValidationError(
            _("Enter an address that starts with https:// or, on this site, with a slash.")
        )


class LinkValue(blocks.StructValue):
    """The value of a link; knows where it leads."""

    @property
    def target(self) -> Page | None:
        """The page it leads to: its twin in the language being read, where that is published.

        A translation keeps the links of its source until somebody sets them by hand.
        """
        page: Page | None = self.get("page")
        if page is None:
            return None
        language = get_language_from_path(page.url or "") or settings.LANGUAGE_CODE
        # The twin costs two queries, so it is asked for only when the language differs.
        return page if language == get_language() else page.localized

    @property
    def href(self) -> str:
        """The address, in the language of the page it stands on; empty when its page is gone."""
        page = self.target
        if page is not None:
            return page.url or ""
        return self.get("address") or ""

    @property
    def text(self) -> str:
        if label := self.get("label"):
            return str(label)
        page = self.target
        return page.title if page is not None else ""


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to any other address."""

    label = blocks.CharBlock(
        label=_("Text of the link"),
        required=False,
        max_length=80,
        help_text=_("Says where it leads. Without one, the title of the page is used."),
    )
    page = blocks.PageChooserBlock(label=_("Page of the site"), required=False)
    address = blocks.CharBlock(
        label=_("Or another address"),
        required=False,
        max_length=500,
        validators=[validate_address],
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        page, address, label = value.get("page"), value.get("address"), value.get("label")
        if bool(page) == bool(address):
            raise StructBlockValidationError(
                block_errors={
                    "page": ValidationError(_("Choose a page or enter an address: one of the two."))
                }
            )
        if address and not label:
            raise StructBlockValidationError(
                block_errors={"label": ValidationError(_("Enter the text of the link."))}
            )
        return value
