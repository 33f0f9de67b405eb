"""metalwright-read-image on this host, a plain file as disk: what it leaves out, and what must be right when things go wrong."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "rootfs" / "usr"
CHUNK = 1 << 20
MIB = 1 << 20
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"


class Store:
    """Takes zstd-compressed chunks by their sum from who has the token. `refusals` are answers to give first; `delay` slows every answer."""

    def __init__(self):
        self.chunks = {}
        self.refusals = []
        self.delay = 0.0
        self.puts = []
        self.tokens = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.target = f"http://127.0.0.1:{self.server.server_port}/chunks/"

    def handler(store):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status):
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def do_HEAD(self):
                self.answer(200 if self.path.rsplit("/", 1)[1] in store.chunks else 404)

            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                store.tokens.add(self.headers["Authorization"])
                time.sleep(store.delay)
                if store.refusals:
                    self.answer(store.refusals.pop(0))
                    return
                digest = self.path.rsplit("/", 1)[1]
                plain = subprocess.run(["zstd", "-dqc"], input=body, capture_output=True, check=True).stdout
                if hashlib.sha256(plain).hexdigest() != digest:
                    self.answer(422)
                    return
                store.puts.append(digest)
                store.chunks[digest] = plain
                self.answer(204)

        return Handler


class ReadImageTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.job = self.folder / "job"
        self.job.mkdir()
        self.disk = self.folder / "disk"
        self.store = Store()
        self.addCleanup(self.store.server.server_close)
        self.addCleanup(self.store.server.shutdown)
        self.random = random.Random(4711)

    def run_tool(self, *command, **options):
        return subprocess.run([str(word) for word in command], check=True, capture_output=True, env={**os.environ, "PATH": PATH}, **options)

    def golden(self, table="gpt", kind="ext4"):
        """A disk of 96 MiB with 20 MiB behind its table: a boot partition, and a root with one file kept and a large one deleted."""
        tree = self.folder / "tree"
        (tree / "etc").mkdir(parents=True)
        (tree / "etc" / "golden").write_bytes(b"golden machine\n" + self.random.randbytes(3 * MIB))
        (tree / "deleted").write_bytes(b"DELETED SECRET " * (MIB // 15) + self.random.randbytes(20 * MIB))
        root = self.folder / "root"
        root.write_bytes(b"")
        os.truncate(root, 70 * MIB)
        if kind == "ext4":
            self.run_tool("mke2fs", "-q", "-t", "ext4", "-d", tree, root)
            self.run_tool("debugfs", "-w", "-R", "rm deleted", root)
        with open(self.disk, "wb") as disk:
            disk.truncate(96 * MIB)
        script = f"label: {table}\nstart=2048, size=8192\nstart=10240, size={70 * 2048}\n"
        self.run_tool("sfdisk", "-q", self.disk, input=script.encode())
        if table == "gpt":
            # The disk was grown, and its second table was left where it had been.
            os.truncate(self.disk, 116 * MIB)
        with open(self.disk, "r+b") as disk:
            disk.seek(2048 * 512)
            disk.write(self.random.randbytes(MIB))
            disk.seek(10240 * 512)
            disk.write(root.read_bytes())
            disk.seek(90 * MIB)
            disk.write(b"between partitions and the second table " * 1000)

    def describe(self, **changes):
        job = {"target": self.store.target, "token": "t0ken", "device": str(self.disk), "diskSerial": "S1", "chunkBytes": CHUNK}
        job.update(changes)
        (self.job / "job.json").write_text(json.dumps(job))

    def start(self, **environment):
        return subprocess.Popen(
            ["busybox", "sh", str(ROOT / "bin" / "metalwright-read-image"), str(self.job)],
            env={**os.environ, "PATH": PATH, "METALWRIGHT_LIB": str(ROOT / "lib" / "metalwright"), "METALWRIGHT_FILE_SERIAL": "S1",
                 "METALWRIGHT_PATIENCE_SECONDS": "2", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def run_job(self, **environment):
        process = self.start(**environment)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err

    def progress(self):
        return json.loads((self.job / "progress.json").read_text())

    def kept(self):
        return [(int(a), int(b), c, int(d)) for a, b, c, d in (line.split() for line in (self.job / "chunks").read_text().splitlines())]

    def restored(self, lists=None):
        """The image as it would be written to another disk."""
        image = bytearray(self.progress()["sizeBytes"])
        for offset, length, digest, _ in lists or self.kept():
            plain = self.store.chunks[digest]
            self.assertEqual(length, len(plain))
            image[offset : offset + length] = plain
        return bytes(image)

    def assert_golden(self, image):
        copy = self.folder / "copy"
        copy.write_bytes(image)
        self.assertIn(b"start=", self.run_tool("sfdisk", "-d", copy).stdout)
        root = self.folder / "root.copy"
        root.write_bytes(image[10240 * 512 : 10240 * 512 + 70 * MIB])
        self.run_tool("e2fsck", "-fn", root)
        self.assertEqual((self.folder / "tree/etc/golden").read_bytes(), self.run_tool("debugfs", "-R", "cat /etc/golden", root).stdout)
        self.assertEqual(self.disk.read_bytes()[2048 * 512 : 10240 * 512], image[2048 * 512 : 10240 * 512], "the boot partition is whole")

    def test_a_clean_disk_is_kept_without_what_is_free_and_can_be_restored(self):
        self.golden()
        before = hashlib.sha256(self.disk.read_bytes()).digest()
        self.describe()
        code, _, err = self.run_job()
        self.assertEqual((0, ""), (code, err))
        image = self.restored()
        self.assertEqual(96 * MIB, len(image), "what the table does not know of is left out")
        self.assert_golden(image)
        self.assertFalse(b"DELETED SECRET" in image)
        self.assertFalse(b"between partitions" in image)
        self.assertLess(sum(length for _, length, _, _ in self.kept()), 16 * MIB)
        self.assertEqual({"Bearer t0ken"}, self.store.tokens)
        self.assertEqual(before, hashlib.sha256(self.disk.read_bytes()).digest(), "the disk is only read")
        self.assertEqual("done", self.progress()["state"])

    def test_a_dos_table_is_kept_to_its_last_partition(self):
        self.golden(table="dos")
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        image = self.restored()
        self.assertEqual(10240 * 512 + 70 * MIB, len(image))
        self.assert_golden(image)

    def test_a_file_system_that_was_not_unmounted_is_read_whole(self):
        self.golden()
        root = self.folder / "root"
        self.run_tool("debugfs", "-w", "-R", "feature needs_recovery", root)
        with open(self.disk, "r+b") as disk:
            disk.seek(10240 * 512)
            disk.write(root.read_bytes())
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        image = self.restored()
        self.assertEqual(self.disk.read_bytes()[10240 * 512 : 10240 * 512 + 70 * MIB], image[10240 * 512 : 10240 * 512 + 70 * MIB])

    def test_free_blocks_of_xfs_are_left_out(self):
        with open(self.disk, "wb") as disk:
            disk.truncate(320 * MIB)
        prototype = self.folder / "prototype"
        (self.folder / "golden").write_bytes(self.random.randbytes(3 * MIB))
        prototype.write_text(f"/\n0 0\nd--755 0 0\ngolden ---644 0 0 {self.folder / 'golden'}\n$\n")
        self.run_tool("mkfs.xfs", "-q", "-p", prototype, self.disk)
        with open(self.disk, "r+b") as disk:
            disk.seek(260 * MIB)
            disk.write(b"nobody's blocks " * 65536)
        self.describe()
        code, _, err = self.run_job()
        self.assertEqual((0, ""), (code, err))
        image = self.restored()
        copy = self.folder / "copy"
        copy.write_bytes(image)
        self.run_tool("xfs_repair", "-n", "-f", copy)
        self.assertFalse(b"nobody's blocks" in image)
        self.assertTrue((self.folder / "golden").read_bytes()[:4096] in image)

    def test_a_disk_without_a_table_is_read_whole_but_for_zeros(self):
        content = bytearray(9 * CHUNK + 512)
        content[3 * CHUNK : 4 * CHUNK] = self.random.randbytes(CHUNK)
        content[-512:] = self.random.randbytes(512)
        self.disk.write_bytes(content)
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assertEqual(bytes(content), self.restored())
        self.assertEqual([3 * CHUNK, 9 * CHUNK], [offset for offset, _, _, _ in self.kept()])

    def test_a_reader_that_was_killed_goes_on_at_the_next_chunk(self):
        self.golden()
        self.describe()
        self.store.delay = 0.2
        process = self.start()
        while len(self.store.puts) < 6:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stderr.close()
        time.sleep(0.5)
        self.store.delay = 0
        self.assertEqual(0, self.run_job()[0])
        self.assert_golden(self.restored())
        self.assertEqual(len(set(self.store.puts)), len(self.store.puts), "no chunk is sent twice")

    def test_another_boot_reads_anew_and_sends_nothing_twice(self):
        self.golden()
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        whole = self.kept()
        sent = len(self.store.puts)
        shutil.rmtree(self.job)
        self.job.mkdir()
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assertEqual(whole, self.kept())
        self.assertEqual(sent, len(self.store.puts), "what the store has is not sent again")

    def test_a_store_that_is_away_for_a_moment_is_waited_for(self):
        self.golden()
        self.store.refusals = [503, 503]
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assert_golden(self.restored())

    def test_a_store_that_takes_nothing_fails_the_job_by_name(self):
        self.golden()
        self.store.refusals = [403] * 500
        self.describe()
        self.assertEqual(1, self.run_job()[0])
        self.assertIn("is not taken by", self.progress()["error"])
        self.assertIn("403", self.progress()["error"])
        self.assertNotIn("t0ken", self.progress()["error"])

    def test_another_disk_than_the_planned_one_is_not_read(self):
        self.golden()
        self.describe()
        self.assertEqual(1, self.run_job(METALWRIGHT_FILE_SERIAL="S2")[0])
        self.assertIn("has the serial 'S2', the job is for the disk 'S1'", self.progress()["error"])
        self.assertEqual([], self.store.puts)

    def test_the_token_stands_in_no_argument(self):
        self.golden()
        self.describe()
        self.store.delay = 0.3
        process = self.start()
        seen = []
        while process.poll() is None:
            listing = subprocess.run(["ps", "-eo", "args", "--no-headers"], capture_output=True, text=True).stdout
            seen += [line for line in listing.splitlines() if self.store.target in line]
            self.assertFalse([line for line in listing.splitlines() if "t0ken" in line])
            time.sleep(0.05)
        process.communicate()
        self.assertTrue(seen, "curl was seen at work")


if __name__ == "__main__":
    unittest.main()
