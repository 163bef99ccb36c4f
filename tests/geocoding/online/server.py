"""A server of ours that answers as the services do, and fails as they do."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class FakeService:
    """Answers each request with the next of `replies`, the last one for ever; remembers what it was asked."""

    def __init__(self) -> None:
        self.replies: list[Reply] = [Reply()]
        self.requests: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.agents: list[str] = []
        self.times: list[float] = []
        self.at_once = 0
        self.most_at_once = 0
        self.url = ""
        self.closing = threading.Event()
        self._lock = threading.Lock()

    def enter(self, path: str, agent: str) -> "Reply":
        parts = urlsplit(path)
        with self._lock:
            self.times.append(time.monotonic())
            self.paths.append(parts.path)
            self.agents.append(agent)
            self.requests.append({name: values[0] for name, values in parse_qs(parts.query).items()})
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def leave(self) -> None:
        with self._lock:
            self.at_once -= 1


class Reply:
    def __init__(self, body: object = (), *, status: int = 200, headers: dict[str, str] | None = None, stalls=False,
                 drips=False, breaks=False) -> None:  # fmt: skip
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.status = status
        self.headers = headers or {}
        self.stalls, self.drips, self.breaks = stalls, drips, breaks


@contextmanager
def serving() -> Iterator[FakeService]:
    service = FakeService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = service.enter(self.path, self.headers.get("User-Agent", ""))
            try:
                self.answer(reply)
            except OSError:
                pass  # the client went away, as it should from an answer without end
            finally:
                service.leave()

        def answer(self, reply: Reply) -> None:
            if reply.stalls:
                service.closing.wait(5)
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body) + (100 if reply.breaks else 0)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.drips:
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if service.closing.wait(0.05):
                        return
            else:
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.url = f"http://127.0.0.1:{httpd.server_port}"
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        service.closing.set()
        httpd.shutdown()
        httpd.server_close()
        thread.join()
