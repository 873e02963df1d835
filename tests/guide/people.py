"""The made-up people of the guide, and what they and the staff did over the last weeks.

Visitors go through the public forms over HTTP, on the day they are said to; staff through the
services that the screens call.
"""

import datetime
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext

from accounts.models import User
from accounts.services import set_roles
from careers.applications.models import Application, Kind, Stage
from careers.applications.services import exchanges, messages, reviewing
from careers.models import OfferPage
from leads.models import ContactForm, Person, ResourcePage, Status
from leads.services import following
from newsletter.models import IssuePage
from outbox.delivering import drain
from pages.campaigns.models import Campaign
from pages.models import NewsPage
from privacy.proof.stage import Silence
from privacy.proof.visitor import Visitor, served
from privacy.rights import services as rights
from privacy.rights.models import Channel, SubjectRequest
from privacy.rights.models import Kind as Wish
from tests.accounts.conftest import SECRET, code_for, enrol
from tests.guide import campaigns
from tests.guide.texts import CANDIDATES, ENQUIRIES, OPINIONS, SUBSCRIBERS, cv

PASSWORD = "a password for the guide only"
STAFF = {
    "redaction": ("Noémie", "Lacroix"),
    "marketing": ("Samuel", "Ferrand"),
    "rh": ("Hélène", "Brunet"),
    "entretien": ("Malik", "Diarra"),
    "dpo": ("Agnès", "Collin"),
    "administration": ("Thomas", "Weber"),
}


