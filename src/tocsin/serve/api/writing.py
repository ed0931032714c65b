"""What programs may add: a text to code, a judgement, a review; and the judgements and reviews that are kept.

A browser that is logged in could be made to send these by another site's page, so without a token only JSON is taken
(other sites can't send it without asking first) and never from another site (``Sec-Fetch-Site``). Invariant: whoever
adds stands in the audit.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from tocsin.ingest import Options
from tocsin.publish import to_json
from tocsin.publish.contract import review_row
from tocsin.review import Sent
from tocsin.serve.api.answers import JSON, tagged
from tocsin.serve.coder import code_apart
from tocsin.serve.pages.code import MOST_CHARS
from tocsin.serve.pages.incident import judge
from tocsin.serve.people import Forbidden, User, needs, site_of
from tocsin.serve.reviewing import keep_review

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["writing"])


class NewReport(BaseModel):
    """A text to code."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=MOST_CHARS)
    name: str = Field("pasted.txt", max_length=200, pattern=r"^[^/\\\x00]+\.(txt|md|html)$")
    published: date | None = None
    source: str | None = Field(None, max_length=300)
    language: Literal["en", "fr", "es"] | None = None
    keep: bool = True


class NewJudgement(BaseModel):
    """A verdict on two event records: ``unsure`` takes an earlier one back."""

    model_config = ConfigDict(extra="forbid")
    verdict: Literal["same", "different", "unsure"]
    left: str = Field(min_length=1, max_length=80)
    right: str = Field(min_length=1, max_length=80)
    why: str = Field(min_length=1, max_length=1000)


class NewReview(BaseModel):
    """A word on one event record. An edit gives `field`, `value`, and `words` of the report or `elsewhere`."""

    model_config = ConfigDict(extra="forbid")
    report: str = Field(min_length=1, max_length=80)
    record: str = Field(min_length=1, max_length=80)
    verdict: Literal["accept", "reject", "edit", "withdraw"]
    field: str = Field("", max_length=20)
    value: str = Field("", max_length=500)
    why: str = Field("", max_length=1000)
    words: str = Field("", max_length=1000, description="copied from the report: what the edit rests on")
    elsewhere: bool = Field(False, description="the text does not say it")
    withdraws: str = Field("", max_length=120, description="`key` of the review to take back")


def _author(request: Request, user: Annotated[User, Depends(needs("analyst"))]) -> User:
    plain = request.headers.get("content-type", "").partition(";")[0].strip() == JSON
    elsewhere = request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    if not user.by_token and (elsewhere or not plain):
        raise Forbidden("send JSON from a page or program of your own, or use a token")
    return user


Author = Annotated[User, Depends(_author)]


@router.post("/reports", summary="Code a text")
def code(request: Request, user: Author, new: NewReport) -> Response:
    """The contract's object; kept unless `keep` is false."""
    site = site_of(request)
    options = Options(published=new.published, source=new.source, language=new.language)
    coded = code_apart(new.text.encode("utf-8", "replace"), new.name, options)
    if new.keep and site.store.save(coded):
        site.people.note(user.name, "code", coded.report.id)
        site.refresh()
    return Response(to_json(coded), 201 if new.keep else 200, media_type=JSON)


@router.post("/judgements", summary="Judge two records", status_code=201)
def add_judgement(request: Request, user: Author, new: NewJudgement) -> dict[str, Any]:
    """The incidents in which both records now stand."""
    site = site_of(request)
    judge(site, user, new.verdict, new.left, [new.right], new.why)
    homes = site.catalogue.homes([new.left, new.right])
    return {"left": homes.get(new.left), "right": homes.get(new.right)}


@router.get("/judgements", summary="All judgements, oldest first")
def judgements(request: Request, user: Annotated[User, Depends(needs("viewer"))]) -> Response:
    """`{"data": [{"left", "right", "verdict", "score", "why", "by", "on"}]}`."""

    def work() -> str:
        names = ("left", "right", "verdict", "score", "why", "by", "on")
        kept = site_of(request).store.judgements()
        return json.dumps({"data": [{name: getattr(one, name) for name in names} for one in kept]}, ensure_ascii=False)

    return tagged(request, work)


@router.post("/reviews", summary="Accept, reject or mend a record", status_code=201)
def add_review(request: Request, user: Author, new: NewReview) -> Response:
    """The report as it is served now, the machine's reading beside what was mended."""
    site = site_of(request)
    keep_review(site, user, Sent(**new.model_dump()))
    return Response(to_json(site.report(new.report)), 201, media_type=JSON)


@router.get("/reviews", summary="All reviews, oldest first")
def reviews(request: Request, user: Annotated[User, Depends(needs("viewer"))]) -> Response:
    """`{"data": [{"key", "report", "record", "verdict", "by", "on", "why", "field", "was", "value" …}]}`."""

    def work() -> str:
        rows = [{"key": one.key, **review_row(one)} for one in site_of(request).reviews.all()]
        return json.dumps({"data": rows}, ensure_ascii=False)

    return tagged(request, work)
