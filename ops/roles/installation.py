"""An installation by role: its processes, by pid file, in a data folder."""

import dataclasses
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
READY_S = 120


@dataclasses.dataclass(frozen=True)
class Ports:
    api: int
    temporal: int
    temporal_ui: int
    database: int

    @staticmethod
    def from_first(first):
        return Ports(first, first + 1, first + 2, first + 3)


class Installation:
    """Roles are named as they are started, and outlive the command that started them."""

    PARTS = ("java", "ui", "bootos")
    ROLES = ("database", "temporal", "api", "control", "site", "boot-services")

    def __init__(self, data, ports):
        self.data = data
        self.ports = ports
        self.run = data / "run"
        # Kept only because Python complains of children that nobody holds; they are found by their pid files.
        self._children = []

    def start(self):
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.run.mkdir(exist_ok=True)
        # Once, and not by each role on its own.
        for part in self.PARTS:
            _succeed([ROOT / "ops/setup" / part])
        for role in self.ROLES:
            if not self.is_running(role):
                self.start_role(role)

    def start_role(self, role):
        """Returns when the role is ready."""
        getattr(self, "_start_" + role.replace("-", "_"))()

    def is_running(self, role):
        pid = self._pid(role)
        return pid is not None and _alive(pid)

    def kill(self, role):
        """As a crash would: SIGKILL."""
        self._end(role, signal.SIGKILL)

    def stop_role(self, role):
        """As a supervisor would: SIGTERM."""
        self._end(role, signal.SIGTERM)

    def signal_all(self, how):
        """All roles at the same moment; returns when they have ended."""
        pids = [(role, pid) for role in self.ROLES if (pid := self._pid(role)) is not None]
        for _, pid in pids:
            os.kill(pid, how)
        for role, pid in pids:
            _until(lambda ended=pid: not _alive(ended), f"the role {role} (pid {pid}) does not end")
            self._pid_file(role).unlink(missing_ok=True)

    def stop(self):
        for role in reversed(self.ROLES):
            self._end(role, signal.SIGTERM)

    def _end(self, role, how):
        pid = self._pid(role)
        if pid is not None and _alive(pid):
            os.kill(pid, how)
            _until(lambda: not _alive(pid), f"the role {role} (pid {pid}) does not end")
        self._pid_file(role).unlink(missing_ok=True)

    # Each role: what is started, and how one sees that it is ready.

    def _start_database(self):
        folder = self.data / "mariadb"
        user = ["--user=mysql"] if os.geteuid() == 0 else []
        # The server's own user must be able to reach its folder, and nothing beside it.
        self.data.chmod(0o711)
        if not (folder / "mysql").exists():
            folder.mkdir(exist_ok=True)
            self._own(folder)
            _succeed(["mariadb-install-db", "--no-defaults", *user, f"--datadir={folder}", "--auth-root-authentication-method=socket"])
        self._spawn("database", ["/usr/sbin/mariadbd", "--no-defaults", *user, f"--datadir={folder}", f"--socket={folder}/socket",
                                 f"--port={self.ports.database}", "--bind-address=127.0.0.1", "--innodb-flush-log-at-trx-commit=1"])
        self._await_port("database", self.ports.database)
        password_file = self.data / "database-password"
        if not password_file.exists():
            _secret(password_file, secrets.token_urlsafe(24))
        password = password_file.read_text(encoding="utf-8").strip()
        _succeed(
            ["mariadb", "--no-defaults", f"--socket={folder}/socket", "--user=root"],
            "create database if not exists metalwright character set utf8mb4;"
            f"create or replace user metalwright@127.0.0.1 identified by '{password}';"
            "grant all on metalwright.* to metalwright@127.0.0.1;")
        key = self.data / "secrets.key"
        if not key.exists():
            _secret(key, secrets.token_bytes(32))

    def _start_temporal(self):
        program = subprocess.run([ROOT / "ops/setup/temporal"], check=True, capture_output=True, text=True).stdout.strip()
        self._spawn("temporal", [program, "server", "start-dev", "--ip", "127.0.0.1", "--port", str(self.ports.temporal),
                                 "--ui-port", str(self.ports.temporal_ui), "--db-filename", str(self.data / "temporal.db"),
                                 "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=full",
                                 "--log-level", "error"])
        self._await_port("temporal", self.ports.temporal)

    def _start_api(self):
        self._role("api", "The API answers", "api", *self._database(), "--port", str(self.ports.api),
                   "--temporal-ui", f"http://127.0.0.1:{self.ports.temporal_ui}")

    def _start_control(self):
        self._role("control", "worker is ready", "worker", "--role", "control", *self._database())

    def _start_site(self):
        self._role("site", "worker is ready", "worker", "--role", "site", *self._database())

    def _start_boot_services(self):
        self._role("boot-services", "are ready", "boot-services")

    def _database(self):
        return ("--database", f"jdbc:mysql://127.0.0.1:{self.ports.database}/metalwright", "--database-user", "metalwright",
                "--database-password-file", str(self.data / "database-password"))

    def _role(self, role, ready, *words):
        log = self._spawn(role, [ROOT / "metalwright", *words, "--data", str(self.data),
                                 "--temporal", f"127.0.0.1:{self.ports.temporal}"])
        _until(lambda: self._ended(role) or ready in log.read_text(encoding="utf-8"), f"the role {role} is not ready: see {log}")
        if self._ended(role):
            raise RuntimeError(f"the role {role} ended:\n{log.read_text(encoding='utf-8')[-2000:]}")

    def _await_port(self, role, port):
        _until(lambda: self._ended(role) or _listens(port), f"{role} does not listen on port {port}")
        if self._ended(role):
            raise RuntimeError(f"{role} ended: see {self.run / role}.log")

    def _spawn(self, role, command):
        log = self.run / f"{role}.log"
        with open(log, "wb") as out:
            process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                       start_new_session=True)
        self._children.append(process)
        self._pid_file(role).write_text(str(process.pid), encoding="ascii")
        return log

    def _ended(self, role):
        return not self.is_running(role)

    def _pid_file(self, role):
        return self.run / f"{role}.pid"

    def _pid(self, role):
        try:
            return int(self._pid_file(role).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    @staticmethod
    def _own(folder):
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", "mysql:", folder], check=True)


def _succeed(command, told=""):
    done = subprocess.run(command, input=told, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(str(word) for word in command)} ended with {done.returncode}: {done.stdout}{done.stderr}")


def _secret(file, content):
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content if isinstance(content, bytes) else content.encode())


def _alive(pid):
    """Running, and no zombie: one that we started ourselves is reaped here."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _listens(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(condition, complaint):
    deadline = time.monotonic() + READY_S
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(complaint)
        time.sleep(0.1)
