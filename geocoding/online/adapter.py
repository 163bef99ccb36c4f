"""geopy's HTTP client, with bounds: so many bytes, so many seconds, no retries of its own."""

import json
import time
from typing import Any

from geopy.adapters import AdapterHTTPError, RequestsAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

MAX_BYTES = 1_000_000
"""Of one answer; five results of the wordiest provider take about 20,000."""
_CHUNK = 65_536
_MAX_REDIRECTS = 3


class BoundedAdapter(RequestsAdapter):  # type: ignore[misc]  # geopy ships no types
    """Reads an answer only as far as MAX_BYTES, and `timeout` seconds for all of it, not for each packet."""

    def __init__(self, *, proxies: Any, ssl_context: Any, more: str = "") -> None:
        """`more` is added to each address: parameters that geopy does not know, beginning with "&"."""
        super().__init__(proxies=proxies, ssl_context=ssl_context, max_retries=0)
        self.session.max_redirects = _MAX_REDIRECTS
        self._more = more

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """As geopy's; raises GeocoderParseError for what is no JSON object or list, or too long or too deep."""
        try:
            answer = json.loads(self.get_text(url, timeout=timeout, headers=headers))
        except (ValueError, RecursionError):
            raise GeocoderParseError("it is not JSON") from None
        if not isinstance(answer, dict | list) or answer == {}:  # geopy takes null for "nothing found"
            raise GeocoderParseError("it is not as documented")
        return answer

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """The body of the answer. No message holds the URL: that has the key in it."""
        import requests

        deadline = time.monotonic() + timeout
        try:
            # identity: a compressed answer could be a thousand times what was sent
            sent = {**headers, "Accept-Encoding": "identity"}
            with self.session.get(url + self._more, timeout=timeout, headers=sent, stream=True) as response:
                body = _read(response.raw, deadline)
                if response.status_code >= requests.codes.bad_request:
                    raise AdapterHTTPError(
                        f"status {response.status_code}",
                        status_code=response.status_code,
                        headers=response.headers,
                        text=None,
                    )
        except requests.Timeout:
            raise GeocoderTimedOut(f"no answer within {timeout:g} seconds") from None
        except requests.ConnectionError:
            raise GeocoderUnavailable("no connection") from None
        except requests.RequestException as error:
            raise GeocoderServiceError(type(error).__name__) from None
        return body.decode("utf-8", errors="strict")


def _read(raw: Any, deadline: float) -> bytes:
    """All bytes of an answer, within bounds."""
    body = bytearray()
    while chunk := _next_bytes(raw):
        body += chunk
        if len(body) > MAX_BYTES:
            raise GeocoderParseError(f"it is longer than {MAX_BYTES:,} bytes")
        if time.monotonic() > deadline:
            raise GeocoderTimedOut("the answer did not end in time")
    return bytes(body)


def _next_bytes(raw: Any) -> bytes:
    """What has arrived; waits only where nothing has."""
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    try:
        return bytes(raw.read1(_CHUNK))
    except ReadTimeoutError:
        raise GeocoderTimedOut("the answer did not end in time") from None
    except (HTTPError, OSError) as error:
        raise GeocoderUnavailable(f"the connection broke ({type(error).__name__})") from None
