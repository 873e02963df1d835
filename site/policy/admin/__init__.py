"""The screens of the policy in the admin."""
