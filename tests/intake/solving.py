"""What the page's worker does, for tests without a browser."""

import altcha


def solve(challenge: dict) -> str:
    """The field `form_work` for the sum that came with a token."""
    found = altcha.Challenge.from_dict(challenge)
    solution = altcha.solve_challenge(found)
    return altcha.Payload(found, solution).to_base64()
