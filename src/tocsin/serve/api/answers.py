"""Answers of the API: takes text ready to send, gives responses that a program may keep and ask after again.

The ETag hashes what the answer depends on: the catalogue's state and the address. Invariant: it is known before the
answer is made, so a 304 costs no search.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from fastapi import Request
from fastapi.responses import Response

from tocsin.serve.people import site_of

__all__ = ["JSON", "tagged"]

JSON = "application/json"


def tagged(request: Request, work: Callable[[], str | bytes], media_type: str = JSON, name: str = "") -> Response:
    """The answer with its ETag, or 304; ``name`` is the file it is saved as."""
    depends_on = f"{site_of(request).version} {request.url.path}?{request.url.query}"
    etag = f'"{hashlib.sha256(depends_on.encode()).hexdigest()[:32]}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "vary": "authorization, cookie"}
    if etag in (one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    if name:
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(work(), headers=headers, media_type=media_type)
