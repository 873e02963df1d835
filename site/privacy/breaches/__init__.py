"""The register of breaches of personal data (GDPR art. 33 §5), and the 72 hours to notify one."""
