"""Errors sent to Sentry, where SENTRY_DSN is set: what went wrong and where, nothing about anyone."""

from typing import Any

from config.logs import public_path

KEPT_IN_REQUEST = ("method", "url")
DROPPED = ("user", "breadcrumbs", "extra", "contexts", "server_name", "modules", "logentry")


def scrub(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """The event without bodies, cookies, headers, query, user, local variables and messages."""
    for name in DROPPED:
        event.pop(name, None)
    request = event.pop("request", None)
    if request:
        address = str(request.get("url", "")).partition("?")[0]
        scheme, _, rest = address.partition("://")
        host, slash, path = rest.partition("/")
        event["request"] = {
            "method": request.get("method"),
            "url": f"{scheme}://{host}{public_path(slash + path)}",
        }
    # Sentry names the transaction after the route; without one it is the path itself.
    if event.get("transaction"):
        event["transaction"] = public_path(str(event["transaction"]))
    for error in (event.get("exception") or {}).get("values", []):
        error["value"] = ""
        for frame in (error.get("stacktrace") or {}).get("frames", []):
            frame.pop("vars", None)
    return event


def start(dsn: str) -> None:
    """Send errors to the Sentry project at `dsn`; nothing happens when it is empty."""
    if not dsn:
        return
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=0.0,
        before_send=scrub,  # type: ignore[arg-type]
    )
