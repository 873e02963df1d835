"""The links within contents: found wherever they stand, and changed there."""
