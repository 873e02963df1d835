"""How often something may be tried at the doors of the admin."""

from datetime import timedelta

from accounts.throttle import Limit

QUARTER = timedelta(minutes=15)

# A person who mistypes gets five tries; a machine behind the same address does not get many more.
SIGN_IN = Limit("sign-in", attempts=5, per=QUARTER)
SIGN_IN_BY_ADDRESS = Limit("sign-in-by-address", attempts=30, per=QUARTER)
# Whoever tries codes knows the password already: counted by account, wherever they come from.
CODE = Limit("code", attempts=5, per=QUARTER)
RESET = Limit("reset", attempts=3, per=timedelta(hours=1))
RESET_BY_ADDRESS = Limit("reset-by-address", attempts=10, per=timedelta(hours=1))
INVITATION_BY_ADDRESS = Limit("invitation-by-address", attempts=30, per=QUARTER)
