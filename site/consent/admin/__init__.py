"""The screens about trackers: which are on, what was kept away, and the evidence of choices."""
