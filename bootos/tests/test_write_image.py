"""metalwright-write-image on this host, a plain file as disk: what must be right when things go wrong."""

import hashlib
import json
import os
import random
import re
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


class ChunkServer:
    """Serves zstd-compressed chunks by their sum. `faults[sum]` is a list of wrong answers to give first; `delay` slows every answer."""

    def __init__(self):
        self.chunks = {}
        self.faults = {}
        self.delay = 0.0
        self.asked = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.source = f"http://127.0.0.1:{self.server.server_port}/chunks/"

    def add(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self.chunks[digest] = subprocess.run(["zstd", "-qc"], input=data, capture_output=True, check=True).stdout
        return digest

    def handler(server):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                digest = self.path.rsplit("/", 1)[1]
                server.asked.append(digest)
                time.sleep(server.delay)
                faults = server.faults.get(digest, [])
                fault = faults.pop(0) if faults else None
                body = server.chunks[digest]
                announced = len(body)
                if fault == 404:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                if isinstance(fault, bytes):
                    body = fault
                    announced = len(body)
                if fault == "short":
                    body = body[: len(body) // 2]
                    self.close_connection = True
                self.send_response(200)
                self.send_header("Content-Length", str(announced))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except BrokenPipeError:
                    pass  # the writer was killed, which is the test

        return Handler


class WriteImageTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.job = self.folder / "job"
        self.job.mkdir()
        self.disk = self.folder / "disk"
        self.server = ChunkServer()
        self.addCleanup(self.server.server.server_close)
        self.addCleanup(self.server.server.shutdown)
        generator = random.Random(4711)
        # Chunks of two whole, a hole of three, four whole, a short last one, and a hole at the end.
        self.image = bytearray(12 * CHUNK)
        self.pieces = []
        for offset, length in [(0, CHUNK), (1, CHUNK), (5, CHUNK), (6, CHUNK), (7, CHUNK), (8, CHUNK), (9, CHUNK // 2)]:
            data = generator.randbytes(length // 2) + bytes(length // 2)
            start = offset * CHUNK
            self.image[start : start + length] = data
            self.pieces.append({"offset": start, "length": length, "sha256": self.server.add(data), "stored": 1})
        # What was on the disk before must shine through nowhere.
        self.before = b"\xaa" * (13 * CHUNK)
        self.disk.write_bytes(self.before)

    def describe(self, **changes):
        job = {"source": self.server.source, "device": str(self.disk), "diskSerial": "S1", "sizeBytes": len(self.image),
               "chunkBytes": CHUNK, "chunks": self.pieces, "verifyFirst": 0}
        job.update(changes)
        (self.job / "job.json").write_text(json.dumps(job))

    def start(self, **environment):
        return subprocess.Popen(
            ["busybox", "sh", str(ROOT / "bin" / "metalwright-write-image"), str(self.job)],
            env={**os.environ, "METALWRIGHT_LIB": str(ROOT / "lib" / "metalwright"), "METALWRIGHT_FILE_SERIAL": "S1",
                 "METALWRIGHT_PATIENCE_SECONDS": "2", **environment},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def run_job(self, **environment):
        process = self.start(**environment)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def progress(self):
        return json.loads((self.job / "progress.json").read_text())

    def assert_written(self):
        content = self.disk.read_bytes()
        self.assertEqual(hashlib.sha256(self.image).digest(), hashlib.sha256(content[: len(self.image)]).digest())
        self.assertEqual(self.before[len(self.image) :], content[len(self.image) :], "nothing behind the image is touched")

    def test_chunks_are_written_and_holes_are_zeroed(self):
        self.describe()
        code, _, err = self.run_job()
        self.assertEqual((0, ""), (code, err))
        self.assert_written()
        data = sum(piece["length"] for piece in self.pieces)
        fetched = sum(len(self.server.chunks[piece["sha256"]]) for piece in self.pieces)
        self.assertEqual({"state": "done", "chunksDone": 7, "chunksTotal": 7, "bytesWritten": data, "bytesFetched": fetched, "error": None},
                         self.progress())
        self.assertEqual([], list(self.job.glob("chunks.*")))

    def test_a_chunk_that_is_wrong_twice_is_fetched_a_third_time(self):
        digest = self.pieces[2]["sha256"]
        self.server.faults[digest] = [self.server.chunks[self.pieces[0]["sha256"]], b"this is no zstd frame"]
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assert_written()

    def test_a_chunk_that_is_wrong_three_times_fails_the_job_and_is_not_written(self):
        wrong = self.server.chunks[self.pieces[0]["sha256"]]
        digest = self.pieces[2]["sha256"]
        self.server.faults[digest] = [wrong] * 3
        self.describe()
        self.assertEqual(1, self.run_job()[0])
        progress = self.progress()
        self.assertEqual("failed", progress["state"])
        for part in ["chunk 2 at offset 5242880", f"wanted sha256 {digest}", f"found {self.pieces[0]['sha256']}"]:
            self.assertIn(part, progress["error"])
        self.assertEqual(2, progress["chunksDone"])
        place = self.disk.read_bytes()[5 * CHUNK : 6 * CHUNK]
        self.assertNotEqual(hashlib.sha256(place).hexdigest(), self.pieces[0]["sha256"])

    def test_a_chunk_cut_short_on_the_way_is_fetched_again(self):
        self.server.faults[self.pieces[1]["sha256"]] = ["short", "short"]
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assert_written()

    def test_a_chunk_that_unpacks_to_far_more_than_it_should_is_given_up_early(self):
        flood = subprocess.run(["zstd", "-qc"], input=bytes(200 * CHUNK), capture_output=True, check=True).stdout
        self.server.faults[self.pieces[2]["sha256"]] = [flood] * 3
        self.describe()
        self.assertEqual(1, self.run_job()[0])
        size = int(re.search(r"of (\d+) bytes, 3 times", self.progress()["error"])[1])
        self.assertGreater(size, CHUNK)
        self.assertLessEqual(size, CHUNK + 512)

    def test_a_chunk_that_is_not_there_yet_is_asked_for_again(self):
        self.server.faults[self.pieces[3]["sha256"]] = [404, 404]
        self.describe()
        self.assertEqual(0, self.run_job()[0])
        self.assert_written()

    def test_a_chunk_that_never_comes_fails_the_job_by_name(self):
        self.server.faults[self.pieces[3]["sha256"]] = [404] * 100
        self.describe()
        self.assertEqual(1, self.run_job()[0])
        self.assertIn("chunk 3 at offset 6291456 does not come from", self.progress()["error"])
        self.assertIn("404", self.progress()["error"])

    def test_a_disk_that_is_too_small_is_not_touched(self):
        self.disk.write_bytes(self.before[: 12 * CHUNK - 512])
        self.describe()
        self.assertEqual(1, self.run_job()[0])
        self.assertIn("the image has 12582912 bytes", self.progress()["error"])
        self.assertEqual(self.before[: 12 * CHUNK - 512], self.disk.read_bytes())

    def test_another_disk_than_the_planned_one_is_not_touched(self):
        self.describe()
        self.assertEqual(1, self.run_job(METALWRIGHT_FILE_SERIAL="S2")[0])
        self.assertIn("has the serial 'S2', the job is for the disk 'S1'", self.progress()["error"])
        self.assertEqual(self.before, self.disk.read_bytes())

    def test_a_neighbour_of_the_same_serial_is_not_touched(self):
        self.describe(diskWwn="0x01")
        self.assertEqual(1, self.run_job(METALWRIGHT_FILE_WWN="0x02")[0])
        self.assertIn("has the world-wide name '0x02', the job is for the disk '0x01'", self.progress()["error"])
        self.assertEqual(self.before, self.disk.read_bytes())
        self.assertEqual(0, self.run_job(METALWRIGHT_FILE_WWN="0x01")[0])
        self.assert_written()

    def test_a_plain_file_is_no_disk(self):
        self.describe()
        environment = dict(os.environ, METALWRIGHT_LIB=str(ROOT / "lib" / "metalwright"))
        environment.pop("METALWRIGHT_FILE_SERIAL", None)
        code = subprocess.run(["busybox", "sh", str(ROOT / "bin" / "metalwright-write-image"), str(self.job)], env=environment,
                              capture_output=True).returncode
        self.assertEqual(1, code)
        self.assertIn("is no disk", self.progress()["error"])
        self.assertEqual(self.before, self.disk.read_bytes())

    def test_chunks_out_of_order_or_beyond_the_image_are_refused(self):
        for chunks in [self.pieces[::-1], self.pieces + [dict(self.pieces[0], offset=len(self.image))], [dict(self.pieces[0], sha256="../../etc")]]:
            self.describe(chunks=chunks)
            self.assertEqual(1, self.run_job()[0])
            self.assertIn("out of order", self.progress()["error"])
        self.assertEqual(self.before, self.disk.read_bytes())

    def test_a_killed_writer_goes_on_at_the_next_chunk(self):
        self.server.delay = 0.15
        self.describe()
        process = self.start()
        end = time.monotonic() + 30
        while not (self.job / "progress.json").exists() or self.progress()["chunksDone"] < 4:
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        reached = self.progress()
        self.assertEqual("running", reached["state"])
        self.assertLess(reached["chunksDone"], 7)
        self.server.asked.clear()
        self.assertEqual(0, self.run_job()[0])
        self.assert_written()
        self.assertEqual({piece["sha256"] for piece in self.pieces[reached["chunksDone"] :]}, set(self.server.asked))
        self.assertEqual(("done", 7), (self.progress()["state"], self.progress()["chunksDone"]))

    def test_only_chunks_that_differ_are_fetched_again(self):
        content = bytearray(self.image) + self.before[len(self.image) :]
        content[5 * CHUNK + 17] ^= 1
        content[3 * CHUNK] = 7  # in a hole
        self.disk.write_bytes(content)
        self.describe(verifyFirst=5)
        self.assertEqual(0, self.run_job()[0])
        self.assert_written()
        self.assertEqual({self.pieces[index]["sha256"] for index in (2, 5, 6)}, set(self.server.asked))

    def test_a_second_writer_sees_the_first_and_leaves(self):
        self.server.delay = 0.3
        self.describe()
        first = self.start()
        end = time.monotonic() + 30
        while not (self.job / "progress.json").exists():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)
        started = time.monotonic()
        code, out, _ = self.run_job()
        self.assertEqual(0, code)
        self.assertIn("already", out)
        self.assertLess(time.monotonic() - started, 2)
        self.assertIsNone(first.poll())
        first.communicate(timeout=60)
        self.assertEqual(0, first.returncode)
        self.assert_written()

    def test_a_job_that_cannot_be_read_says_so(self):
        (self.job / "job.json").write_text("{")
        self.assertEqual(1, self.run_job()[0])
        self.assertIn("job.json cannot be read", self.progress()["error"])


if __name__ == "__main__":
    unittest.main()
