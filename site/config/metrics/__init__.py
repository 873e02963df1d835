"""Figures for Prometheus at `/metrics`, where METRICS_TOKEN is set: how the site answers and what waits.

`counting`: what each server process counts of its answers. `asked`: what is asked of the database when
somebody looks. No label names a person, an address, a page or a reference.
"""
