"""Where a subscriber stands: with us, at Mailchimp, and what stands between the two."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """With us. This one decides who is written to."""

    PENDING = "pending", _("to be confirmed")
    SUBSCRIBED = "subscribed", _("subscribed")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
    CLEANED = "cleaned", _("address no longer works")


class Remote(models.TextChoices):
    """At Mailchimp, as it last told us."""

    UNKNOWN = "", _("not sent yet")
    PENDING = "pending", pgettext_lazy("at Mailchimp", "waits for a click")
    SUBSCRIBED = "subscribed", pgettext_lazy("at Mailchimp", "subscribed")
    UNSUBSCRIBED = "unsubscribed", pgettext_lazy("at Mailchimp", "unsubscribed")
    CLEANED = "cleaned", pgettext_lazy("at Mailchimp", "address no longer works")
    ARCHIVED = "archived", pgettext_lazy("at Mailchimp", "archived")
    TRANSACTIONAL = "transactional", pgettext_lazy("at Mailchimp", "not subscribed")
    GONE = "gone", pgettext_lazy("at Mailchimp", "not there")


class Trouble(models.TextChoices):
    """Why somebody who agreed does not get the newsletter."""

    NONE = "", _("none")
    COMPLIANCE = "compliance", _("held back by Mailchimp")
    FORGOTTEN = "forgotten", _("erased at Mailchimp once")
    REFUSED = "refused", _("address refused")
    BOUNCED = "bounced", _("address bounced")
    FIELDS = "fields", _("a field is demanded")
    THROTTLED = "throttled", _("signed up too often")
    RETURNING = "returning", _("has to click once more")
    MISSING = "missing", _("no longer at Mailchimp")
    OTHER = "other", _("refused by Mailchimp")


ADVICE: dict[str, "str | Promise"] = {
    Trouble.COMPLIANCE: _(
        "They once unsubscribed, bounced or complained at Mailchimp, which lets only themselves come "
        "back: send them the address of Mailchimp’s own form (newsletter settings)."
    ),
    Trouble.FORGOTTEN: _(
        "Mailchimp has erased them for good and takes them back through its own form only. We have "
        "mailed them its address, if it stands in the newsletter settings."
    ),
    Trouble.REFUSED: _(
        "Mailchimp takes this address for a fake. Nothing to do, unless the person writes to you from it."
    ),
    Trouble.BOUNCED: _(
        "Mails to this address came back. Ask the person for another one; this one stays out."
    ),
    Trouble.FIELDS: _(
        "Somebody made a field of the Mailchimp audience mandatory. Make it optional there, then press "
        "“Send again”."
    ),
    Trouble.THROTTLED: _(
        "The address signed up to many lists lately. It is tried again in a few hours by itself."
    ),
    Trouble.RETURNING: _(
        "They come back after having left: Mailchimp has asked them by e-mail to confirm. Nothing to do."
    ),
    Trouble.MISSING: _(
        "Somebody removed them at Mailchimp, or the audience is another one. If that was a mistake, “Send "
        "again” has Mailchimp ask them by e-mail; they are back once they click."
    ),
    Trouble.OTHER: _(
        "Mailchimp refuses them for a reason unknown to this site. Look the person up at Mailchimp."
    ),
}


class Source(models.TextChoices):
    """How somebody came to us."""

    FORM = "form", _("sign-up form")
    AGREED = "agreed", _("ticked in another form")
    IMPORT = "import", _("imported list")
    MAILCHIMP = "mailchimp", _("Mailchimp’s own form")


class Event(models.TextChoices):
    """What can happen to a subscriber; the history keeps these, and no words."""

    ASKED = "asked", _("asked for the newsletter")
    CONFIRMED = "confirmed", _("confirmed by a click")
    LEFT = "left", _("unsubscribed here")
    LEFT_THERE = "left_there", _("unsubscribed at Mailchimp")
    COMPLAINED = "complained", _("reported a newsletter as spam")
    BOUNCED = "bounced", _("the address came back")
    CAME_THERE = "came_there", _("subscribed at Mailchimp")
    IMPORTED = "imported", _("imported from a list")
    CHOSE = "chose", _("changed their preferences")
    MOVED = "moved", _("changed their address")
    SENT = "sent", _("handed to Mailchimp")
    REFUSED = "refused", _("refused by Mailchimp")
    MENDED = "mended", _("brought in step by the comparison")
    OBJECTED = "objected", _("objected to the use of their data")
