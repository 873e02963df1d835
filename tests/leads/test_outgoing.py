"""What leaves the house: signed webhooks with retries and a log, exports that are safe to open, CRMs."""

import csv
import hashlib
import hmac
import io
import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dns.message
import dns.resolver
import pytest
from django.test import Client
from openpyxl import load_workbook

from leads.elsewhere import crm, domains, webhooks
from leads.models import LeadSettings, Person, WebhookCall, WebhookEndpoint
from leads.services import following
from outbox import calling
from outbox.channels import Unreachable
from outbox.models import Delivery
from privacy.declarations import Processor, Text
from privacy.models import JournalEntry
from privacy.spreadsheets import safe

pytestmark = pytest.mark.django_db


class OtherSide(BaseHTTPRequestHandler):
    """Another tool on loopback: notes what it gets and answers as told."""

    got: list[tuple[dict[str, str], bytes]] = []
    answers: list[int] = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *args):
        """Silence."""


@pytest.fixture
def other_side(settings):
    settings.CALLS_INSIDE = True
    OtherSide.got, OtherSide.answers = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSide)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield WebhookEndpoint.objects.create(
        name="CRM", url=f"http://127.0.0.1:{server.server_port}/hook?x=1"
    )
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_new_lead_and_a_new_status_are_told_signed_and_without_names(
    other_side, write, post_office, marketer
):
    write()
    post_office()
    person = Person.objects.get()
    following.set_status(people=[person], status="qualified", by=marketer())
    post_office()
    (head, body), (_head, second) = OtherSide.got
    told = json.loads(body)
    assert told["event"] == "lead.created"
    assert told["lead"]["reference"] == str(person.uuid)
    assert json.loads(second)["lead"]["status"] == "qualified"
    for secret in (b"anais", b"Ana", b"Entreprise", b"canaux"):
        assert secret not in body + second
    seconds, signed = (part.split("=")[1] for part in head["X-Dimelo-Signature"].split(","))
    key = webhooks.secret_of(other_side).encode()
    assert signed == hmac.new(key, f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    assert WebhookCall.objects.filter(status=204).count() == 2


def test_a_failing_endpoint_is_tried_again_and_the_visitor_never_waits(
    other_side, write, post_office
):
    OtherSide.answers = [503]
    assert write().status_code == 303
    post_office()
    call = WebhookCall.objects.get()
    assert (call.status, call.succeeded) == (503, False)
    again = Delivery.objects.get(channel="leads.webhooks")
    assert again.state == "again"
    Delivery.objects.filter(pk=again.pk).update(next_attempt_at=again.created_at)
    post_office()
    assert [head["X-Dimelo-Delivery"] for head, _body in OtherSide.got] == [
        str(again.reference)
    ] * 2
    assert WebhookCall.objects.filter(status=204).exists()


@pytest.mark.parametrize("answer", [302, 400, 404])
def test_a_refusal_or_a_redirect_is_set_aside_at_once(other_side, write, post_office, answer):
    OtherSide.answers = [answer]
    write()
    post_office()
    assert Delivery.objects.get(channel="leads.webhooks").state == "set_aside"
    assert len(OtherSide.got) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost:8000/admin/",
        "https://[::1]/",
        "https://169.254.169.254/latest/",
        "ftp://example.com/",
    ],
)
def test_no_call_goes_into_our_own_network_or_unencrypted(settings, url):
    settings.CALLS_INSIDE = False
    with pytest.raises(calling.ForbiddenAddress):
        calling.post(url, b"{}", {})


def test_marketing_sees_the_log_and_turns_the_secret(other_side, staff, write, post_office):
    write()
    post_office()
    before = webhooks.secret_of(other_side)
    html = staff.get(f"/admin/leads/webhook-calls/{other_side.pk}/").content.decode()
    assert before in html
    assert "204" in html
    staff.post(f"/admin/leads/webhook-calls/{other_side.pk}/secret/")
    other_side.refresh_from_db()
    assert webhooks.secret_of(other_side) != before
    assert staff.get("/admin/leads/webhooks/").status_code == 200


@pytest.fixture
def odd_people(write):
    write(last_name="=HYPERLINK(1)", first_name="+33", company="@cmd", message="x")
    write(email="b@autre.example", last_name="אבג", first_name="😀", company="-1")
    write(email="c@autre.example", last_name="À part", first_name="Restreint")
    Person.objects.filter(email="c@autre.example").update(restricted=True)


