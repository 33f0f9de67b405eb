#!/usr/bin/env python3
"""What `mounts` does inside its guest, where the kernel has NFS and CIFS: servers, mounts over loopback, Metalwright on them, faults. Ends with 0 or 1."""

import contextlib
import functools
import hashlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HTTP = "http://127.0.0.1:8090"
FAR = "http://127.0.0.1:8190"
DATA = pathlib.Path("/srv/data")
STORE = DATA / "images"
EXPORTS = pathlib.Path("/srv/exports")
MAC = "52:54:00:12:34:56"
SEGMENT = {"name": "loopback", "site": "default", "cidr": "127.0.0.0/8", "machines": "127.7.0.10-127.7.0.99", "nameServers": [],
           "registration": "automatic", "dhcp": {}}
# What has nothing to do with the store, and is answered whatever becomes of it.
ELSE = ("/healthz", f"/ipxe?mac={MAC}", "/files/hello", "/metrics")
AWAY_S = 30
# To a machine that boots these are nothing; this guest has one processor, which the servers, the service and curl share.
SOON_S = 2
FIRST_REFUSAL_S = 10
BACK_S = 200
PATIENCE_S = 900
WAITERS = 8
# As many as may wait for a store at once (StoreDoor).
MOST_WAITING = 64
FAULTS = []


class Nfs:
    folder = EXPORTS / "nfs"

    def __init__(self, options):
        self.options = options

    def __str__(self):
        return f"nfs {self.options}"

    def mount(self):
        succeed("mount", "-t", "nfs", "-o", self.options, f"127.0.0.1:{self.folder}", STORE)

    @staticmethod
    @functools.cache
    def serve():
        # It begins once, for all mounts.
        Nfs.folder.mkdir(parents=True)
        pathlib.Path("/etc/exports").write_text(f"{Nfs.folder} 127.0.0.1(rw,sync,no_subtree_check,no_root_squash)\n")
        succeed("modprobe", "nfsd")
        succeed("mount", "-t", "nfsd", "nfsd", "/proc/fs/nfsd")
        pathlib.Path("/run/rpc_pipefs").mkdir(exist_ok=True)
        succeed("mount", "-t", "rpc_pipefs", "rpc_pipefs", "/run/rpc_pipefs")
        for word in ("grace", "lease"):
            # A server that comes back lets nobody open a file for so long: 90 s where nobody says otherwise.
            pathlib.Path(f"/proc/fs/nfsd/nfsv4{word}time").write_text("15")
        pathlib.Path("/run/rpcbind").mkdir(exist_ok=True)
        for daemon in ("rpcbind", "rpc.statd", "nfsdcld", "rpc.mountd"):
            succeed(daemon)
        succeed("exportfs", "-ra")
        succeed("rpc.nfsd", "4")

    def refuse(self):
        succeed("exportfs", "-ua")
        succeed("rpc.nfsd", "0")

    def silence(self):
        drop(2049)

    def back(self):
        undrop()
        succeed("exportfs", "-ra")
        succeed("rpc.nfsd", "4")

    def stale(self, content):
        """Another folder takes the place of the one that is mounted."""
        other = self.folder.with_name("other")
        succeed("cp", "-a", self.folder, other)
        succeed("rm", "-rf", self.folder)
        other.rename(self.folder)
        succeed("exportfs", "-f")
        begun = time.monotonic()
        answers = set()
        while time.monotonic() - begun < 15:
            answers.add(ask(content.largest, "-m", "5").code)
            slowest = else_answered()
        tell(f"stale handle: told {answers}; else {slowest:.2f} s")
        fault(ask(content.largest).code != 503, f"{self}: with a stale handle it is told {answers}")
        unmount()
        self.mount()
        begun = time.monotonic()
        until(lambda: ask(content.largest).code == 200, 20, lambda: ask(content.largest))
        tell(f"mounted again: 200 after {time.monotonic() - begun:.1f} s")
        right(content)


