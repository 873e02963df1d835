"""A Mailchimp on loopback: behaves as the contract of the Marketing API says, and reaches nobody.

The proof of erasure runs it to see what the real one would still know; tests add faults to it.
"""

from newsletter.stand_in.audience import Audience, Problem
from newsletter.stand_in.server import StandIn

__all__ = ["Audience", "Problem", "StandIn"]
