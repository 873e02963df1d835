"""The privacy policy: versions, comparison, PDF, archive."""
