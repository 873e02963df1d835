"""Secrets of the second factor, encrypted before allauth stores them."""

import base64
import os
from functools import lru_cache

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

PREFIX = "v1:"
NONCE_BYTES = 12


class SecretLost(Exception):
    """No key of this site opens the secret: the second factor has to be set up again."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """AES-GCM with keys derived from VAULT_KEYS, else SECRET_KEY: the first encrypts, all decrypt."""

    def encrypt(self, text: str) -> str:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(_keys()[0]).encrypt(nonce, text.encode(), None)
        return PREFIX + base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises SecretLost when no key fits, so that a lost key never opens an account."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not encrypted_text.startswith(PREFIX):
            raise SecretLost
        raw = base64.b64decode(encrypted_text.removeprefix(PREFIX))
        for key in _keys():
            try:
                return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()
            except InvalidTag:
                continue
        raise SecretLost


def _keys() -> list[bytes]:
    sources = [
        *getattr(settings, "VAULT_KEYS", ()),
        settings.SECRET_KEY,
        *settings.SECRET_KEY_FALLBACKS,
    ]
    return [_derive(str(source)) for source in sources]


@lru_cache(maxsize=16)
def _derive(source: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts.second-factor")
    return kdf.derive(source.encode())