class Cifs:
    folder = EXPORTS / "cifs"

    def __init__(self, options):
        self.options = options

    def __str__(self):
        return f"cifs {self.options}"

    def mount(self):
        succeed("mount", "-t", "cifs", "-o", f"{self.options},credentials=/srv/credentials", "//127.0.0.1/store", STORE)

    @staticmethod
    @functools.cache
    def serve():
        Cifs.folder.mkdir(parents=True)
        pathlib.Path("/srv/credentials").write_text("username=root\npassword=a-password\n")
        pathlib.Path("/etc/samba/smb.conf").write_text(
            "[global]\nserver role = standalone server\ndisable netbios = yes\nload printers = no\nsmb ports = 445\n"
            f"[store]\npath = {Cifs.folder}\nread only = no\n")
        succeed("smbpasswd", "-a", "-s", "root", input="a-password\na-password\n")
        Cifs.start()

    @staticmethod
    def start():
        succeed("smbd", "-D")
        until(lambda: subprocess.run(["curl", "-s", "telnet://127.0.0.1:445", "-m", "1"], stdin=subprocess.DEVNULL).returncode != 7, 30,
              lambda: "smbd does not listen")

    def refuse(self):
        for each in pids_of("smbd"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def silence(self):
        drop(445)

    def stale(self, content):
        """It names files by their paths."""

    def back(self):
        undrop()
        if not pids_of("smbd"):
            self.start()


class Service:
    """Boot services by a standing configuration, as a site starts them that needs nobody else."""

    def __init__(self, name, http, images, *more):
        folder = pathlib.Path("/srv") / name
        (folder / "files").mkdir(parents=True, exist_ok=True)
        (folder / "files/hello").write_text("hello\n")
        (folder / "standing.json").write_text(json.dumps({"segments": [SEGMENT]}))
        self.http = http
        port = int(http.rpartition(":")[2])
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [ROOT / "ops/setup/boot-services-java", ROOT / "ops/target/ops.jar", "boot-services", "--data", folder / "data",
             "--standing", folder / "standing.json", "--images", images, "--files", folder / "files",
             "--http-port", str(port), "--https-port", str(port + 1), *more],
            stdout=self.log.open("w"), stderr=subprocess.STDOUT)
        until(lambda: "are ready" in self.log.read_text(), 180, lambda: self.log.read_text())

    def threads(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("Threads:")))

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class Content:
    """What the store holds."""

    def __init__(self, folder):
        def path(file):
            return f"/trees/{file.relative_to(folder / 'trees')}" if file.is_relative_to(folder / "trees") else f"/images/{file.relative_to(folder)}"
        files = [*(folder / "manifests").iterdir(), *(folder / "chunks").glob("*/*"), *(folder / "trees").glob("*/linux")]
        self.files = {path(file).replace(f"chunks/{file.name[:2]}/", "chunks/"): file for file in files}
        self.sums = {path: sum_of(file) for path, file in self.files.items()}
        self.largest = max((path for path in self.files if "/chunks/" in path), key=lambda each: self.files[each].stat().st_size)
        self.manifest = next(path for path in self.files if "/manifests/" in path)
        self.tree = next(path for path in self.files if "/trees/" in path)
        self.bytes = self.files[self.largest].read_bytes()
        self.folder = folder

    def file(self, path):
        return self.files[path].relative_to(self.folder)


def main():
    kinds = {
        "nfs4": [Nfs("vers=4.2,hard,timeo=50,retrans=2"), Nfs("vers=4.2,soft,timeo=50,retrans=2")],
        "nfs3": [Nfs("vers=3,hard,timeo=50,retrans=2")],
        "cifs": [Cifs("vers=3.1.1,hard,echo_interval=5,mfsymlinks"), Cifs("vers=3.1.1,soft,echo_interval=5,mfsymlinks")]}
    for directory in (EXPORTS, STORE, DATA):
        directory.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:]:
        for mount in kinds[name]:
            tell(f"== {mount}")
            mount.serve()
            with mounted(mount):
                tell("mounted: " + succeed("findmnt", "-no", "FSTYPE,OPTIONS", STORE))
                if not (mount.folder / "manifests").is_dir():
                    imported(mount)
                served(mount)
    tell(f"{len(FAULTS)} faults" if FAULTS else "it works")
    return 1 if FAULTS else 0


@contextlib.contextmanager
def mounted(mount):
    mount.mount()
    try:
        yield
    finally:
        unmount()


def unmount():
    succeed("umount", "--lazy", STORE)


