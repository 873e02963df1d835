"""The blocks of this package: a contact form inside any page, and what its settings are made of."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import LinkBlock, SectionBlock
from cms.chosen import as_read


class SubjectBlock(blocks.StructBlock):
    """What a message can be about, and who is told of it. Routing goes by the block's identity."""

    label = blocks.CharBlock(label=_("Subject"), max_length=120)
    recipients = blocks.ListBlock(
        blocks.EmailBlock(label=_("Address")),
        label=_("Addresses that are told"),
        default=[],
        help_text=_(
            "They get a reference and a link, never the message. Without any, those of the form are told."
        ),
    )

    class Meta:
        icon = "tag"
        label = _("Subject")


class RecipientBlock(blocks.EmailBlock):
    """An address of the company that is told of new messages."""

    class Meta:
        icon = "mail"
        label = _("Address")


class ResourcesTeaserBlock(SectionBlock):
    """Resources: those chosen, or else the newest of the language."""

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=240)
    chosen = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="leads.ResourcePage"),
        label=_("Resources"),
        default=[],
        max_num=4,
        help_text=pgettext_lazy("leads", "Without a choice, the newest ones are shown."),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=4)
    more = blocks.ListBlock(
        LinkBlock(), label=pgettext_lazy("leads", "Link to all"), default=[], max_num=1
    )

    class Meta:
        icon = "download"
        label = _("Resources")
        description = _("Resources chosen by hand, or the newest ones")
        template = "leads/blocks/resources.html"
        preview_value = {"heading": "Ressources", "number": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from leads.listings import latest_resources
        from leads.models import ResourcePage

        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = as_read(ResourcePage, value.get("chosen") or ())
        context["resources"] = chosen or latest_resources(value.get("number") or 3)
        return context


class ContactFormBlock(SectionBlock):
    """A contact form as a section of a page; which one decides its fields, routing and thanks."""

    activity = "contact"  # of the register, whose notice stands under the form
    for_request = True  # says where it stands

    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=320)
    form = SnippetChooserBlock("leads.ContactForm", label=_("Form"))

    class Meta:
        icon = "form"
        label = _("Contact form")
        description = _("A form of your choice: demonstration, press, partnership…")
        template = "leads/blocks/contact_form.html"
        preview_value = {"heading": "Écrivez-nous"}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        from leads.contact import block_context, preview_context

        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = value.get("form")
        if chosen is not None:
            context |= block_context(chosen.localized, context.get("request"))
        elif "block_def" in context:  # the chooser's preview: no form is chosen yet
            context |= preview_context()
        return context
