"""Staff of a role at the screens of the policy, on a day of its own."""

import re
from datetime import date

import time_machine
from bs4 import BeautifulSoup
from django.test import Client, TestCase

from accounts.apply import apply_roles
from accounts.models import User
from accounts.services import set_roles
from consent import trackers
from tests.accounts.conftest import PASSWORD, code_for, enrol, secret_of
from tests.policy.starting import policy_site

TODAY = date(2026, 11, 23)


class Screens(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        policy_site()
        apply_roles()

    def setUp(self) -> None:
        clock = time_machine.travel(TODAY, tick=False)
        clock.start()
        self.addCleanup(clock.stop)
        self.addCleanup(trackers.forget)

    def staff(self, role: str) -> Client:
        """Somebody of this role, signed in by the door with the second factor."""
        user = User.objects.create_user(f"{role}@example.com", PASSWORD)
        set_roles(by=None, user=user, roles=[role])
        enrol(user)
        client = Client()
        client.post("/admin/login/", {"username": user.email, "password": PASSWORD})
        client.post("/admin/second-factor/", {"code": code_for(secret_of(user))})
        return client

    def text(self, answer) -> str:
        soup = BeautifulSoup(answer.content, "html.parser")
        return re.sub(r"\s+", " ", (soup.main or soup).get_text(" "))
