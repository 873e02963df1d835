"""Which of the static sources are served."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFiles(StaticFilesConfig):
    """Everything but the pictures of the README, which no page shows."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "images/guide",
    ]
