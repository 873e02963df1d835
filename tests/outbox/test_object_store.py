"""Files in an S3-compatible store: a real HTTP server on loopback whose answers a test decides."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from outbox.delivering import drain
from outbox.models import ChannelState, State
from outbox.services import post
from tests.ports import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings):
    """The store "far"; `answer` is (status, S3 error code) for every request."""

    class Handler(BaseHTTPRequestHandler):
        def do_DELETE(self):
            store.asked.append(self.path)
            status, code = store.answer
            body = f"<Error><Code>{code}</Code></Error>".encode() if code else b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Nothing on the terminal of the tests."""

    store = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    store.asked, store.answer = [], (204, "")
    thread = threading.Thread(target=store.serve_forever, daemon=True)
    thread.start()
    use(settings, store.server_port)
    yield store
    store.shutdown()
    store.server_close()
    thread.join()


def use(settings, port: int) -> None:
    from botocore.config import Config

    settings.STORAGES = {
        **settings.STORAGES,
        "far": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "private",
                "endpoint_url": f"http://127.0.0.1:{port}",
                "access_key": "key",
                "secret_key": "secret",
                "region_name": "eu-west-3",
                "client_config": Config(
                    signature_version="s3v4",
                    s3={"addressing_style": "path"},
                    retries={"total_max_attempts": 1},
                    connect_timeout=2,
                    read_timeout=2,
                ),
            },
        },
    }


def delete(name="cv/ab/one.pdf"):
    delivery = post(channel="files", payload={"storage": "far", "name": name})
    drain(only="files")
    delivery.refresh_from_db()
    return delivery


def test_deletes(store):
    assert delete().state == State.DELIVERED
    assert store.asked == ["/private/cv/ab/one.pdf"]


def test_already_gone_counts_as_done(store):
    store.answer = (404, "NoSuchKey")
    assert delete().state == State.DELIVERED


@pytest.mark.parametrize("code", ["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch"])
def test_a_refused_account_pauses_the_channel(store, code):
    store.answer = (403, code)
    delivery = delete()
    assert (delivery.state, delivery.attempts, delivery.code) == (State.AGAIN, 0, code)
    assert ChannelState.objects.get(name="files").is_paused


def test_a_store_in_trouble_is_asked_again(store):
    store.answer = (503, "SlowDown")
    delivery = delete()
    assert (delivery.state, delivery.attempts, delivery.code) == (State.AGAIN, 1, "SlowDown")


def test_a_store_that_is_down_is_not_the_files_fault(settings):
    use(settings, free_port())
    delivery = delete()
    assert (delivery.state, delivery.attempts) == (State.AGAIN, 0)
    assert delivery.reason == "The store does not answer."


def test_nothing_outside(store):
    assert delete("../public/x").state == State.SET_ASIDE
    assert store.asked == []
