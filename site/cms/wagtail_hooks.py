"""What this package adds to the Wagtail admin; each line is a small module of its own."""

from cms import branding, desk, navigation_admin  # noqa: F401
from cms.missing_paths import hooks as missing_paths  # noqa: F401
from cms.publishing import hooks as publishing  # noqa: F401
from cms.translation_board import hooks  # noqa: F401
