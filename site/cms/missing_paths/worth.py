"""Which missing addresses are worth a line: those that somebody may have linked to."""

import re
from itertools import pairwise

MAX_LENGTH = 255
# What scanners try. Nobody is helped by a redirect from there.
_PROBES = re.compile(
    r"(?:^|/)(?:\.|wp-|wordpress|xmlrpc|phpmyadmin|pma/|cgi-bin|vendor/|node_modules|autodiscover"
    r"|owa/|actuator|solr|jenkins|hudson|telescope|debug/|server-status|_ignition|boaform|hnap1"
    r"|manager/html|console/)"
    r"|\.(?:php\d?|phtml|aspx?|ashx|asmx|jspx?|cgi|do|action|env|ini|ya?ml|sql|bak|old|orig|swp|log"
    r"|conf|config|key|pem|tar|t?gz|zip|rar|7z|exe|dll|sh|py|git)$",
    re.IGNORECASE,
)
# Never in the address of a page; "@" may be an e-mail address, ":" a signature.
_ODD = re.compile(r"[@:;?#%\\<>\"'`{}|^\[\]�]")
# Browsers and devices ask for these by themselves.
_BY_THEMSELVES = re.compile(
    r"^/(?:favicon\.ico|apple-touch-icon[^/]*|browserconfig\.xml|\.well-known/.*|ads\.txt"
    r"|app-ads\.txt|crossdomain\.xml|service-worker\.js|sw\.js)$"
)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{7,}")
_PIECES = re.compile(r"[/\-._]+")


def is_worth_a_line(path: str) -> bool:
    """Whether a missing `path` (decoded, without query string) may be noted.

    Not: what scanners and browsers ask for by themselves; what might say something about a person or
    open something: e-mail addresses, long numbers, UUIDs, tokens.
    """
    if not path.startswith("/") or len(path) > MAX_LENGTH or not path.isprintable():
        return False
    if "//" in path or _ODD.search(path):
        return False
    if _PROBES.search(path) or _BY_THEMSELVES.match(path):
        return False
    if _UUID.search(path) or _LONG_NUMBER.search(path):
        return False
    return not any(_looks_like_token(piece) for piece in _PIECES.split(path))


def _looks_like_token(piece: str) -> bool:
    """A long piece in which letters, digits and capitals take turns, as in random tokens and hashes."""
    if len(piece) < 16:
        return False
    turns = sum(
        before.isdigit() != after.isdigit() or (before.islower() and after.isupper())
        for before, after in pairwise(piece)
    )
    return len(piece) > 40 or turns > len(piece) / 4
