from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class MessageBlock(blocks.StructBlock):
    """One message of a conversation."""

    side = blocks.ChoiceBlock(
        label=_("Who writes"), choices=[("customer", _("The customer")), ("agent", _("The agent"))]
    )
    text = blocks.CharBlock(label=_("Message"), max_length=240)

    class Meta:
        icon = "comment"
        label = _("Message")


class ConversationBlock(blocks.StructBlock):
    """A conversation drawn in HTML: what the company does, shown rather than said."""

    channel = blocks.CharBlock(
        label=_("Channel and time"), max_length=60, help_text=_("For example: Messaging · 09:41")
    )
    messages = blocks.ListBlock(
        MessageBlock(), label=_("Messages"), min_num=2, max_num=6, collapsed=True
    )
    note = blocks.CharBlock(
        label=_("Note under the conversation"),
        required=False,
        max_length=120,
        help_text=_("For example: Picked up from Monday's e-mail"),
    )

    class Meta:
        icon = "comment"
        label = _("Conversation")
        description = _("A short exchange between a customer and an agent, on one channel")
        template = "cms/blocks/conversation.html"
        preview_value = {
            "channel": "Messagerie · 09:41",
            "messages": [
                {
                    "side": "customer",
                    "text": "Bonjour, mon colis est indiqué livré mais je n’ai rien reçu.",
                },
                {"side": "agent", "text": "Bonjour Léa, il vous attend au point relais."},
            ],
            "note": "Repris depuis l’e-mail de lundi",
        }
