"""An issue as a mail: HTML for mail programs, and the same in plain text."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.rich_text import RichText, expand_db_html

from newsletter.models import IssuePage


@dataclass(frozen=True)
class MailPart:
    """One block, ready for both parts of the mail."""

    kind: str
    value: dict[str, Any]
    text: str

    @property
    def template(self) -> str:
        return f"newsletter/mail/{self.kind}.html"


@dataclass(frozen=True)
class IssueMail:
    """Both parts of an issue."""

    subject: str
    preheader: str
    html: str
    text: str
    language: str


def mail_of(issue: IssuePage) -> IssueMail:
    """The mail of an issue as it stands in `issue`. Every address in it is complete."""
    from css_inline import CSSInliner

    inliner = CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
    language = issue.locale.language_code
    with translation.override(language):
        context = {
            "title": issue.title,
            "subject": issue.subject,
            "preheader": issue.preheader,
            "language": language,
            "site_url": settings.SITE_URL,
            "parts": [_part(block) for block in issue.body],
            "archive": complete(issue.url or "/"),
            "preferences": complete(issue.get_parent().url or "/"),
        }
        return IssueMail(
            subject=issue.subject,
            preheader=issue.preheader,
            html=inliner.inline(render_to_string("newsletter/mail/issue.html", context)),
            text=render_to_string("newsletter/mail/issue.txt", context),
            language=language,
        )


def filled_in(mail: IssueMail, *, unsubscribe: str) -> IssueMail:
    """The mail with something in place of what Mailchimp fills in, for those who look at it here."""
    with translation.override(mail.language):
        there = _("(Mailchimp puts our postal address here.)")
    html, text = mail.html, mail.text
    for sign, value in (("*|UNSUB|*", unsubscribe), ("*|LIST:ADDRESSLINE|*", there)):
        html, text = html.replace(sign, value), text.replace(sign, value)
    return replace(mail, html=html, text=text)


def complete(address: str) -> str:
    """An address that also works in a mail."""
    return urljoin(f"{settings.SITE_URL}/", address)


def _part(block: Any) -> MailPart:
    kind, value = block.block_type, block.value
    if kind == "text":
        html = _html(value["text"])
        return MailPart(
            kind,
            {"heading": value["heading"], "html": html},
            _lines(value["heading"], _plain(html)),
        )
    if kind == "article":
        href, label = _link(value["link"])
        shown = {"title": value["title"], "text": value["text"], "href": href, "label": label}
        return MailPart(
            kind,
            shown,
            _lines(value["title"], value["text"], _labelled(label, href) if href else ""),
        )
    if kind == "image":
        return _image(value)
    if kind == "quote":
        shown = {"quote": value["quote"], "source": value["source"]}
        return MailPart(kind, shown, _lines(_quoted(value["quote"]), f"– {value['source']}"))
    if kind == "button":
        href, label = _link(value["link"])
        return MailPart(kind, {"href": href, "label": label}, _lines(label if href else "", href))
    return MailPart("divider", {}, "* * *")


def _labelled(label: str, address: str) -> str:
    return _("%(label)s: %(address)s") % {"label": label, "address": address}


def _quoted(words: str) -> str:
    return pgettext("quotation", "“%(text)s”") % {"text": words}


def _image(value: Any) -> MailPart:
    image = value["image"]
    if image is None:
        return MailPart("image", {}, "")
    # JPEG or PNG: no mail program shows AVIF, few show WebP.
    rendition = image.get_rendition("width-1088|format-jpeg")
    alt = "" if getattr(image, "decorative", False) else image.contextual_alt_text or ""
    shown = {"src": complete(rendition.url), "alt": alt, "caption": value["caption"]}
    return MailPart("image", shown, _lines(f"[{alt}]" if alt else "", value["caption"]))


def _link(value: Any) -> tuple[str, str]:
    href = value.href
    return (complete(href) if href else "", value.text)


def _html(text: RichText | str) -> str:
    """Running text with complete addresses."""
    soup = BeautifulSoup(expand_db_html(getattr(text, "source", text)), "html.parser")
    for anchor in soup.find_all("a", href=True):
        anchor["href"] = complete(str(anchor["href"]))
    return str(soup)


def _plain(html: str) -> str:
    """Running text without markup: lists with dashes, links with their address behind them."""
    soup = BeautifulSoup(html, "html.parser")
    for anchor in soup.find_all("a", href=True):
        anchor.replace_with(f"{anchor.get_text()} ({anchor['href']})")
    for item in soup.find_all("li"):
        item.insert(0, "- ")
        item.append("\n")
    for paragraph in soup.find_all(["p", "ul", "ol"]):
        paragraph.append("\n\n")
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    lines = [line.rstrip() for line in soup.get_text().splitlines()]
    return "\n".join(lines).strip()


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
