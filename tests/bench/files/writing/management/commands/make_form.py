"""A page with a contact form of the fields that the site's own asks for."""

from django.core.management.base import BaseCommand
from wagtail.models import Site

from writing.models import Field, FormPage

FIELDS = [
    ("Last name", "singleline"),
    ("First name", "singleline"),
    ("Email", "email"),
    ("Company", "singleline"),
    ("Message", "multiline"),
]


class Command(BaseCommand):
    def handle(self, *args, **options):
        page = FormPage(
            title="Contact",
            slug="contact",
            to_address="house@example.com",
            from_address="site@example.com",
            subject="A message",
        )
        Site.objects.get().root_page.add_child(instance=page)
        for label, kind in FIELDS:
            Field.objects.create(page=page, label=label, field_type=kind, required=True)
