"""Links of sources: which of them a reader may be sent to."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_link(url: str) -> str:
    """`url` where a reader may be sent to it: http or https, with a host, without a user name. Else ""."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:
        return ""
    return url if usable else ""


def link_view(url: str) -> dict[str, str]:
    """One link of a source: its address and host where a reader may be sent there, else its text alone."""
    link = safe_link(url)
    return {"link": link, "host": (urlsplit(link).hostname or "").removeprefix("www."), "url_text": "" if link else url}
