"""Mailchimp's client behind one small class, and what each of its answers means.

The official client (3.0.80) raises in some cases, returns a response object in others, and says
nothing at all when a body is missing. Here every call gives a value, or raises a Failure
(`newsletter.answers`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings

from newsletter.answers import AccountProblem, Json, NoAnswer, Temporary, classify, problem_in

SECONDS = 10


class Mailchimp:
    """The calls the site makes, about one audience."""

    def __init__(self, *, key: str = "", audience: str = "", base: str = "") -> None:
        from mailchimp_marketing import Client

        key = key or settings.MAILCHIMP_API_KEY
        self.audience_id = audience or settings.MAILCHIMP_AUDIENCE_ID
        if key.count("-") != 1:
            # The client would look for a host called "invalid-server" and say nothing of the key.
            raise AccountProblem("key without data centre")
        self._client = Client({"api_key": key, "timeout": SECONDS})
        base = base or settings.MAILCHIMP_BASE_URL
        if base:
            # The client writes its data centre over the word "server" wherever it stands.
            self._client.api_client.host = base
            self._client.api_client.server = ""

    # --- Members
    def member(self, key: str) -> Json:
        return self._value(self._client.lists.get_list_member, self.audience_id, key)

    def put_member(self, key: str, body: Json) -> Json:
        """Create or update. A new field made mandatory in Mailchimp does not stop a sign-up."""
        return self._value(
            self._client.lists.set_list_member,
            self.audience_id,
            key,
            body,
            skip_merge_validation="true",
        )

    def patch_member(self, key: str, body: Json) -> Json:
        return self._value(
            self._client.lists.update_list_member,
            self.audience_id,
            key,
            body,
            skip_merge_validation="true",
        )

    def tags_of(self, key: str) -> set[str]:
        found = self._value(
            self._client.lists.get_list_member_tags, self.audience_id, key, count=1000
        )
        return {str(tag["name"]) for tag in found.get("tags", ())}

    def set_tags(self, key: str, tags: Mapping[str, bool]) -> None:
        """Set (True) or take away (False) tags; their own endpoint is the only one that does."""
        wanted = [
            {"name": name, "status": "active" if wanted else "inactive"}
            for name, wanted in sorted(tags.items())
        ]
        self._call(
            self._client.lists.update_list_member_tags, self.audience_id, key, {"tags": wanted}
        )

    def archive(self, key: str) -> None:
        self._call(self._client.lists.delete_list_member, self.audience_id, key)

    def delete_permanently(self, key: str) -> None:
        self._call(self._client.lists.delete_list_member_permanent, self.audience_id, key)

    def members(self, *, offset: int, count: int, **filters: str) -> list[Json]:
        """A page of the members; archived ones only when asked for by status."""
        found = self._value(
            self._client.lists.get_list_members_info,
            self.audience_id,
            offset=offset,
            count=count,
            fields="members.id,members.email_address,members.status,members.language,"
            "members.last_changed,members.timestamp_opt,members.tags,total_items",
            **filters,
        )
        return list(found.get("members", ()))

    # --- The audience
    def audience(self) -> Json:
        return self._value(self._client.lists.get_list, self.audience_id)

    def required_fields(self) -> list[str]:
        found = self._value(self._client.lists.get_list_merge_fields, self.audience_id, count=100)
        fields = found.get("merge_fields", ())
        return [str(one["tag"]) for one in fields if one.get("required")]

    def tag_id(self, name: str) -> int:
        """The number of a tag, made when there is none yet."""
        found = self._value(self._client.lists.tag_search, self.audience_id, name=name)
        for tag in found.get("tags", ()):
            if tag["name"] == name:
                return int(tag["id"])
        made = self._value(
            self._client.lists.create_segment,
            self.audience_id,
            {"name": name, "static_segment": []},
        )
        return int(made["id"])

    def webhooks(self) -> list[Json]:
        found = self._value(self._client.lists.get_list_webhooks, self.audience_id)
        return list(found.get("webhooks", ()))

    def add_webhook(self, body: Json) -> Json:
        return self._value(self._client.lists.create_list_webhook, self.audience_id, body)

    # --- Campaigns
    def campaigns(self) -> list[Json]:
        """The newest campaigns, newest first."""
        found = self._value(
            self._client.campaigns.list,
            count=100,
            list_id=self.audience_id,
            sort_field="create_time",
            sort_dir="DESC",
        )
        return list(found.get("campaigns", ()))

    def create_campaign(self, body: Json) -> Json:
        return self._value(self._client.campaigns.create, body)

    def fill_campaign(self, number: str, *, html: str, text: str) -> None:
        self._call(self._client.campaigns.set_content, number, {"html": html, "plain_text": text})

    def campaign(self, number: str) -> Json:
        return self._value(self._client.campaigns.get, number)

    def send_campaign(self, number: str) -> None:
        self._call(self._client.campaigns.send, number)

    def schedule_campaign(self, number: str, at: str) -> None:
        self._call(self._client.campaigns.schedule, number, {"schedule_time": at})

    def unschedule_campaign(self, number: str) -> None:
        self._call(self._client.campaigns.unschedule, number)

    def report(self, number: str) -> Json:
        return self._value(self._client.reports.get_campaign_report, number)

    # --- How a call is made
    def _value(self, function: Callable[..., Any], *args: Any, **options: Any) -> Json:
        """The answer of a call that always has one."""
        answer = self._call(function, *args, **options)
        if answer is None:
            raise Temporary("empty answer")
        return answer

    def _call(self, function: Callable[..., Any], *args: Any, **options: Any) -> Json | None:
        """Make a call; None is "done, nothing to say" (204). Raises a Failure.

        A mistake of our own (a value that is no JSON, a missing argument) is raised as it is: the
        outbox sets such a delivery aside after a few attempts instead of taking it for an outage.
        """
        from mailchimp_marketing.api_client import ApiClientError
        from requests import RequestException, Response

        try:
            answer = function(*args, **options)
        except ApiClientError as error:
            if error.status_code is None:
                # `text` is whatever went wrong in there: a network error, or a mistake of ours.
                if isinstance(error.text, RequestException):
                    raise NoAnswer(type(error.text).__name__) from None
                raise TypeError(type(error.text).__name__) from None
            raise classify(error.status_code, problem_in(error.text)) from None
        if isinstance(answer, Response):
            if answer.status_code == 204:
                return None
            raise classify(answer.status_code, None)
        if not isinstance(answer, dict):
            raise NoAnswer("not JSON")
        return answer