def imported(mount):
    """An image and a disc are taken in through the mount, by the product itself."""
    log = pathlib.Path("/srv/up.log")
    begun = time.monotonic()
    up = subprocess.Popen(program("up", "--data", DATA), stdout=log.open("w"), stderr=subprocess.STDOUT)
    try:
        until(lambda: "Metalwright is up" in log.read_text(), PATIENCE_S, log.read_text)
        tell(f"up in {time.monotonic() - begun:.0f} s")
        for name, file in (("tiny", ROOT / "ops/images/.cache/tiny.qcow2"), ("disc", "/run/mounts/installer.iso")):
            begun = time.monotonic()
            said = subprocess.run(program("images", "import", file, "--name", name, "--json"), capture_output=True, text=True, timeout=PATIENCE_S,
                                  env={**os.environ, "METALWRIGHT_DATA": str(DATA)})
            expect(said.returncode == 0, f"{said.stdout}{said.stderr}{log.read_text()}")
            tell(f"imported {name} ({json.loads(said.stdout)['format']}) in {time.monotonic() - begun:.0f} s")
        left = [str(each) for each in (mount.folder / "incoming").rglob("*")]
        fault(left, f"{mount}: of the imports are left {left}")
    finally:
        up.terminate()
        up.wait(120)


def program(*words):
    return [java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx700m", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-cp", f"{ROOT}/ops/target/ops.jar:{ROOT}/ops/target/lib/*",
            "io.metalwright.ops.Metalwright", *map(str, words)]


def served(mount):
    """Right while all is well, refused while the server is away, and right again."""
    copy = pathlib.Path("/srv/copy") / mount.folder.name
    if not copy.exists():
        copy.parent.mkdir(exist_ok=True)
        succeed("cp", "-a", mount.folder, copy)
    content = Content(copy)
    # This one is fetched from the image source and written through the mount.
    (mount.folder / content.file(content.largest)).unlink()
    with running(Service("far", FAR, copy)), running(Service("near", HTTP, STORE, "--image-source", FAR)) as service:
        for path, wanted in content.sums.items():
            answer = ask(path)
            expect(answer.whole(wanted), f"{path}: {answer}")
        kept = mount.folder / content.file(content.largest)
        expect(sum_of(kept) == content.sums[content.largest], f"{kept} was not written as it is")
        part = ask(content.largest, "-r", "70000-1099999")
        expect(part.code == 206 and part.sum == hashlib.sha256(content.bytes[70000:1100000]).hexdigest(), part)
        tell(f"{len(content.sums)} things right by their SHA-256, one range; one chunk filled in from another site; {service.threads()} threads")
        for how in (mount.silence, mount.refuse):
            away(mount, how, service, content)
        remount(mount, content)
        mount.stale(content)


def away(mount, how, service, content):
    threads = service.threads()
    right(content)
    how()
    begun = time.monotonic()
    waiting = [Asked(content.largest, "-m", "300") for _ in range(WAITERS)]
    refused, slowest, most, by_heart, otherwise = None, 0, 0, 0, {}
    while time.monotonic() - begun < AWAY_S:
        slowest = max(slowest, else_answered())
        for path in (content.largest, content.manifest, content.tree):
            answer = ask(path, "-m", "1")
            since = time.monotonic() - begun
            if answer.code == 503:
                refused = since if refused is None else refused
            elif answer.whole(content.sums[path]):
                # The kernel has it in memory, and leave to use it.
                by_heart += 1
            else:
                otherwise.setdefault(answer.code, []).append(since)
        most = max(most, service.threads())
    more = succeed("curl", "-s", "-m", "60", "-o", "/dev/null", "-w", "%{http_code}\\n", f"{HTTP}{content.largest}?[1-200]").split()
    most = max(most, service.threads())
    early = [each for each in waiting if each.is_over()]
    tell(f"{how.__name__}: 503 after {seconds(refused)}, of 200 more {sum(code == '503' for code in more)}; all else within {slowest:.2f} s;"
         f" {threads} threads, then {most}; {by_heart} times served from memory; {len(early)} of {WAITERS} that asked as it went away were told by then")
    for code, when in otherwise.items():
        tell(f"  {code or 'silence'}: {len(when)} times, {when[0]:.0f} s to {when[-1]:.0f} s")
    mount.back()
    begun = time.monotonic()
    until(lambda: ask(content.largest, "-m", "5").whole(content.sums[content.largest]), BACK_S, lambda: ask(content.largest, "-m", "5"))
    served_after = time.monotonic() - begun
    answers = [each.answer() for each in waiting]
    right(content)
    tell(f"  200 again {served_after:.1f} s after it is back; who waited was told {sorted(each.code for each in answers)}; {service.threads()} threads")
    name = f"{mount}, {how.__name__}"
    fault(refused is None or refused > FIRST_REFUSAL_S, f"{name}: 503 after {seconds(refused)}")
    fault(slowest > SOON_S, f"{name}: something else took {slowest} s")
    fault(most > threads + MOST_WAITING, f"{name}: {threads} threads became {most}")
    fault(set(otherwise) - {0} or any(when > FIRST_REFUSAL_S for when in otherwise.get(0, [])), f"{name}: not 503 but {otherwise}")
    fault(set(more) != {"503"}, f"{name}: 200 more were told {more}")
    fault(any(each.code != 503 and not each.whole(content.sums[content.largest]) for each in answers), f"{name}: who waited was told {answers}")


