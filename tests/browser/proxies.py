"""The proxies of deploy/, as they stand there but for ports, certificate and where they write."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, free_port

NAME = "sheru.example.org"
_PROGRAMS = {
    "nginx": ["/usr/sbin/nginx", str(ROOT / ".venv" / "nginx" / "usr" / "sbin" / "nginx")],
    "caddy": ["/usr/bin/caddy", str(ROOT / ".venv" / "caddy" / "usr" / "bin" / "caddy")],
}


@contextmanager
def proxy(kind: str, folder: Path, upstream: int) -> Iterator[str]:
    """Run nginx or Caddy with our configuration before the dashboard on port `upstream`; yields the address outside.

    The test is skipped where the program is absent, unless CI is set: there it fails.
    """
    program = next((path for path in [shutil.which(kind), *_PROGRAMS[kind]] if path and Path(path).exists()), None)
    if program is None or shutil.which("openssl") is None:
        missing = f"{kind} or openssl is not on this machine; `make proxies` fetches Debian's {kind}"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    folder.mkdir(parents=True)
    port, plain = free_port(), free_port()
    certificate, key = _certificate(folder)
    write = _nginx if kind == "nginx" else _caddy
    arguments = write(folder, port, plain, upstream, certificate, key)
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": "/usr/bin:/bin"}
    with (folder / "output.log").open("wb") as out:
        process = subprocess.Popen([program, *arguments], stdout=out, stderr=out, env=home)
    try:
        _wait(port, process, folder / "output.log")
        yield f"https://{NAME}:{port}/sheru"
    finally:
        process.terminate()
        process.wait(timeout=20)


def written(folder: Path) -> str:
    """Everything that the proxy wrote, but for its configuration and certificate."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".conf", ".pem")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files if path.name != "Caddyfile")


def _nginx(folder: Path, port: int, plain: int, upstream: int, certificate: Path, key: Path) -> list[str]:
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
    for old, new in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "127.0.0.1:8501": f"127.0.0.1:{upstream}",
        "/etc/letsencrypt/live/sheru.example.org/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/sheru.example.org/privkey.pem": str(key),
        "/var/log/nginx/sheru-error.log": str(folder / "sheru-error.log"),
    }.items():
        assert old in text, f"deploy/nginx.conf has no {old!r} any more"
        text = text.replace(old, new)
    (folder / "sheru.conf").write_text(text, encoding="utf-8")
    temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    main = [
        *(["user root;"] if os.getuid() == 0 else []),
        f"daemon off; pid {folder / 'pid'}; error_log {folder / 'main-error.log'} info;",
        "events {}",
        f"http {{ access_log {folder / 'access.log'};",  # as Debian's nginx.conf has it: ours must switch it off
        *(f"{name}_temp_path {folder / name};" for name in temporary),
        f"include {folder / 'sheru.conf'}; }}",
    ]
    (folder / "nginx.conf").write_text("\n".join(main), encoding="utf-8")
    return ["-p", str(folder), "-e", str(folder / "main-error.log"), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, port: int, plain: int, upstream: int, certificate: Path, key: Path) -> list[str]:
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert text.count("\n{\n") == 1 and f"\n{NAME} {{\n" in text
    text = text.replace("\n{\n", f"\n{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {port}\n", 1)
    text = text.replace(f"\n{NAME} {{\n", f"\n{NAME} {{\n\ttls {certificate} {key}\n", 1)
    (folder / "Caddyfile").write_text(text.replace("127.0.0.1:8501", f"127.0.0.1:{upstream}"), encoding="utf-8")
    return ["run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    command += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"the proxy did not start:\n{log.read_text(errors='replace')}")
