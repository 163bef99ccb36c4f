"""Requests to the API: parameters to Filters, bad values to a 422 that names them, answers that caches can keep."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import HTTPException, Query, Request, Response
from pydantic import BaseModel, Field, create_model
from pydantic_core import to_json
from sqlalchemy import Connection

from dashboard.api.kept import Kept
from dashboard.serving import snapshot
from dashboard.view import query_string
from data.drafts.folder import NoSuchDraft
from data.errors import NoSuchVersion, NothingPublished, StoreUnavailable
from data.filters import Filters, read_filters
from data.schema import PUBLIC
from data.store import Snapshot

_HOST = re.compile(r"[A-Za-z0-9.:_\[\]-]{1,260}")
"""A name of this server as a caller may state it; anything else is no part of a link."""

EXAMPLES: Final = {
    "countries": ["KZ"],
    "start": ["2021-02-28"],
    "end": ["2021-12-31"],
    "types": ["detention"],
    "text": ["Almaty"],
    "participants_min": ["10"],
    "detained_min": ["50"],
    "injured_min": ["1"],
    "killed_min": ["1"],
    "precisions": ["city"],
    "sources": ["Radio Azattyq"],
    "dataset": ["public"],
    "as_of": ["0123456789ab"],
}
"""A value of each of the Filters, for the description of the API."""


def query_model(
    name: str, parts: Iterable[dataclasses.Field[Any]], examples: Mapping[str, list[str]]
) -> type[BaseModel]:
    """Query parameters made from fields of a dataclass: the description of the API cannot drift from what it reads."""
    fields: dict[str, Any] = {
        part.name: (
            list[str],
            Field(
                default_factory=list,
                alias=part.metadata["param"],
                description=part.metadata["doc"],
                examples=[examples[part.name]],
            ),
        )
        for part in parts
    }
    return create_model(name, **fields)


if TYPE_CHECKING:
    FilterQuery = BaseModel
else:
    FilterQuery = query_model("FilterQuery", dataclasses.fields(Filters), EXAMPLES)


def current_snapshot(request: Request) -> Snapshot:
    """The data version that a request is answered from."""
    try:
        return snapshot(dataset_of(request), version_of(request))
    except NoSuchVersion as error:
        raise HTTPException(404, "this version of the data is not kept") from error
    except NoSuchDraft as error:
        raise HTTPException(404, "no dataset has this id, or its life is over") from error
    except NothingPublished as error:
        raise HTTPException(503, "no data is published yet") from error
    except StoreUnavailable as error:
        logging.getLogger(__name__).error("%s", error)
        raise HTTPException(503, "the data cannot be opened; the log of the server says why") from error


def dataset_of(request: Request) -> str:
    """The id of the dataset that a request asks for; what cannot be one is named by `filters_of`."""
    return (request.query_params.getlist("dataset") or [""])[-1].strip() or PUBLIC


def version_of(request: Request) -> str:
    """The earlier version that a request asks for; what cannot be one is named by `filters_of`."""
    return (request.query_params.getlist("as_of") or [""])[-1].strip()


def filters_of(query: Annotated[FilterQuery, Query()]) -> Filters:
    """The Filters of a request."""
    filters, problems = read_filters(query.model_dump(by_alias=True))
    if problems:
        raise HTTPException(422, [refusal(p.name, p.reason, p.value) for p in problems])
    return filters


def refusal(name: str, reason: str, value: str) -> dict[str, Any]:
    """Why a parameter cannot be, in the shape in which FastAPI says it of others."""
    return {"type": "value_error", "loc": ["query", name], "msg": reason, "input": value[:100]}


def etag(request: Request, version: str) -> str:
    """The ETag of an answer: it changes with the data version and with nothing else that is not in the URL."""
    asked = f"{version} {request.url.path}?{request.url.query}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:24]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """A 304 where the caller has this answer already (RFC 9110, section 13.1.2)."""
    known = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=cache_headers(request, tag)) if tag in known or "*" in known else None


def cache_headers(request: Request, tag: str) -> dict[str, str]:
    """Keep the answer, but ask before each use: after an import the same URL has another answer.

    Nothing of a private dataset is kept by any cache.
    """
    if dataset_of(request) != PUBLIC:
        return {"Cache-Control": "no-store"}
    return {"ETag": tag, "Cache-Control": "private, no-cache"}


def page_link(request: Request, params: Sequence[tuple[str, str]]) -> str:
    """The address of the page with these parameters, as the caller knows this server."""
    return _link(_base(request), params)


def api_link(request: Request, params: Sequence[tuple[str, str]]) -> str:
    """The address of what is asked for, with these parameters."""
    return _link(f"{_base(request)}api/{request.url.path.rpartition('/')[2]}", params)


def own_address(request: Request, path: str) -> str:
    """Where `path` of this server is, as the caller knows it; empty where what it calls a host cannot be one.

    `https` behind a proxy that the server trusts (`FORWARDED_ALLOW_IPS` of uvicorn).
    """
    host = request.headers.get("host", "")  # not that of `request.url`, which is cut at a slash
    return f"{request.url.scheme}://{host}{path}" if _HOST.fullmatch(host) else ""


def _base(request: Request) -> str:
    path = request.scope.get("root_path", "").removesuffix("/api")
    return own_address(request, f"{path}/") or "./"


def _link(base: str, params: Sequence[tuple[str, str]]) -> str:
    return f"{base}?{query_string(params)}" if params else base


def answer(request: Request, content: Any, tag: str, media_type: str = "application/json") -> Response:
    """JSON with its ETag."""
    return Response(_json(content), media_type=media_type, headers=cache_headers(request, tag))


def answered(request: Request, current: Snapshot, key: str | None, content: Callable[[Connection], Any]) -> Response:
    """What `content` finds in the data, with the version of it; under `key` where one is given.

    An answer from public data is kept for the next who asks the same.
    """
    tag = etag(request, current.version)
    if known := unchanged(request, tag):
        return known
    kept: Kept = request.app.state.kept
    body = kept.get(tag) if dataset_of(request) == PUBLIC else None
    if body is None:
        with current.engine.connect() as connection:
            found = content(connection)
        body = _json({"version": current.version, **({key: found} if key else found)})
        if dataset_of(request) == PUBLIC:
            kept.put(tag, body)
    return Response(body, media_type="application/json", headers=cache_headers(request, tag))


def members(value: Any) -> dict[str, Any]:
    """The members of a dataclass by name; those of their values are left to be written as they stand."""
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _json(content: Any) -> bytes:
    """Days as ISO 8601; what is not a number is null."""
    return to_json(content, inf_nan_mode="null")
