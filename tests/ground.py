"""The rows that migrations make and every page needs, put back when a test has emptied the tables.

A test with real transactions (`transaction=True`) ends by emptying every table, and Wagtail's root
page, root collection and first language would be gone for whoever comes next.
"""

import asyncio
from collections.abc import Generator

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from wagtail.models import Collection, Locale, Page


def restore_ground() -> None:
    """Make the language, the root page and the root collection if they are missing."""
    locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    if not Page.objects.exists():
        page_type = ContentType.objects.get_for_model(Page)
        Page.add_root(title="Root", slug="root", locale=locale, content_type=page_type)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        restore_ground()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions() -> None:
    """Close what a live server's threads still hold open, for PostgreSQL drops no database in use.

    A browser's last kept-alive connection keeps its thread, and the thread its database connection.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _ground(request):
    """After the tables were emptied by an earlier test, stand on the same ground as the others."""
    marker = request.node.get_closest_marker("django_db")
    real_transactions = marker and marker.kwargs.get("transaction")
    if real_transactions or {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        restore_ground()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Close what a test opened beside Playwright's event loop.

    Django keeps two sets of connections in a thread: one for when an event loop runs there, and one for
    when none does. Nobody else would close the first, and a database that goes away in a later test
    would be found dead by the next test with a browser.
    """
    try:
        return (yield)
    finally:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            pass
        else:
            # Nothing is awaited here; Django would refuse all the same.
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
                for opened in connections.all(initialized_only=True):
                    if not opened.in_atomic_block:
                        opened.close()
