"""The stand-in as an HTTP server on a port of loopback."""

from __future__ import annotations

import json
import re
import threading
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from newsletter.stand_in.audience import LIST, Audience, Json, Problem
from newsletter.stand_in.campaigns import Campaigns

KEY = "0123456789abcdef0123456789abcdef-us6"


class StandIn:
    """A Mailchimp with one account, one audience and its campaigns."""

    def __init__(self, port: int = 0) -> None:
        self.audience = Audience()
        self.campaigns = Campaigns(self.audience)
        self.keys = {KEY}
        # (method, path without the audience, query, body) of every request.
        self.requests: list[tuple[str, str, dict[str, str], Any]] = []
        self.lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/3.0"

    def __enter__(self) -> StandIn:
        threading.Thread(
            target=lambda: self._server.serve_forever(poll_interval=0.02), daemon=True
        ).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def holds(self) -> Iterable[tuple[str, bytes]]:
        """What Mailchimp knows of anybody by now."""
        with self.lock:
            for member in self.audience.members.values():
                yield "a member", json.dumps(member.shown({})).encode()

    def disturb(self, handler: BaseHTTPRequestHandler, when: str) -> bool:
        """For tests: do something else than answer, `when` is "before" or "after" it was applied.

        True when the answer was given, or will never be.
        """
        return False

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Json | None:
        """The answer to one request; None is 204. Raises Problem."""
        parts = path.strip("/").split("/")
        if parts[0] == "ping":
            return {"health_status": "Everything's Chimpy!"}
        if parts[0] == "campaigns":
            return self._campaign(method, parts[1:], body)
        if parts[0] == "reports":
            return self.campaigns.report(parts[1])
        if parts[0] != "lists" or len(parts) < 2 or parts[1] != LIST:
            raise Problem(404, "Resource Not Found", "The requested resource could not be found.")
        return self._list(method, parts[2:], query, body)

    def _list(self, method: str, parts: list[str], query: dict[str, str], body: Any) -> Json | None:
        audience = self.audience
        if not parts:
            return audience.about()
        if parts[0] == "merge-fields":
            fields = [{"tag": tag, "required": True} for tag in sorted(audience.required)]
            return {"merge_fields": fields, "total_items": len(fields)}
        if parts[0] == "tag-search":
            name = query.get("name", "")
            tags = [{"id": n, "name": tag} for tag, n in audience.tag_ids.items() if name in tag]
            return {"tags": tags, "total_items": len(tags)}
        if parts[0] == "segments" and method == "POST":
            number = audience.tag_ids.setdefault(str(body["name"]), len(audience.tag_ids) + 101)
            return {"id": number, "name": body["name"], "type": "static"}
        if parts[0] == "webhooks":
            return self._webhook(method, body)
        if parts[0] != "members":
            raise Problem(404, "Resource Not Found", "The requested resource could not be found.")
        if len(parts) == 1:
            return audience.listed(query)
        return self._member(method, parts[1], parts[2:], query, body)

    def _member(
        self, method: str, key: str, rest: list[str], query: dict[str, str], body: Any
    ) -> Json | None:
        audience = self.audience
        if not re.fullmatch(r"[0-9a-f]{32}", key):
            raise Problem(404, "Resource Not Found", "The requested resource could not be found.")
        if rest == ["tags"]:
            if method == "GET":
                member = audience.get(key)
                tags = member.shown(audience.tag_ids)["tags"]
                return {"tags": tags, "total_items": len(tags)}
            audience.tag(key, body)
            return None
        if rest == ["actions", "delete-permanent"]:
            audience.forget(key)
            return None
        if method == "GET":
            return audience.get(key).shown(audience.tag_ids)
        if method == "DELETE":
            audience.archive(key)
            return None
        member = audience.put(key, body, query) if method == "PUT" else audience.patch(key, body)
        return member.shown(audience.tag_ids)

    def _webhook(self, method: str, body: Any) -> Json:
        hooks = self.audience.webhooks
        if method == "GET":
            return {"webhooks": [{**h, "signing_secret": None} for h in hooks]}
        if any(hook["url"] == body["url"] for hook in hooks):
            raise Problem(400, "Invalid Resource", "Sorry, you can't set up multiple WebHooks")
        hooks.append({**body, "id": f"w{len(hooks) + 1}", "signing_enabled": True})
        return {**hooks[-1], "signing_secret": "whsec-of-the-stand-in"}

    def _campaign(self, method: str, parts: list[str], body: Any) -> Json | None:
        if not parts:
            return self.campaigns.create(body) if method == "POST" else self.campaigns.listed()
        if len(parts) == 1:
            return self.campaigns.get(parts[0])
        if parts[1] == "content":
            return self.campaigns.fill(parts[0], body)
        self.campaigns.act(parts[0], parts[2], body)
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                raw = self.rfile.read(length)
                if stand_in.disturb(self, "before"):
                    return
                status, content = stand_in.respond(self.command, self.path, self.headers, raw)
                if stand_in.disturb(self, "after"):
                    return
                self.reply(status, content)

            def reply(self, status: int, content: Json | None) -> None:
                payload = b"" if content is None else json.dumps(content).encode()
                kind = "application/json" if status < 400 else "application/problem+json"
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(payload)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        return Handler

    def respond(
        self, method: str, target: str, headers: Any, raw: bytes
    ) -> tuple[int, Json | None]:
        """(status, body) of one request."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query))
        path = parts.path.removeprefix("/3.0")
        with self.lock:
            try:
                body = json.loads(raw) if raw else None
                self.requests.append((method, path, query, body))
                self._demand_key(headers)
                answer = self.answer(method, path, query, body)
            except ValueError:
                return 400, {"title": "JSON Parse Exception", "status": 400, "detail": ""}
            except Problem as problem:
                return problem.status, problem.body
        return (204, None) if answer is None else (200, answer)

    def _demand_key(self, headers: Any) -> None:
        kind, _space, value = (headers.get("Authorization") or "").partition(" ")
        given = b64decode(value).decode().partition(":")[2] if kind == "Basic" else value
        if given not in self.keys:
            raise Problem(401, "API Key Invalid", "Your API key may be invalid.")


@contextmanager
def rehearsal() -> Iterator[StandIn]:
    """The stand-in in place of Mailchimp for the whole process (see `privacy.proof`)."""
    from django.conf import settings

    with StandIn() as stand_in:
        settings.MAILCHIMP_API_KEY = KEY
        settings.MAILCHIMP_AUDIENCE_ID = LIST
        settings.MAILCHIMP_BASE_URL = stand_in.url
        settings.MAILCHIMP_WEBHOOK_SECRET = "of-the-rehearsal"  # noqa: S105
        yield stand_in
