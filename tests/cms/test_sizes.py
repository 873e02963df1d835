"""How large a file is, as people say it."""

import pytest
from django.utils import translation

from cms.templatetags.sizes import size


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (None, "0 octet", "0 bytes"),
        (1, "1 octet", "1 byte"),
        (999, "999 octets", "999 bytes"),
        (26_419, "26 ko", "26 kB"),
        (999_499, "999 ko", "999 kB"),
        (999_999, "1 Mo", "1 MB"),
        (2_460_000, "2,5 Mo", "2.5 MB"),
        (48_600_000, "49 Mo", "49 MB"),
    ],
)
def test_sizes_are_said_as_people_do(number, french, english):
    for language, wanted in (("fr", french), ("en", english)):
        with translation.override(language):
            assert size(number).replace("\u00a0", " ") == wanted
