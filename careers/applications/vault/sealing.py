"""AES-256-GCM: files under their own keys, these under the master keys of the machine."""

from __future__ import annotations

import base64
import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE = 12  # bytes
KEY = 32  # bytes
MARK = 8  # characters that name a master key


class Unreadable(Exception):
    """No key opens this: altered, another row's, or its master key is not in VAULT_KEYS any more."""


def new_key() -> bytes:
    """A key for one file."""
    return secrets.token_bytes(KEY)


def encrypt(content: bytes, key: bytes, name: str) -> bytes:
    """`content` for nobody without `key`; `name` binds it to its place."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def decrypt(sealed: bytes, key: bytes, name: str) -> bytes:
    """What `encrypt` was given. Raises Unreadable."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def seal_key(key: bytes, name: str) -> str:
    """A file's key as it may lie in the database: sealed with the first master key."""
    master = master_keys()[0]
    sealed = encrypt(key, master, name)
    return f"{mark_of(master)}:{base64.urlsafe_b64encode(sealed).decode()}"


def open_key(text: str, name: str) -> bytes:
    """The key that `seal_key` sealed. Raises Unreadable."""
    mark, _colon, sealed = text.partition(":")
    for master in master_keys():
        if mark_of(master) == mark:
            return decrypt(base64.urlsafe_b64decode(sealed), master, name)
    raise Unreadable


def is_current(text: str) -> bool:
    """Whether a sealed key stands under the first master key."""
    return text.partition(":")[0] == mark_of(master_keys()[0])


def mark_of(master: bytes) -> str:
    """What a master key is called in the rows; says nothing about it."""
    return hashlib.sha256(b"vault" + master).hexdigest()[:MARK]


def master_keys() -> list[bytes]:
    """VAULT_KEYS, the encrypting one first. Raises ImproperlyConfigured when there is none."""
    if not settings.VAULT_KEYS:
        raise ImproperlyConfigured("VAULT_KEYS is not set: no CV can be taken.")
    return [base64.urlsafe_b64decode(text) for text in settings.VAULT_KEYS]
