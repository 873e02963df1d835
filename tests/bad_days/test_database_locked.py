"""A file of SQLite that somebody else is writing to, on and on, under a running server and worker."""

from tests.bad_days.outages import locked
from tests.bad_days.scene import Scene, on_sqlite
from tests.bad_days.seeing import kept_pages, living_worker, refused_form, warm
from tests.bad_days.story import Outage, faults_of


def seen(scene: Scene) -> list[str]:
    """Everything can be read, nothing written: no form, and `/readyz` says so."""
    faults = [*kept_pages(scene), *refused_form(scene), *living_worker(scene)]
    made, readiness = scene.server.get("/recherche/?q=console").status, scene.readiness()
    if made != 200 or readiness[0] != 503 or readiness[1].get("database") != "failing":
        faults.append(f"a page that is made: {made}; readiness: {readiness}")
    return faults


def test_a_locked_file_is_waited_for_and_nothing_is_lost(filled_database, tmp_path):
    var = tmp_path / "var"
    file = var / "site.sqlite3"
    changes = {
        # A writer waits one second for its turn, not twenty.
        "DATABASE_URL": f"sqlite:///{file}?timeout=1",
        "DJANGO_SETTINGS_MODULE": "tests.bad_days.hasty_settings",
    }
    with on_sqlite(filled_database, var, logs=tmp_path, **changes) as scene:
        warm(scene)
        outage = Outage("locked", lambda: locked(file), seen)
        assert faults_of(scene, [outage], posts=12, seconds=0) == []