class Demo:
    """The people of one site, which is served from this process while it is filled."""

    def __init__(self, *, port: int) -> None:
        self.port = port
        self.mails = Path(os.environ["TEST_VAR"]) / "mail"
        self.today = timezone.localdate()
        self.minutes = 0

    def fill(self) -> None:
        self.staff = {slug: self._member(slug, *name) for slug, name in STAFF.items()}
        campaigns.begin(today=self.today, owner=self.staff["marketing"])
        with served(self.port):
            self._subscribers()
            self._leads()
            self._candidates()
            self._requests()
        call_command("prepare_renditions", verbosity=0, stdout=Silence())

    # --- What is shown -----------------------------------------------------------------------
    def application(self) -> Application:
        return Application.objects.get(email=CANDIDATES[0][2])

    def person(self) -> Person:
        return Person.objects.get(email=ENQUIRIES[0][2])

    def article(self) -> NewsPage:
        return NewsPage.objects.filter(locale__language_code="fr").latest("pk")

    def campaign(self) -> Campaign:
        return Campaign.objects.get()

    def issue(self) -> IssuePage:
        return IssuePage.objects.filter(locale__language_code="fr").latest("pk")

    def request(self) -> SubjectRequest:
        return SubjectRequest.objects.filter(channel=Channel.TELEPHONE).latest("pk")

    def accounts(self) -> str:
        return f"{', '.join(user.email for user in self.staff.values())} · {PASSWORD} · {SECRET}"

    def sign_in(self, context: BrowserContext, role: str) -> None:
        """By the door that staff use, with the second factor where the role demands one."""
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("Adresse électronique").fill(self.staff[role].email)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_load_state()
        if "second-factor" in page.url:
            page.get_by_label("Code").fill(code_for(SECRET))
            page.get_by_role("button", name="Continuer").click()
            page.wait_for_load_state()
        page.close()

    # --- Who did what ------------------------------------------------------------------------
    def _member(self, slug: str, first_name: str, last_name: str) -> User:
        address = f"{first_name}.{last_name}@dimelo.example".lower()
        for accented, plain in (("é", "e"), ("è", "e")):
            address = address.replace(accented, plain)
        user = User.objects.create_user(
            address, PASSWORD, first_name=first_name, last_name=last_name
        )
        set_roles(by=None, user=user, roles=[slug])
        if slug in ("rh", "dpo", "administration"):
            enrol(user)
        return user

    @contextmanager
    def _days_ago(self, days: float) -> Iterator[Visitor]:
        """A visitor of that day, in its morning; of parts of a day, as many hours ago."""
        moment = timezone.localtime() - datetime.timedelta(days=days)
        if days >= 1:
            self.minutes = (self.minutes + 13) % 60
            moment = moment.replace(hour=10, minute=self.minutes)
        with time_machine.travel(moment, tick=True):
            yield Visitor(self.port, self.mails)
            drain()

    def _subscribers(self) -> None:
        counted = SUBSCRIBERS[0][0] + 1
        for days, address, confirms in SUBSCRIBERS:
            self._count_subscribers(range(counted, days, -1))
            counted = days
            with self._days_ago(days) as visitor:
                path = visitor.path_of("newsletter.NewsletterPage")
                visitor.fill_in(path, "newsletter", {"email": address})
                links = [
                    part
                    for mail in visitor.mails_to(address)
                    for part in mail.text.split()
                    if "/lettre/confirmer/" in part
                ]
                if confirms:
                    visitor.post(links[-1].partition(f":{self.port}")[2], {})
        self._count_subscribers(range(counted, -1, -1))
        call_command("compare_with_mailchimp", stdout=Silence())

    def _count_subscribers(self, days: Iterable[int]) -> None:
        """What the worker does every night."""
        for ago in days:
            with time_machine.travel(timezone.now() - datetime.timedelta(days=ago)):
                call_command("count_subscribers", stdout=Silence())

    def _leads(self) -> None:
        by = self.staff["marketing"]
        form = ContactForm.objects.get(locale__language_code="fr")
        subjects = [key for key, _label in form.subject_choices()]
        for number, (days, name, address, company, message) in enumerate(ENQUIRIES):
            first_name, _, last_name = name.partition(" ")
            with self._days_ago(days) as visitor:
                visitor.fill_in(
                    visitor.path_of("leads.ContactPage"),
                    "contact",
                    {
                        "first_name": first_name,
                        "last_name": last_name,
                        "email": address,
                        "email_seen": address,
                        "company": company,
                        "subject": subjects[number % len(subjects)],
                        "message": message,
                    },
                )
        first = self.person()
        with self._days_ago(5) as visitor:
            resource = ResourcePage.objects.live().filter(locale__language_code="fr").first()
            assert resource is not None
            visitor.fill_in(
                str(resource.get_url()),
                "resource",
                {
                    "first_name": first.first_name,
                    "last_name": first.last_name,
                    "email": first.email,
                    "email_seen": first.email,
                },
            )
        people = list(Person.objects.order_by("pk"))
        with self._days_ago(4):
            following.assign(people=people[:3], owner=by, by=by)
            following.note(
                person=first,
                text="Trois canaux, onze agents. Rappeler avant la fin du mois.",
                by=by,
            )
            following.tag(people=people[:2], names=["démonstration"])
        with self._days_ago(3):
            following.answer(
                person=first,
                subject="Vos trois canaux dans une console",
                text=(
                    f"Bonjour {first.first_name},\n\nMerci de votre message. Je vous propose une "
                    "démonstration sur vos propres canaux, mardi à 10 h. Bien à vous,\nSamuel Ferrand"
                ),
                by=by,
            )
        following.set_status(people=people[3:4], status=Status.QUALIFIED, by=by)
        following.plan(
            person=first,
            action="Préparer la démonstration",
            on=self.today + datetime.timedelta(days=2),
            by=by,
        )

    def _candidates(self) -> None:
        by, reader = self.staff["rh"], self.staff["entretien"]
        offer = OfferPage.objects.get(slug="developpement-python", locale__language_code="fr")
        reviewing.set_readers(offer=offer, users=[reader])
        for days, name, address, stage, words in CANDIDATES:
            first_name, _, last_name = name.partition(" ")
            with self._days_ago(days) as visitor:
                visitor.fill_in(
                    str(offer.get_url()),
                    "application",
                    {
                        "first_name": first_name,
                        "last_name": last_name,
                        "email": address,
                        "phone": "01 99 00 12 34",
                        "message": words,
                    },
                    {"cv": (f"cv-{last_name.lower()}.pdf", cv(name, words), "application/pdf")},
                )
            application = Application.objects.get(email=address)
            if stage != Stage.RECEIVED:
                with self._days_ago(max(days - 3, 0.2)):
                    reviewing.move(application=application, stage=Stage(stage))
                    reviewing.assign(application=application, owner=by)
        first = self.application()
        with self._days_ago(2):
            exchanges.log(
                application=first,
                kind=Kind.CALL,
                at=timezone.now(),
                text="Appel de vingt minutes. Disponible en février, préfère deux jours sur place.",
                by=by,
            )
            reviewing.note(application=first, text="Montrer le poste à Malik avant jeudi.", by=by)
            messages.write(
                application=first,
                subject="Votre entretien",
                text=f"Bonjour {first.first_name},\n\nVoici deux créneaux pour un entretien.",
                by=by,
            )
        for criterion, (level, reason) in zip(offer.criterion_list(), OPINIONS, strict=False):
            for author in (by, reader):
                reviewing.judge(
                    application=first,
                    criterion=criterion.id,
                    title=criterion.title[:80],
                    level=level,
                    reason=reason,
                    by=author,
                )
        reviewing.offer_slot(
            application=first,
            starts_at=timezone.now() + datetime.timedelta(days=4),
            minutes=45,
            place="Paris, ou par vidéo",
            by=by,
        )
        drain()

    def _requests(self) -> None:
        by = self.staff["dpo"]
        with self._days_ago(6) as visitor:
            address = ENQUIRIES[2][2]
            path = visitor.path_of("policy.YourDataPage")
            visitor.fill_in(path, "your-data", {"email": address})
            link = next(
                part
                for mail in visitor.mails_to(address)
                for part in mail.text.split()
                if "/dossier/lien/" in part
            )
            visitor.post(link.partition(f":{self.port}")[2], {})
        with self._days_ago(9):
            rights.enter_request(
                email=ENQUIRIES[0][2],
                language="fr",
                kind=Wish.ACCESS,
                channel=Channel.TELEPHONE,
                received_at=timezone.now(),
                words="Demande au téléphone tout ce que nous gardons, et d’où cela vient.",
                by=by,
            )
