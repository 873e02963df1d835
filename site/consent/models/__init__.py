"""What the site keeps about trackers: which are switched on, and the evidence of choices."""

from .activations import Activation
from .evidence import PanelPicture, PanelVersion, Receipt, UndeclaredTracker

__all__ = ["Activation", "PanelPicture", "PanelVersion", "Receipt", "UndeclaredTracker"]
