"""The facts the policy prints: read from the register, frozen with a version, compared with today's."""
