"""An S3-compatible store on loopback, as far as boto3 and django-storages use one."""

import contextlib
import hashlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4
from xml.sax.saxutils import escape

import pytest

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


def tag(content: bytes) -> str:
    """The ETag S3 gives a file."""
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


@dataclass
class Upload:
    """A file that comes in parts, as boto3 sends those above eight megabytes."""

    bucket: str
    key: str
    begun: datetime
    parts: dict[int, bytes] = field(default_factory=dict)


class Store:
    """What lies in the buckets, and how the store behaves."""

    def __init__(self) -> None:
        self.buckets: dict[str, dict[str, tuple[bytes, datetime]]] = {}
        self.uploads: dict[str, Upload] = {}  # begun in parts and not ended, by their number
        self.failing = False  # answer 503 to everything
        self.url = ""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def fault(self, status: int, code: str) -> None:
        self.answer(status, f"<Error><Code>{code}</Code></Error>".encode(), Content_Type="text/xml")

    def handle_one(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.store.failing:
            return self.fault(503, "SlowDown")
        if "AWS4-HMAC-SHA256" not in self.headers.get("Authorization", ""):
            return self.fault(403, "AccessDenied")
        parts = urlsplit(self.path)
        bucket, _, key = unquote(parts.path).lstrip("/").partition("/")
        query = parse_qs(parts.query, keep_blank_values=True)
        if not key and self.command == "PUT":
            self.store.buckets.setdefault(bucket, {})
            return self.answer(200)
        if bucket not in self.store.buckets:
            return self.fault(404, "NoSuchBucket")
        files = self.store.buckets[bucket]
        if "uploads" in query or "uploadId" in query:
            return self.in_parts(bucket, key, query, body)
        if not key:
            return self.list(files, query)
        if self.command == "PUT":
            files[key] = (body, datetime.now(UTC))
            return self.answer(200, ETag=tag(body))
        if self.command == "DELETE":
            files.pop(key, None)
            return self.answer(204)
        if key not in files:
            return self.fault(404, "NoSuchKey")
        content, modified = files[key]
        known = {"ETag": tag(content), "Last_Modified": format_datetime(modified, usegmt=True)}
        if asked := RANGE.fullmatch(self.headers.get("Range", "")):
            first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
            known["Content_Range"] = f"bytes {first}-{last}/{len(content)}"
            return self.answer(206, content[first : last + 1], **known)
        return self.answer(200, content, **known)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = handle_one

    def in_parts(self, bucket: str, key: str, query: dict[str, list[str]], body: bytes) -> None:
        """A file is there once its last part has come and somebody has said so; not before."""
        uploads = self.store.uploads
        if "uploads" in query:
            if self.command == "POST":
                number = uuid4().hex
                uploads[number] = Upload(bucket, key, datetime.now(UTC))
                name = "InitiateMultipartUploadResult"
                return self.answer_xml(f"<{name}><UploadId>{number}</UploadId></{name}>")
            rows = "".join(
                f"<Upload><Key>{escape(one.key)}</Key><UploadId>{number}</UploadId>"
                f"<Initiated>{one.begun.isoformat()}</Initiated></Upload>"
                for number, one in uploads.items()
                if one.bucket == bucket and one.key.startswith(query.get("prefix", [""])[0])
            )
            name = "ListMultipartUploadsResult"
            return self.answer_xml(f"<{name}><IsTruncated>false</IsTruncated>{rows}</{name}>")
        number = query["uploadId"][0]
        if number not in uploads:
            return self.fault(404, "NoSuchUpload")
        if self.command == "PUT":
            uploads[number].parts[int(query["partNumber"][0])] = body
            return self.answer(200, ETag=tag(body))
        upload = uploads.pop(number)
        if self.command == "DELETE":
            return self.answer(204)
        whole = b"".join(upload.parts[part] for part in sorted(upload.parts))
        self.store.buckets[bucket][key] = (whole, datetime.now(UTC))
        name = "CompleteMultipartUploadResult"
        return self.answer_xml(f"<{name}><ETag>{escape(tag(whole))}</ETag></{name}>")

    def answer_xml(self, text: str) -> None:
        self.answer(200, text.encode(), Content_Type="text/xml")

    def list(self, files: dict, query: dict[str, list[str]]) -> None:
        prefix, delimiter = (query.get(name, [""])[0] for name in ("prefix", "delimiter"))
        folders: set[str] = set()
        rows = ""
        for name, (content, modified) in sorted(files.items()):
            if not name.startswith(prefix):
                continue
            folder, found, _rest = name.removeprefix(prefix).partition(delimiter or "\0")
            if found:
                folders.add(f"{prefix}{folder}{delimiter}")
                continue
            rows += (
                f"<Contents><Key>{escape(name)}</Key><Size>{len(content)}</Size>"
                f"<LastModified>{modified.isoformat()}</LastModified></Contents>"
            )
        rows += "".join(
            f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>"
            for name in sorted(folders)
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"
        self.answer_xml(body)


@contextlib.contextmanager
def serving() -> Iterator[Store]:
    """A store on a free port of loopback."""
    store = Store()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"store": store}))
    store.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def s3_store() -> Iterator[Store]:
    """An empty S3-compatible store."""
    with serving() as store:
        yield store


def settings_for(store: Store) -> dict[str, str]:
    """The variables that put the site's files there."""
    return {
        "S3_ENDPOINT_URL": store.url,
        "S3_REGION": "us-east-1",
        "S3_ACCESS_KEY_ID": "key",
        "S3_SECRET_ACCESS_KEY": "secret",
        "S3_MEDIA_BUCKET": "media",
        "S3_PRIVATE_BUCKET": "private",
    }
