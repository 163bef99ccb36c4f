"""The page that documents the API, made from its own OpenAPI description, with no script of anybody."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
:root { color-scheme: light dark }
code, td:first-child { font-family: ui-monospace, monospace } table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .25rem .5rem; border-top: 1px solid #8884; vertical-align: top }
h2 { margin-top: 2.5rem; font-size: 1.1rem }
"""


def serve_docs(api: FastAPI) -> None:
    """Add `/docs` to `api`."""

    @api.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(describe(api.openapi()))


def describe(schema: dict[str, Any]) -> str:
    """The OpenAPI description as one HTML page."""
    info = schema["info"]
    sections = [
        _section(path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    title = escape(info["title"])
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title} API</title><style>{_STYLE}</style>'
        f"<h1>{title} API</h1><p>{escape(info.get('summary', ''))}</p>"
        '<p>Machine-readable: <a href="openapi.json">openapi.json</a>. A bad value is a 422 that names it. '
        f"Every answer names its data version and carries an ETag.</p>{''.join(sections)}</html>"
    )


def _section(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{escape(p['name'])}</td><td>{escape(p.get('description', ''))}</td>"
        f"<td>{'required' if p.get('required') else ''}</td></tr>"
        for p in operation.get("parameters", [])
    )
    return (
        f"<h2><code>{escape(method.upper())} /api{escape(path)}</code></h2>"
        f"<p>{escape(operation.get('description', ''))}</p><table>{rows}</table>"
    )
