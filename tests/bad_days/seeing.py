"""What visitors, staff and machines see while something is away; a fault is a line of text."""

from tests.bad_days.scene import MESSAGE, PATIENCE, Scene, until

HEADING = "Le site fait une courte pause"
# No images in them, which the worker is still making for a while after the start.
KEPT = ("/mentions-legales/", "/en/contact/", "/contact/")
PICTURES = 'dimelo_queue_depth{channel="social-images"}'
# Asks the database each time: no search is kept.
MADE = "/recherche/?q=console"


def warm(scene: Scene) -> None:
    """Have the pages kept; the first posts of all have been taken.

    Each page is made anew once the worker has drawn its picture for networks: it has to be done with that.
    """
    drawn = "the worker has drawn every page's picture"
    until(lambda: scene.figure(PICTURES) == 0, drawn, seconds=4 * PATIENCE)
    visitors = scene.visitors(0)
    for number, form in ((999_000, "contact"), (999_001, "newsletter")):
        visitors.post(scene.server, number, visitors.token(scene.server, form))
    for path in KEPT:
        while not scene.server.get(path)["Cache-Status"]:
            pass
    assert scene.server.get(MADE).status == 200
    scene.begun_with = scene.token()


def without_a_database(scene: Scene, *, answers: bool) -> list[str]:
    """The database is gone; or it hangs, and never `answers`."""
    faults = kept_pages(scene)
    made = scene.server.get(MADE)
    if made.status != 503 or not (made["Retry-After"] or "").isdigit() or HEADING not in made.text:
        faults.append(f"a page that is made: {made.status} {made.text[:200]}")
    if "no-store" not in (made["Cache-Control"] or ""):
        faults.append("the 503 may be kept")
    faults += refused_form(scene)
    if scene.server.get("/healthz").status != 200:
        faults.append("the process is called dead")
    status, parts = scene.readiness()
    told = {name: parts.get(name) for name in ("cache", "storage", "worker")}
    if status != 503 or parts.get("database") != "failing":
        faults.append(f"readiness: {status} {parts}")
    if answers and told != {"cache": "ok", "storage": "ok", "worker": "unknown"}:
        faults.append(f"readiness of the rest: {told}")
    if answers and scene.figure("dimelo_database_up") != 0:
        faults.append("the figures do not say that it is away")
    if not answers and scene.metrics().status != 503:
        faults.append("figures without a database that answers")
    return faults + living_worker(scene)


def kept_pages(scene: Scene) -> list[str]:
    """Pages that are kept go on being shown."""
    found = {path: scene.server.get(path) for path in KEPT}
    return [
        f"a kept page: {path} {reply.status} {reply['Cache-Status']}"
        for path, reply in found.items()
        if reply.status != 200 or not reply["Cache-Status"]
    ]


def refused_form(scene: Scene) -> list[str]:
    """A form that cannot be taken comes back with what was typed."""
    answer = scene.write(-1, token=scene.begun_with)
    faults = []
    if answer.status != 503 or HEADING not in answer.text:
        faults.append(f"a form: {answer.status} {answer.text[:200]}")
    if MESSAGE not in answer.text or "v-1@entreprise.example" not in answer.text:
        faults.append("what was typed is lost")
    return faults


def working_site(scene: Scene) -> list[str]:
    """Everything that a visitor may want is there."""
    faults = []
    for path in (*KEPT, MADE, "/admin/login/"):
        reply = scene.server.get(path)
        if reply.status != 200:
            faults.append(f"{path}: {reply.status}")
    if (status := scene.write(-2).status) != 303:
        faults.append(f"a form: {status}")
    return faults + living_worker(scene)


def living_worker(scene: Scene) -> list[str]:
    """The worker is neither dead nor started anew."""
    assert scene.worker is not None
    return [] if scene.worker.poll() is None else [f"the worker ended: {scene.log.read_text()}"]


def without_a_cache(scene: Scene) -> list[str]:
    """Nobody notices, but for machines."""
    status, parts = scene.readiness()
    faults = working_site(scene)
    if status != 503 or {name for name, said in parts.items() if said != "ok"} != {"cache"}:
        faults.append(f"readiness: {status} {parts}")
    return faults
