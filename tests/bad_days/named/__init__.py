"""A policy that names reCAPTCHA."""
