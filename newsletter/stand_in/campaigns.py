"""The campaigns of the stand-in: made, filled, scheduled, sent, reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newsletter.stand_in.audience import Audience, Json, Member, Problem


@dataclass
class Campaigns:
    """Campaigns by id, over one audience."""

    audience: Audience
    known: dict[str, Json] = field(default_factory=dict)
    # (campaign, address) of every mail that went out.
    mailed: list[tuple[str, str]] = field(default_factory=list)

    def create(self, body: Json) -> Json:
        number = f"c{len(self.known) + 1:09d}"
        self.known[number] = {**body, "id": number, "status": "save", "emails_sent": 0}
        return self.known[number]

    def get(self, number: str) -> Json:
        if number not in self.known:
            raise Problem(404, "Resource Not Found", "The requested resource could not be found.")
        return self.known[number]

    def listed(self) -> Json:
        rows = list(reversed(self.known.values()))
        return {"campaigns": rows[:100], "total_items": len(rows)}

    def fill(self, number: str, body: Json) -> Json:
        self.get(number)["content"] = body
        return {"html": body.get("html", ""), "plain_text": body.get("plain_text", "")}

    def act(self, number: str, action: str, body: Json | None) -> None:
        campaign = self.get(number)
        if action == "send":
            self._demand_ready(campaign)
            self.send(number)
        elif action == "schedule":
            self._demand_ready(campaign)
            campaign["status"], campaign["send_time"] = "schedule", (body or {})["schedule_time"]
        elif action == "unschedule":
            if campaign["status"] != "schedule":
                raise Problem(400, "Bad Request", "This campaign is not scheduled.")
            campaign["status"] = "save"

    def send(self, number: str) -> None:
        campaign = self.get(number)
        readers = [m for m in self.audience.members.values() if self.goes_to(campaign, m)]
        self.mailed += [(number, member.address) for member in readers]
        campaign["status"], campaign["emails_sent"] = "sent", len(readers)

    def goes_to(self, campaign: Json, member: Member) -> bool:
        if member.status != "subscribed":
            return False
        options: Json = campaign.get("recipients", {}).get("segment_opts") or {"conditions": []}
        names = {number: name for name, number in self.audience.tag_ids.items()}
        for condition in options["conditions"]:
            has = names.get(int(condition["value"])) in member.tags
            if has != (condition["op"] == "static_is"):
                return False
        return True

    def report(self, number: str) -> Json:
        campaign = self.get(number)
        return {
            "id": number,
            "emails_sent": campaign["emails_sent"],
            "unsubscribed": 1,
            "bounces": {"hard_bounces": 1, "soft_bounces": 1, "syntax_errors": 0},
            "opens": {"unique_opens": 7},
            "clicks": {"unique_subscriber_clicks": 3},
        }

    def _demand_ready(self, campaign: Json) -> None:
        if campaign["status"] not in {"save", "schedule"}:
            raise Problem(400, "Bad Request", "This campaign has already been sent.")
        if not campaign.get("content"):
            raise Problem(400, "Campaign Cannot Be Sent", "Your campaign is not ready to send.")


def content_of(campaign: Json) -> Any:
    """What a campaign was filled with."""
    return campaign.get("content")
