"""What becomes of a file that a stranger sends: looked into in a process with limits, never trusted.

`intake.check_cv` decides; `sandbox` starts the process; everything under `inside/` runs in it and
knows nothing of Django, so that it starts fast and has nothing to give away.
"""
