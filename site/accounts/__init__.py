"""Staff: user, roles, second factor."""
