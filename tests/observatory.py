"""The scoring of Mozilla's HTTP Observatory, v1.6.3 (github.com/mdn/mdn-http-observatory, src/grader).

Only what can be seen in one answer over TLS is scored; everything is as strict as the original: a
header that cannot be read costs what the original takes, and bonuses count only from 90 points on.
"""

import re
from html.parser import HTMLParser

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
PRIVATE_REFERRER = {
    "no-referrer",
    "same-origin",
    "strict-origin",
    "strict-origin-when-cross-origin",
}
LEAST_FOR_BONUS = 90
SIX_MONTHS = 15_768_000


class Scripts(HTMLParser):
    """The script elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "script" and dict(attrs).get("src"):
            self.found.append(dict(attrs))


def policy_of(header):
    """Directive -> set of sources. Raises ValueError for what the original calls invalid."""
    policy = {}
    for entry in header.split(";"):
        name, *sources = entry.split()
        if name.lower() in policy:
            raise ValueError(f"duplicate directive {name}")
        policy[name.lower()] = {source.lower() for source in sources} or {"'none'"}
    return policy


def csp(reply):
    header = reply["Content-Security-Policy"]
    if not header:
        return -25
    try:
        policy = policy_of(header)
    except (ValueError, IndexError):
        return -25
    default = policy.get("default-src", {"*"})
    script, style, objects = (
        policy.get(name, default) for name in ("script-src", "style-src", "object-src")
    )
    if script & (BROAD | {"'unsafe-inline'", "data:"}) or objects & BROAD:
        return -20
    active = set().union(*(v for k, v in policy.items() if k not in {"img-src", "media-src"}))
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    passive = policy.get("img-src", default) | policy.get("media-src", default)
    if any(source.startswith(("http:", "ftp:")) for source in passive):
        return -10
    if style & (BROAD | {"'unsafe-inline'", "data:"}):
        return 0
    return 10 if policy.get("default-src") == {"'none'"} else 5


def cookies(reply):
    given = reply.all("Set-Cookie")
    worst = 5 if given else 0
    for cookie in given:
        name, *rest = [part.strip().lower() for part in cookie.split(";")]
        name = name.partition("=")[0]
        flags = {part.partition("=")[0]: part.partition("=")[2] for part in rest}
        session = "login" in name or "sess" in name
        if flags.get("samesite", "lax") not in {"lax", "strict", "none"}:
            worst = min(worst, -20)
        if "secure" not in flags:
            worst = min(worst, -10 if session else -5)
        if session and "httponly" not in flags:
            worst = min(worst, -30)
        if "csrf" in name and "samesite" not in flags:
            worst = min(worst, -20)
        if "samesite" not in flags:
            worst = min(worst, 0)
    return worst


def transport(reply):
    age = re.search(r"max-age=(\d+)", reply["Strict-Transport-Security"] or "")
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def referrer(reply):
    policies = [part.strip().lower() for part in (reply["Referrer-Policy"] or "").split(",")]
    if policies == [""]:
        return 0
    return 5 if policies[-1] in PRIVATE_REFERRER else -5


def integrity(reply):
    scripts = Scripts(reply.text).found
    if any(re.match(r"https?:|//", script["src"]) for script in scripts):
        return -50
    return 5 if scripts and any(script.get("integrity") for script in scripts) else 0


def one_of(header, good, *, wrong=-5):
    def score(reply):
        given = reply.all(header)
        if not given:
            return 0
        return 10 if len(given) == 1 and given[0].strip() in good else wrong

    return score


def sniffing(reply):
    return 0 if (reply["X-Content-Type-Options"] or "").strip().lower() == "nosniff" else -5


def framing(reply):
    if "frame-ancestors" in (reply["Content-Security-Policy"] or ""):
        return 5
    return 5 if (reply["X-Frame-Options"] or "").lower() in {"deny", "sameorigin"} else -20


def sharing(reply):
    credentials = reply["Access-Control-Allow-Credentials"] == "true"
    return -50 if reply["Access-Control-Allow-Origin"] and credentials else 0


TESTS = {
    "content-security-policy": csp,
    "cookies": cookies,
    "cross-origin-resource-sharing": sharing,
    "strict-transport-security": transport,
    "referrer-policy": referrer,
    "subresource-integrity": integrity,
    "x-content-type-options": sniffing,
    "x-frame-options": framing,
    "cross-origin-resource-policy": one_of(
        "Cross-Origin-Resource-Policy", {"same-origin", "same-site"}
    ),
    "cross-origin-opener-policy": one_of(
        "Cross-Origin-Opener-Policy", {"same-origin", "same-origin-allow-popups"}
    ),
    "cross-origin-embedder-policy": one_of(
        "Cross-Origin-Embedder-Policy", {"require-corp", "credentialless"}
    ),
}


def score(reply):
    """(points, points per test): losses first, bonuses only for who has 90 without them."""
    parts = {name: test(reply) for name, test in TESTS.items()}
    points = 100 + sum(part for part in parts.values() if part < 0)
    if points >= LEAST_FOR_BONUS:
        points += sum(part for part in parts.values() if part > 0)
    return max(points, 0), parts
