"""Files of a draft: her table on its way in, in pieces and never whole in memory, and what was made of it out."""

from __future__ import annotations

from typing import Annotated, Final
from urllib.parse import unquote

from fastapi import Header, HTTPException, Query, Request
from fastapi.responses import FileResponse

from dashboard.serving import drafts
from data.drafts.folder import Draft, DraftsFull, NoSuchDraft
from data.drafts.progress import progress_of
from data.drafts.work import start
from data.settings import settings

_NO_STORE: Final = {"Cache-Control": "no-store"}
_FILES: Final = {
    "table.csv": ("annotated.csv", "text/csv; charset=utf-8"),
    "recipe.json": ("recipe.json", "application/json"),
    "report.json": ("report.json", "application/json"),
}
"""What can be taken home, by its name outside."""


async def put_file(
    request: Request,
    x_sheru_key: Annotated[str, Header(description="The key of the draft.")],
    x_sheru_name: Annotated[str, Header(description="Name of the file, percent-encoded.")] = "",
) -> dict[str, int]:
    """Take a file for a draft and begin to read it. The headers keep other sites out: a browser asks us first."""
    if not settings().uploads:
        raise HTTPException(403, "uploads are switched off on this server")
    draft = _draft(x_sheru_key)
    if progress_of(draft).running:
        raise HTTPException(409, "this draft is being worked on")
    try:
        draft.check_files(settings().private)
    except DraftsFull as error:
        raise HTTPException(429, str(error)) from error
    size = 0
    try:
        with draft.receiving(unquote(x_sheru_name), drafts().room_for(draft)) as take:
            async for piece in request.stream():
                take(piece)
                size += len(piece)
    except DraftsFull as error:
        raise HTTPException(413, str(error)) from error
    start(draft, "read")
    return {"bytes": size}


def get_file(name: str, edit: Annotated[str, Query(description="The key of the draft.")]) -> FileResponse:
    """The geocoded table, the recipe or the report of a draft."""
    draft = _draft(edit)
    file, kind = _FILES.get(name, ("", ""))
    if not file or not (path := draft.folder / file).exists():
        raise HTTPException(404, "this file is not made yet")
    return FileResponse(path, media_type=kind, filename=f"sheru-{name}", headers=_NO_STORE)


def _draft(key: str) -> Draft:
    try:
        return drafts().open(key)
    except NoSuchDraft as error:
        raise HTTPException(404, "no draft has this key, or its life is over") from error
