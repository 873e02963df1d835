"""What the site keeps about trackers: which are switched on, and the evidence of choices."""

from .activations import Activation

__all__ = ["Activation"]
