"""Write the register as declared to `register.snapshot.json`.

Run `PYTHONPATH=site:. python -m tests.privacy.update_register_snapshot` after a declaration has
changed, look at the diff, and commit it: that diff is what the DPO is asked about.
"""

import json
import os
from pathlib import Path

SNAPSHOT = Path(__file__).with_name("register.snapshot.json")
# The test-only apps are no part of the register.
MADE_UP = ("rehearsal",)


def declared() -> str:
    """The register of the product alone, byte-stable, with the declared lengths."""
    from privacy import register

    facts = json.loads(register.register_text())
    facts["activities"] = [one for one in facts["activities"] if one["slug"] not in MADE_UP]
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from unittest.mock import patch

    # The declared lengths, whatever a DPO has set in this database (or without one).
    with patch("privacy.register.effective_length", lambda rule: rule.length):
        SNAPSHOT.write_text(declared(), encoding="utf-8")


if __name__ == "__main__":
    main()
