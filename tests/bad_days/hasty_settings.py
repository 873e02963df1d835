"""The settings of a server that waits less long before it says that nothing comes (short tests)."""

from config import waiting
from tests.server_settings import *  # noqa: F403

waiting.START_TIME, waiting.ANSWER_TIME = 1.0, 4.0
waiting.PROBE_TIME, waiting.STANDSTILL = 3.0, 1.0
