"""A small boot-services for tests: /ca.pem and chunks by HTTP, the agent's protocol by HTTPS. Says what it was told."""

import hashlib
import json
import os
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlparse


def make_certificate(folder: Path, address: str) -> None:
    """A CA and a server certificate for one address, with the openssl program."""

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, cwd=folder)

    ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]
    openssl("req", "-x509", *ec, "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=test CA")
    openssl("req", *ec, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=boot")
    (folder / "extensions").write_text(f"subjectAltName=IP:{address}\n")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
            "-extfile", "extensions", "-out", "server.pem")


class BootServices:
    """One machine's server. `wanted`, `keys` and `action` may be changed at any time; a held poll is then answered at once."""

    def __init__(self, folder: Path, address: str, token: str):
        make_certificate(folder, address)
        self.folder = folder
        self.token = token
        self.wanted = False
        self.keys = []
        self.action = "stay"
        self.announcements = []
        self.polls = []
        self.failures = []  # answers to give instead, first come first served: (path, status)
        self.sessions = {}
        self.changed = threading.Condition()
        self.version = 0
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.https = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        self.https.socket = context.wrap_socket(self.https.socket, server_side=True, do_handshake_on_connect=False)
        for server in (self.http, self.https):
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.ca_sum = hashlib.sha256((folder / "ca.pem").read_bytes()).hexdigest()

    def change(self, **values):
        with self.changed:
            for name, value in values.items():
                setattr(self, name, value)
            self.version += 1
            self.changed.notify_all()

    def wait_for(self, what, condition, seconds):
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"not seen within {seconds} s: {what}")
            time.sleep(0.05)

    def close(self):
        self.http.shutdown()
        self.https.shutdown()

    def handler(services):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, body, kind="application/json"):
                data = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                try:
                    self.wfile.write(data)
                except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                    pass  # the machine is gone, as some tests want it

            def planned_failure(self, path):
                with services.changed:
                    for planned in services.failures:
                        if planned[0] == path:
                            services.failures.remove(planned)
                            self.answer(planned[1], {"title": "planned failure"}, "application/problem+json")
                            return True
                return False

            def do_GET(self):
                url = urlparse(self.path)
                if self.planned_failure(url.path):
                    return
                if url.path == "/ca.pem":
                    self.answer(200, (services.folder / "ca.pem").read_bytes(), "application/x-pem-file")
                elif url.path == "/agent/v1/work" and isinstance(self.connection, ssl.SSLSocket):
                    self.work(float(parse_qs(url.query)["wait"][0]))
                else:
                    self.answer(404, {"title": "no such thing"}, "application/problem+json")

            def work(self, wait):
                session = self.headers.get("Authorization", "").removeprefix("Bearer ")
                if session not in services.sessions:
                    self.answer(401, {"title": "session unknown"}, "application/problem+json")
                    return
                services.polls.append(wait)
                with services.changed:
                    if services.sessions[session] == services.version:
                        services.changed.wait(wait)
                    services.sessions[session] = services.version
                    body = {"wanted": services.wanted, "authorizedKeys": services.keys, "action": services.action}
                self.answer(200, body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                path = urlparse(self.path).path
                if self.planned_failure(path):
                    return
                if path != "/agent/v1/announce" or not isinstance(self.connection, ssl.SSLSocket):
                    self.answer(404, {"title": "no such thing"}, "application/problem+json")
                    return
                announcement = json.loads(body)
                if announcement["token"] != services.token:
                    self.answer(403, {"title": "boot token unknown", "detail": "It was used or is expired."}, "application/problem+json")
                    return
                session = os.urandom(16).hex()
                with services.changed:
                    services.sessions[session] = services.version
                    services.announcements.append(announcement)
                self.answer(200, {"session": session, "wanted": services.wanted, "authorizedKeys": services.keys, "pollSeconds": 60})

        return Handler
