"""Set up the audience for this site, and say what somebody has to change by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from newsletter.mailchimp import Mailchimp
from newsletter.models import NewsletterSettings, OptIn, Topic
from newsletter.tags import LANGUAGES, TRACKED, topic_tag

EVENTS = ("subscribe", "unsubscribe", "profile", "cleaned", "upemail", "campaign")


@dataclass(frozen=True)
class Finding:
    """One line of the report. `well` False: somebody has to do something."""

    text: str
    well: bool = True


def connect() -> Iterator[Finding]:
    """Check the audience, make tags and webhook; a finding for each. Raises a Failure."""
    mailchimp = Mailchimp()
    audience = mailchimp.audience()
    yield Finding(_("Audience: %(name)s") % {"name": audience.get("name", "")})
    yield _opt_in(bool(audience.get("double_optin")))
    if audience.get("marketing_permissions"):
        yield Finding(
            _(
                "The audience has GDPR marketing permissions switched on: members created by the site would "
                "count as opted out of them. Switch them off (Audience, Settings, GDPR fields); the proof "
                "of consent is kept here."
            ),
            well=False,
        )
    else:
        yield Finding(_("GDPR marketing permissions are off, as they should be."))
    required = mailchimp.required_fields()
    if required:
        yield Finding(
            _(
                "These fields are mandatory, and the site asks for none: %(fields)s. Make them optional."
            )
            % {"fields": ", ".join(required)},
            well=False,
        )
    else:
        yield Finding(_("No field but the address is mandatory."))
    names = [*LANGUAGES.values(), TRACKED, *(topic_tag(topic) for topic in Topic.objects.all())]
    for name in names:
        mailchimp.tag_id(name)
    yield Finding(_("Tags: %(names)s") % {"names": ", ".join(names)})
    yield Finding(
        _(
            "Opens and clicks are counted only in campaigns to those who agreed; the site sees to it."
        )
    )
    yield from _webhook(mailchimp)


def _opt_in(double: bool) -> Finding:
    wanted = NewsletterSettings.load().opt_in == OptIn.MAILCHIMP
    if wanted and not double:
        return Finding(
            _(
                "Double opt-in is off at Mailchimp, but the newsletter settings leave it to Mailchimp."
            ),
            well=False,
        )
    return Finding(
        _("Mailchimp asks for the confirming click.")
        if wanted
        else _("This site asks for the confirming click.")
    )


def _webhook(mailchimp: Mailchimp) -> Iterator[Finding]:
    secret = settings.MAILCHIMP_WEBHOOK_SECRET
    if not secret:
        yield Finding(_("MAILCHIMP_WEBHOOK_SECRET is not set: no webhook was made."), well=False)
        return
    url = settings.SITE_URL + reverse("newsletter_webhook", args=[secret])
    if any(hook.get("url") == url for hook in mailchimp.webhooks()):
        yield Finding(_("The webhook is there."))
        if not settings.MAILCHIMP_SIGNING_SECRET:
            yield Finding(
                _(
                    "MAILCHIMP_SIGNING_SECRET is not set: signatures are not checked. Mailchimp shows the "
                    "secret once, when a webhook is made; remove this one there and run the command again."
                ),
                well=False,
            )
        return
    made = mailchimp.add_webhook(
        {
            "url": url,
            "events": dict.fromkeys(EVENTS, True),
            # Without `api` our own writes are not told back to us.
            "sources": {"user": True, "admin": True, "api": False},
        }
    )
    yield Finding(_("The webhook was made."))
    if signing := made.get("signing_secret"):
        yield Finding(
            _("Set this now, it is shown once: MAILCHIMP_SIGNING_SECRET=%(secret)s")
            % {"secret": signing},
            well=False,
        )
