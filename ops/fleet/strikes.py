"""What is done to the services while the fleet is provisioned. Each strike is a thread's work, since a role takes seconds to come back."""

import random
import signal
import threading
import time

AWAY_S = 2
DRAIN_S = 30


class Strikes:
    def __init__(self, services, log):
        self._services = services
        self._log = log
        self._over = threading.Event()
        self._thread = None
        self._trouble = None
        self.moments = []
        self.exits = {}

    def one_after_the_other(self, roles, every_s, seed):
        """SIGKILL to one of these roles every so many seconds."""
        dice = random.Random(seed)

        def strike():
            while not self._over.wait(every_s):
                role = dice.choice(roles)
                self._log(f"kill -9 {role}")
                self._note(role)
                self._services.kill(role)
                time.sleep(AWAY_S)
                self._services.start_role(role)

        self._begin(strike)

    def all_at_once(self):
        """SIGKILL to all, and all started again."""

        def strike():
            self._log("kill -9 of all roles")
            self._note("all")
            self._services.signal_all(signal.SIGKILL)
            time.sleep(AWAY_S)
            self._services.start_all()
            self._log("all roles run again")

        self._begin(strike)

    def rolling(self):
        """SIGTERM to one role after the other, each started again before the next."""

        def strike():
            for role in ("site", "control", "boot-services", "api", "temporal", "database"):
                self._log(f"SIGTERM to {role}")
                self._note(role)
                began = time.monotonic()
                self._services.stop_role(role)
                self.exits[role] = round(time.monotonic() - began, 1)
                self._log(f"{role} ended after {self.exits[role]} s")
                self._services.start_role(role)
                if self._over.wait(3):
                    return

        self._begin(strike)

    def _note(self, role):
        self.moments.append((role, time.time()))

    def _begin(self, work):
        def run():
            try:
                work()
            except Exception as trouble:  # pylint: disable=broad-except
                self._trouble = trouble

        self._thread = threading.Thread(target=run)
        self._thread.start()

    @property
    def is_under_way(self):
        return self._thread is not None and self._thread.is_alive()

    def check(self):
        """Throws what went wrong in the thread."""
        if self._trouble is not None:
            raise self._trouble

    def close(self):
        self.abandon()
        self.check()

    def abandon(self):
        """Ends the strikes whatever became of them."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
