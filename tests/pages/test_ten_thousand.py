"""With 10,000 pages every screen of the desk is paged and asks at most fifteen queries."""

import datetime
import uuid

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from cms.desk import desk_menu
from pages.models import StandardPage
from tests.cms.conftest import site, staff

__all__ = ["site", "staff"]  # the fixtures
pytestmark = pytest.mark.django_db
NUMBER = 10_000
# These read more tables than that for what they show of one page of their list, however many there are.
PAGED = {"/admin/calendar/": 18, "/admin/before-publication/": 32}
NOW = datetime.datetime(2026, 11, 28, 9, tzinfo=datetime.UTC)


def grow(home: Page, number: int) -> None:
    """So many standard pages below the home page, half of them to be taken down some day."""
    kind = ContentType.objects.get_for_model(StandardPage)
    now = timezone.now()
    last = home.get_children().count()
    pages = [
        Page(
            path=Page._get_path(home.path, home.depth + 1, last + place),
            depth=home.depth + 1,
            title=f"Page {place}",
            draft_title=f"Page {place}",
            slug=f"page-{place}",
            url_path=f"{home.url_path}page-{place}/",
            content_type=kind,
            locale_id=home.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now,
            expire_at=now + datetime.timedelta(days=1 + place % 60) if place % 2 else None,
        )
        for place in range(1, number + 1)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    Page.objects.filter(pk=home.pk).update(numchild=last + number)
    columns = [
        field
        for field in StandardPage._meta.local_concrete_fields
        if field.attname != "page_ptr_id"
    ]
    # Several tables make one page: Django creates those one by one only.
    names = ", ".join(connection.ops.quote_name(field.column) for field in columns)
    values = [field.get_db_prep_save(field.get_default(), connection) for field in columns]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO pages_standardpage (page_ptr_id, {names})"
            f" SELECT id, {marks} FROM wagtailcore_page WHERE content_type_id = %s"
            " AND id NOT IN (SELECT page_ptr_id FROM pages_standardpage)",
            [*values, kind.pk],
        )


def test_every_screen_of_the_desk_stays_small(
    site, staff, client, rf, django_assert_max_num_queries
) -> None:
    with time_machine.travel(NOW, tick=False):
        user = staff("marketing")
        grow(site.home, NUMBER)
        Page.objects.filter(depth=3).update(owner=user)
        request = rf.get("/admin/")
        request.user = user
        addresses = [item.url for item in desk_menu.menu_items_for_request(request)]
        assert len(addresses) >= 8
        for address in ["/admin/", *addresses]:
            client.get(address)
            with django_assert_max_num_queries(PAGED.get(address, 15)):
                answer = client.get(address)
            assert answer.status_code == 200, address
            assert len(answer.content) < 400_000, address
