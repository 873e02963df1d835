"""The background worker: deliveries, the daily schedule and the heartbeat in one process."""

import os
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from outbox.delivering import drain
from outbox.worker import Worker


class Command(BaseCommand):
    help = "Deliver what is in the outbox and run the scheduled jobs, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Deliver what is due now, then end (no schedule)."
        )
        parser.add_argument(
            "--threads", type=int, default=None, help="Deliveries at once in this process."
        )
        parser.add_argument(
            "--no-schedule", action="store_true", help="Leave the scheduled jobs to run_due_jobs."
        )
        parser.add_argument(
            "--grace", type=float, default=20.0, help="Seconds to finish what is in hand."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{drain()} deliveries carried out.")
            return
        worker = Worker(threads=options["threads"], with_schedule=not options["no_schedule"])

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        if threading.current_thread() is threading.main_thread():
            # Under the autoreloader the main thread belongs to it, and it ends the process itself.
            signal.signal(signal.SIGTERM, stop)
            signal.signal(signal.SIGINT, stop)
        self.stdout.write("The worker is running.")
        self.stdout.flush()
        if not worker.run(grace=options["grace"]):
            # A thread that hangs must not keep the process: what it holds returns by its lease.
            self.stderr.write("Ended with something still in hand; it will be taken up again.")
            self.stderr.flush()
            os._exit(0)
        self.stdout.write("The worker has ended.")
