"""The probe: what HR, a candidate or a subscriber is shown can enter no shared cache, and no visitor gets it.

Every private address is taken from the real screens, answers and mails of a running site, fetched as
whom it is for and then as a visitor.
"""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from urllib.parse import urlencode, urlsplit

import pytest

from tests.accounts.conftest import SECRET, code_for
from tests.guide.texts import cv
from tests.leads.killing import without_subjects
from tests.machines.visitors import FORM, Visitors, filled_in, token_in, token_path
from tests.servers import Reply, SiteServer

ENROL = (
    "from accounts.models import User; from tests.accounts.conftest import enrol;"
    "enrol(User.objects.get(email='rh@example.com'))"
)
# A person who is in the screens of HR and in nothing else.
PERSON = "c2@entreprise.example"


@pytest.fixture(scope="module")
def site(make_site) -> SiteServer:
    """A site to which somebody has written, somebody has subscribed and somebody has applied."""
    site = make_site(FORM_POSTS_PER_MINUTE="0", HUMAN_CHECK_MIN_SECONDS="0")
    without_subjects(site)
    visitors = Visitors([site], PATHS, cv("Nom", "Un CV."), wanted=3)
    visitors.begin()
    visitors.end()
    assert visitors.refused == []
    return site


def signed_in(site: SiteServer) -> dict[str, str]:
    """The cookie of somebody of HR who has come in by the real door, with the code."""
    email, password = site.add_staff("rh")
    site.manage("shell", "-v0", "-c", ENROL)
    jar = cookies(site.get("/admin/login/"))
    for path, fields in (
        ("/admin/login/", {"username": email, "password": password}),
        ("/admin/second-factor/", {"code": code_for(SECRET)}),
    ):
        headers = {
            "Content-Type": FORM,
            "Origin": site.url,
            "X-CSRFToken": jar["csrftoken"],
            "Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()),
        }
        answer = site.request("POST", path, urlencode(fields).encode(), headers)
        assert answer.status == 302, answer.text[:500]
        jar |= cookies(answer)
    return {"Cookie": f"session={jar['session']}"}


def cookies(reply: Reply) -> dict[str, str]:
    """Those that an answer sets."""
    pairs = (one.partition(";")[0].partition("=") for one in reply.all("Set-Cookie"))
    return {name: value for name, _equals, value in pairs}


def may_be_stored(reply: Reply) -> bool:
    """Whether a shared cache may keep it (RFC 9111, 3), or our own has."""
    policy = {one.strip().lower() for one in (reply["Cache-Control"] or "").split(",")}
    return not {"no-store"} & policy or bool(reply["Cache-Status"]) or "public" in policy


def mails(site: SiteServer) -> list[EmailMessage]:
    site.manage("worker", "--once")
    parts = [
        part.strip()
        for file in (site.var / "mail").glob("*")
        for part in file.read_bytes().split(b"-" * 79 + b"\n")
    ]
    return [message_from_bytes(part, policy=default) for part in parts if part]


def token_for(site: SiteServer, form: str) -> str:
    return token_in(site.get(token_path(form)).text)


def links_in(mail: EmailMessage, site: SiteServer) -> set[str]:
    """The private addresses of a mail: those that hold a key."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.findall(rf"{re.escape(site.url)}(/\S+)", body.get_content())
    return {path.rstrip(".,)>") for path in found if re.search(r"/[\w:.=-]{20,}/?$", path)}


def test_what_somebody_alone_was_shown_stays_theirs(site):
    token = token_for(site, "your-data")
    sent = urlencode({"email": PERSON, "form_token": token}).encode()
    answers = [site.request("POST", "/vos-donnees/", sent, {"Content-Type": FORM})]
    # A mistake shows what was typed.
    wrong = urlencode({"email": "nobody", "message": "Un secret", "form_token": token}).encode()
    answers.append(site.request("POST", "/contact/", wrong, {"Content-Type": FORM}))
    # What confirms a message is shown to whoever wrote it.
    body, kind = filled_in(900, token_for(site, "contact"), b"")
    answers.append(site.request("POST", "/contact/", body, {"Content-Type": kind}))
    answers.append(site.get(urlsplit(answers[2]["Location"] or "/").path))
    assert [one.status for one in answers] == [303, 200, 303, 200]
    assert not any(may_be_stored(one) for one in answers)
    links = sorted(set().union(*(links_in(mail, site) for mail in mails(site))))
    kinds = {urlsplit(link).path.split("/")[1] for link in links}
    assert {"lettre", "candidature", "dossier"} <= kinds, links
    for link in links:
        for _twice in range(2):
            assert not may_be_stored(site.get(link)), link


def links_of(reply: Reply) -> set[str]:
    """The screens of staff that a screen leads to or shows, without arguments."""
    return set(re.findall(r'"(/admin/[\w/-]*)["?]', reply.text))


def test_what_hr_was_shown_never_reaches_a_visitor(site):
    cookie = signed_in(site)
    home = site.request("GET", "/admin/", headers=cookie)
    assert home.status == 200, home["Location"]
    listed = site.request("GET", "/admin/applications/", headers=cookie)
    assert "Prénom" in listed.text
    file = min(one for one in links_of(listed) if re.fullmatch(r"/admin/applications/\d+/", one))
    # The file of a person, the CV in it, and what takes them out.
    screens = {one for one in links_of(site.request("GET", file, headers=cookie)) if file in one}
    assert {f"{file}page/1/", f"{file}original/", f"{file}archive/"} <= screens
    screens |= {file, *(f"/admin/applications/export/?format={kind}" for kind in ("csv", "xlsx"))}
    screens |= {"/admin/", "/admin/applications/", *links_of(home)}
    # Words and drawings of Wagtail's, the same for everyone.
    screens -= {one for one in screens if re.search("logout|jsi18n|sprite", one)}
    assert len(screens) > 15
    seen = {path: site.request("GET", path, headers=cookie) for path in sorted(screens)}
    for path, reply in seen.items():
        assert not may_be_stored(reply), path
        visitor = site.get(path)
        assert visitor.status in {302, 404}, path
        assert not may_be_stored(visitor), path
    # A page of the site that HR looks at goes neither into the cache nor out of it.
    for address in ("/carrieres/", "/vos-donnees/", "/carrieres/developpement-python/"):
        as_hr = [site.request("GET", address, headers=cookie) for _ in range(2)]
        assert not any(one["Cache-Status"] for one in as_hr), address
        visitor = site.get(address)
        assert "wagtail-userbar" not in visitor.text
        assert not visitor.all("Set-Cookie")


PATHS = {
    "contact": "/contact/",
    "newsletter": "/newsletter/",
    "application": "/carrieres/developpement-python/",
}
