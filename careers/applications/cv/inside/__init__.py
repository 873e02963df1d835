"""Runs in the limited process only (`careers.applications.cv.sandbox` starts it). No Django here."""
