"""The audience of the stand-in: members, their states and tags, and what it refuses."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

Json = dict[str, Any]
LIST = "a1b2c3d4e5"
WRITABLE = {"subscribed", "unsubscribed", "cleaned", "pending", "transactional"}


def md5(address: str) -> str:
    return hashlib.md5(address.lower().encode(), usedforsecurity=False).hexdigest()


class Problem(Exception):
    """An answer in application/problem+json."""

    def __init__(
        self, status: int, title: str, detail: str = "", errors: list[Json] | None = None
    ) -> None:
        super().__init__(title)
        self.status = status
        self.body = {"title": title, "status": status, "detail": detail, "instance": "0"}
        if errors:
            self.body["errors"] = errors


NOT_FOUND = "The requested resource could not be found."


@dataclass
class Member:
    """One contact."""

    address: str
    status: str
    language: str = ""
    merge_fields: Json = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    # The person themselves ended it (or a bounce, a complaint): the interface cannot undo it.
    final: bool = False
    opted_at: str = ""
    changed_at: datetime = field(default_factory=timezone.now)
    confirmations: int = 0

    def shown(self, names: dict[str, int]) -> Json:
        return {
            "id": md5(self.address),
            "email_address": self.address,
            "unique_email_id": md5(self.address)[:10],
            "status": self.status,
            "language": self.language,
            "merge_fields": self.merge_fields,
            "timestamp_opt": self.opted_at,
            "last_changed": self.changed_at.astimezone(UTC).isoformat(timespec="seconds"),
            "tags_count": len(self.tags),
            "tags": [{"id": names.get(tag, 0), "name": tag} for tag in sorted(self.tags)],
            "list_id": LIST,
        }


@dataclass
class Audience:
    """Everything Mailchimp would hold."""

    members: dict[str, Member] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    tag_ids: dict[str, int] = field(default_factory=dict)
    webhooks: list[Json] = field(default_factory=list)
    double_optin: bool = True
    # How many confirmation mails it has sent, by hash.
    ignores_tags: bool = False

    def about(self) -> Json:
        return {
            "id": LIST,
            "name": "Dimelo",
            "double_optin": self.double_optin,
            "marketing_permissions": False,
            "stats": {"member_count": len(self.members)},
        }

    def get(self, key: str) -> Member:
        member = self.members.get(key)
        if member is None:
            raise Problem(404, "Resource Not Found", NOT_FOUND)
        return member

    def put(self, key: str, body: Json, query: dict[str, str]) -> Member:
        address = str(body.get("email_address", ""))
        _check_address(address)
        member = self.members.get(key)
        if member is None:
            if md5(address) != key:
                raise Problem(400, "Member Exists", f"{address} is already a list member.")
            status = body.get("status_if_new") or body.get("status")
            if status not in WRITABLE:
                raise Problem(
                    400, "Invalid Resource", "", [{"field": "status_if_new", "message": "Required"}]
                )
            self._check_not_forgotten(key)
            self._check_fields(body, query)
            member = self.members[key] = Member(address=address, status="")
            self._set_status(member, str(status))
        elif "status" in body:
            self._set_status(member, str(body["status"]))
        self._update(key, member, body)
        return member

    def patch(self, key: str, body: Json) -> Member:
        member = self.get(key)
        if "status" in body:
            self._set_status(member, str(body["status"]))
        self._update(key, member, body)
        return member

    def archive(self, key: str) -> None:
        member = self.get(key)
        if member.status in {"cleaned", "pending", "archived"}:
            raise Problem(405, "Method Not Allowed", "This list member cannot be removed.")
        member.status, member.changed_at = "archived", timezone.now()

    def forget(self, key: str) -> None:
        self.get(key)
        del self.members[key]
        self.forgotten.add(key)

    def tag(self, key: str, body: Json) -> None:
        member = self.get(key)
        tags = body.get("tags")
        if not isinstance(tags, list) or self.ignores_tags:
            return  # answered 204, and nothing done: as the real one has been seen to do
        for one in tags:
            name = str(one["name"])
            self.tag_ids.setdefault(name, len(self.tag_ids) + 101)
            (member.tags.add if one["status"] == "active" else member.tags.discard)(name)
        member.changed_at = timezone.now()

    def listed(self, query: dict[str, str]) -> Json:
        found = [m for m in self.members.values() if m.status != "archived"]
        if "status" in query:
            found = [m for m in self.members.values() if m.status == query["status"]]
        if since := query.get("since_last_changed"):
            moment = datetime.fromisoformat(since)
            found = [m for m in found if m.changed_at >= moment]
        start, count = int(query.get("offset", 0)), int(query.get("count", 10))
        page = found[start : start + min(count, 1000)]
        return {
            "members": [member.shown(self.tag_ids) for member in page],
            "total_items": len(found),
        }

    def _set_status(self, member: Member, status: str) -> None:
        if status not in WRITABLE:
            raise Problem(400, "Invalid Resource", "", [{"field": "status", "message": "No such"}])
        if member.final and status in {"subscribed", "transactional"}:
            raise Problem(400, "Member In Compliance State", f"{member.address} is in a compliance")
        if member.status == "cleaned" and status != "cleaned":
            raise Problem(400, "Member In Compliance State", f"{member.address} is in a compliance")
        if status == "pending" and member.status != "pending":
            member.confirmations += 1
        if status == "subscribed":
            member.opted_at = timezone.now().astimezone(UTC).isoformat(timespec="seconds")
        member.status = status

    def _update(self, key: str, member: Member, body: Json) -> None:
        if "language" in body:
            member.language = str(body["language"])
        if isinstance(body.get("merge_fields"), dict):
            member.merge_fields |= body["merge_fields"]
        address = str(body.get("email_address", member.address))
        if md5(address) != key:
            self._rename(key, member, address)
        member.changed_at = timezone.now()

    def _rename(self, key: str, member: Member, address: str) -> None:
        new = md5(address)
        if new in self.members:
            status = self.members[new].status.capitalize()
            message = f'"{address}" is already in this list with a status of "{status}".'
            raise Problem(
                400, "Invalid Resource", "", [{"field": "email address", "message": message}]
            )
        self._check_not_forgotten(new)
        del self.members[key]
        member.address = address
        self.members[new] = member

    def _check_not_forgotten(self, key: str) -> None:
        if key in self.forgotten:
            raise Problem(
                400,
                "Forgotten Email Not Subscribed",
                "This contact was permanently deleted and cannot be re-imported.",
            )

    def _check_fields(self, body: Json, query: dict[str, str]) -> None:
        given = body.get("merge_fields") or {}
        missing = [name for name in sorted(self.required) if not given.get(name)]
        if missing and query.get("skip_merge_validation") != "true":
            raise Problem(
                400,
                "Invalid Resource",
                "Your merge fields were invalid.",
                [{"field": name, "message": "Please enter a value"} for name in missing],
            )


def _check_address(address: str) -> None:
    if "fake" in address:
        raise Problem(
            400,
            "Invalid Resource",
            f"{address} looks fake or invalid, please enter a real email address.",
        )
    if "throttled" in address:
        raise Problem(
            400,
            "Invalid Resource",
            f"{address} has signed up to a lot of lists very recently; "
            "we're not allowing more signups for now",
        )
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
        raise Problem(400, "Invalid Resource", "Please provide a valid email address.")