def test_csv_opens_in_a_spreadsheet_and_starts_no_formula(staff, odd_people):
    got = staff.post("/admin/leads/export/csv/")
    body = b"".join(got.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 3
    for line in lines[1:]:
        assert not any(cell.lstrip()[:1] in {"=", "+", "-", "@"} for cell in line)
    assert "'=HYPERLINK(1)" in lines[1]
    assert "אבג" in lines[2]
    assert "Supprimer ce fichier avant le" in lines[0]
    assert date.fromisoformat(lines[1][-1]) > date.today()
    assert lines[1][-1] in got["Content-Disposition"]
    assert "no-store" in got["Cache-Control"]
    entry = JournalEntry.objects.get(action="leads:person:export")
    assert entry.reference == "csv 2"


def test_xlsx_holds_the_filtered_rows_and_the_day_of_its_deletion(staff, odd_people):
    got = staff.post("/admin/leads/export/xlsx/?domain=autre.example")
    book = load_workbook(io.BytesIO(b"".join(got.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][1] == "אבג"
    assert rows[1][4] == "'-1"
    assert book.worksheets[1]["A1"].value == "Supprimer ce fichier avant le"
    for cell in book.worksheets[0][2]:
        assert cell.data_type != "f"


@pytest.mark.parametrize("text", ["=1", " =1", "\t=1", "|cmd", "+a", "-a", "@a", "%a"])
def test_what_looks_like_a_formula_is_text(text):
    assert safe(text).startswith("'")


def test_nobody_else_exports_and_a_link_exports_nothing(odd_people, marketer, staff):
    assert staff.get("/admin/leads/export/csv/").status_code == 302
    client = Client()
    client.force_login(marketer("rh@dimelo.example", "rh"))
    assert client.post("/admin/leads/export/csv/").status_code in (302, 403)
    assert not JournalEntry.objects.filter(action="leads:person:export").exists()


class Shelf(crm.CrmAdapter):
    """A CRM that keeps everything in memory."""

    slug = "shelf"
    processor = Processor(
        slug="shelf",
        name="Shelf",
        service=Text("suivi", "follow-up"),
        country=Text("France", "France"),
        transfer=Text("aucun", "none"),
        checked=date(2026, 11, 2),
    )

    def __init__(self):
        self.leads, self.down = {}, False

    def push(self, lead):
        if self.down:
            raise Unreachable
        self.leads[lead["reference"]] = dict(lead)

    def erase(self, reference):
        self.leads.pop(reference, None)


def test_a_crm_is_one_class_pushed_to_and_asked_to_erase(monkeypatch, write, post_office, marketer):
    shelf = Shelf()
    monkeypatch.setattr(crm, "_adapters", {"shelf": shelf})
    shelf.down = True
    assert write().status_code == 303
    post_office()
    assert shelf.leads == {}
    shelf.down = False
    Delivery.objects.filter(channel="leads.crm").update(
        state="waiting", next_attempt_at="2020-01-01T00:00Z"
    )
    person = Person.objects.get()
    following.set_status(people=[person], status="qualified", by=marketer())
    post_office()
    assert shelf.leads[str(person.uuid)]["status"] == "qualified"
    (copy,) = crm.copies()
    from outbox.services import post

    post(channel="leads.crm", payload={**copy.payload(person), "erasure_copy": str(person.uuid)})
    post_office()
    assert shelf.leads == {}


class Dns:
    """A resolver whose answers the test decides."""

    def __init__(self, answers):
        self.answers = answers

    def resolve(self, domain, kind, lifetime=None):
        answer = self.answers.get((domain, kind), dns.resolver.NoAnswer)
        if isinstance(answer, type):
            if answer is dns.resolver.NoAnswer:
                query = dns.message.make_query(domain, kind)
                raise dns.resolver.NoAnswer(response=dns.message.make_response(query))
            raise answer
        return answer


class Exchange:
    def __init__(self, name):
        self.exchange = name


@pytest.mark.parametrize(
    ("answers", "takes"),
    [
        ({("d.example", "MX"): [Exchange("mx.d.example.")]}, True),
        ({("d.example", "MX"): [Exchange(".")]}, False),
        ({("d.example", "MX"): dns.resolver.NXDOMAIN}, False),
        ({("d.example", "A"): ["192.0.2.1"]}, True),
        ({}, False),
    ],
)
def test_whether_a_domain_takes_mail(monkeypatch, answers, takes):
    monkeypatch.setattr(dns.resolver, "get_default_resolver", lambda: Dns(answers))
    assert domains.takes_mail("d.example") is takes


def test_the_domain_is_asked_by_the_worker_only_when_marketing_wants_it(
    monkeypatch, write, post_office, home
):
    from wagtail.models import Site

    monkeypatch.setattr(dns.resolver, "get_default_resolver", lambda: Dns({}))
    write()
    post_office()
    assert not Person.objects.get().mail_doubtful
    LeadSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"checks_domains": True}
    )
    write()
    post_office()
    assert Person.objects.get().mail_doubtful