def seconds(number):
    return "no time" if number is None else f"{number:.1f} s"


def fault(is_one, what):
    if is_one:
        tell(f"FAULT {what}")
        FAULTS.append(what)


def remount(mount, content):
    unmount()
    until(lambda: ask(content.largest).code == 503, 20, lambda: ask(content.largest))
    mount.mount()
    begun = time.monotonic()
    until(lambda: ask(content.largest).code == 200, 20, lambda: ask(content.largest))
    tell(f"unmounted: 503; mounted again: 200 after {time.monotonic() - begun:.1f} s")
    right(content)


def right(content):
    for path in (content.largest, content.manifest, content.tree):
        answer = ask(path, "-m", "60")
        expect(answer.whole(content.sums[path]), f"{path}: {answer}")


def else_answered():
    """The longest that one of them took."""
    slowest = 0
    for path in ELSE:
        answer = ask(path, "-m", "20")
        expect(answer.code == 200, f"{path}: {answer}")
        slowest = max(slowest, answer.seconds)
    return slowest


@contextlib.contextmanager
def running(service):
    try:
        yield service
    finally:
        service.stop()


class Answer:
    def __init__(self, code, seconds, body):
        self.code = code
        self.seconds = seconds
        self.sum = hashlib.sha256(body).hexdigest()
        self.text = body[:300].decode(errors="replace") if code != 200 else ""

    def whole(self, wanted):
        return self.code == 200 and self.sum == wanted

    def __str__(self):
        return f"{self.code} after {self.seconds} s, {self.sum} {self.text}"

    __repr__ = __str__


class Asked:
    """A curl that is on its way."""

    def __init__(self, path, *more):
        self.told = None
        self.file = tempfile.NamedTemporaryFile(dir="/srv")
        self.process = subprocess.Popen(
            ["curl", "-s", "-o", self.file.name, "-w", "%{http_code} %{time_total}", *more, HTTP + path], stdout=subprocess.PIPE, text=True)

    def is_over(self):
        return self.process.poll() is not None

    def answer(self):
        if self.told is None:
            code, seconds = self.process.communicate()[0].split()
            with self.file:
                self.told = Answer(int(code) if self.process.returncode == 0 else 0, float(seconds), pathlib.Path(self.file.name).read_bytes())
        return self.told


def ask(path, *more):
    return Asked(path, *more).answer()


@functools.cache
def java():
    return succeed(ROOT / "ops/setup/jdk") + "/bin/java"


def drop(port):
    """As if the server had lost its power."""
    # User-mode Linux has no filters of nft's.
    succeed("iptables-legacy", "-A", "INPUT", "-p", "tcp", "--dport", port, "-j", "DROP")


def undrop():
    succeed("iptables-legacy", "-F", "INPUT")


def pids_of(name):
    return [int(each) for each in subprocess.run(["pidof", name], capture_output=True, text=True).stdout.split()]


def sum_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def until(holds, seconds, otherwise):
    deadline = time.monotonic() + seconds
    while not holds():
        expect(time.monotonic() < deadline, otherwise())
        time.sleep(0.5)


def expect(holds, otherwise):
    if not holds:
        raise AssertionError(otherwise)


def succeed(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    expect(done.returncode == 0, f"{command}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


def tell(what):
    print(time.strftime("%H:%M:%S"), what, flush=True)


if __name__ == "__main__":
    sys.exit(main())
