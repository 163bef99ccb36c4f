"""Readers without a browser: sessions of the page over its WebSocket, as Streamlit's own script opens them, and the
API calls that the map and the timeline make. They cost the server what a reader does; nothing is drawn.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

LIMIT = 60
"""Seconds after which an answer is no longer waited for."""
_FILTER_EACH = 10  # pans
_YEARS = (2010, 2020)
_SLOW = 0.15  # s: as BUSY in dashboard/assets/questions.js


class Session:
    """One session of a Streamlit app at `address`."""

    def __init__(self, address: str) -> None:
        url = address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = connect(url, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(address))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def run(self, query: str = "") -> tuple[float, int]:
        """Seconds and bytes until the page has run with this query string. Raises TimeoutError after LIMIT."""
        began = time.monotonic()
        size = 0
        self._socket.send(BackMsg(rerun_script=ClientState(query_string=query)).SerializeToString())
        while True:
            received = self._socket.recv(timeout=LIMIT)
            size += len(received)
            message = ForwardMsg.FromString(received)
            if message.WhichOneof("type") == "script_finished":
                return time.monotonic() - began, size


@dataclass
class Waited:
    """Seconds that readers waited for each thing, and what went wrong."""

    opened: list[float] = field(default_factory=list)
    panned: list[float] = field(default_factory=list)
    filtered: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def crowd(
    address: str, views: Sequence[tuple[float, float]], readers: int, seconds: int, look: Callable[[], None]
) -> Waited:
    """What `readers` wait for in `seconds` after all have opened the page; `look` is called meanwhile.

    Each pans once a second and changes the dates at every tenth pan.
    """
    waited = Waited()
    all_in = threading.Barrier(readers + 1)
    ends = 0.0

    def reader(number: int) -> None:
        try:
            with Session(address) as session:
                waited.opened.append(session.run()[0])
                all_in.wait(LIMIT)
                for step in range(number, number + seconds):
                    if time.monotonic() > ends:
                        return
                    if step % _FILTER_EACH == 0:
                        waited.filtered.append(_filter(address, session, _YEARS[0] + step % (_YEARS[1] - _YEARS[0])))
                    waited.panned.append(_pan(address, *views[step % len(views)], 5 + step % 4, number % 7))
                    time.sleep(1)
        except Exception as error:  # told in the table
            waited.errors.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=reader, args=(number,), daemon=True) for number in range(readers)]
    for thread in threads:
        thread.start()
        time.sleep(5 / readers)  # they do not come all at one moment
    ends = time.monotonic() + LIMIT + seconds
    try:
        all_in.wait(LIMIT)
        ends = time.monotonic() + seconds
        look()
    except threading.BrokenBarrierError:
        waited.errors.append(f"not all readers had opened the page within {LIMIT} s")
    for thread in threads:
        thread.join(seconds + LIMIT)
        if thread.is_alive():
            waited.errors.append(f"a reader did not end within {seconds + LIMIT} s")
    return waited


def _pan(address: str, latitude: float, longitude: float, zoom: int, aside: int) -> float:
    """Seconds of one view; then the map of a hand at rest asks for a step in and one out, unless the server is slow."""
    west, south = longitude - 10 - aside, latitude - 5
    waited = last = _asked(f"{address}/api/clusters?bbox={west},{south},{west + 25},{south + 12}&zoom={zoom}")
    for box, level in (
        (f"{west + 6},{south + 3},{west + 18},{south + 9}", zoom + 1),
        (f"{west - 12},{south - 6},{west + 38},{south + 18}", zoom - 1),
    ):
        if last < _SLOW:
            last = _asked(f"{address}/api/clusters?bbox={box}&zoom={level}")
    return waited


def _filter(address: str, session: Session, year: int) -> float:
    """The map asks at once; the page runs, and the timeline and the table ask then."""
    dates = f"from={year}-01-01&to={year}-12-31"
    began = time.monotonic()
    _asked(f"{address}/api/clusters?{dates}&bbox=-180,-85,180,85&zoom=3")
    session.run(dates)
    for path in (f"timeline?{dates}", f"incidents?{dates}&limit=50"):
        _asked(f"{address}/api/{path}")
    return time.monotonic() - began


def _asked(url: str) -> float:
    began = time.monotonic()
    with urlopen(url, timeout=LIMIT) as answer:
        answer.read()
    return time.monotonic() - began
