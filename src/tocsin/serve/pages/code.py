"""*Code a text*: takes pasted words or a file, codes them, keeps them, and leads to the report's page.

Invariant: what is refused is kept nowhere, and the page says why in one line, with what was typed still there.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from tocsin.errors import InputError
from tocsin.ingest import Options
from tocsin.serve.coder import code_apart
from tocsin.serve.people import Form, User, needs, site_of
from tocsin.serve.render import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
MOST_CHARS = 2_000_000
"""Characters of one report: a book; reading takes about a second for 100,000."""
Analyst = Annotated[User, Depends(needs("analyst"))]


@router.get("/code")
def code_page(request: Request, user: Analyst) -> Response:
    """The empty form."""
    return page(request, "code", wrong="", typed={})


@router.post("/code")
def code_text(request: Request, user: Analyst, form: Form) -> Response:
    """Code it, keep it, show it."""
    site = site_of(request)
    typed = {key: str(form.get(key) or "") for key in ("text", "published", "source", "language")}
    try:
        coded = code_apart(*_input(form, typed["text"]), _options(typed))
    except InputError as error:
        return page(request, "code", 422, wrong=error.what, typed=typed)
    if site.store.save(coded):
        site.people.note(user.name, "code", coded.report.id)
        site.refresh()
    return RedirectResponse(f"/reports/{coded.report.id}", 303)


def _input(form: FormData, text: str) -> tuple[bytes, str]:
    """The bytes, and the name by which they are told: a file before pasted words."""
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        return upload.file.read(), upload.filename.replace("\\", "/").rpartition("/")[2][:200]
    if not text.strip():
        raise InputError("there is no text; paste one or choose a file")
    if len(text) > MOST_CHARS:
        raise InputError(f"at most {MOST_CHARS:,} characters; cut it into its reports")
    return text.replace("\r\n", "\n").encode(), "pasted.txt"


def _options(typed: dict[str, str]) -> Options:
    try:
        published = date.fromisoformat(typed["published"]) if typed["published"] else None
    except ValueError as error:
        raise InputError(f"{typed['published']!r} is no day; write YYYY-MM-DD") from error
    return Options(published=published, source=typed["source"].strip() or None, language=typed["language"] or None)
