"""`manage.py check` for the register: what is not declared, or declared wrongly, does not start."""

from . import activities, columns, models

__all__ = ["activities", "columns", "models"]
