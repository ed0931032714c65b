"""Pages from templates: takes a request, a template's name and what it shows, gives the HTML response.

Every value is escaped by Jinja2 on its way in; a name that isn't given is an error, not an empty string. Each page
carries the user, the words of the language and the value that its forms must send back. Invariant: no template holds a
script or style of its own, since the policy of ``guard`` would refuse it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from tocsin.knowledge.ontology import sub_events
from tocsin.publish.brief_words import changed_since
from tocsin.review import FIELDS
from tocsin.serve.people import COOKIE, csrf_of, gives, new_cookie, site_of
from tocsin.serve.views.phrases import Phrases
from tocsin.serve.views.refusals import refusal
from tocsin.serve.views.shown import pieces, plain
from tocsin.serve.words import LANGUAGE_COOKIE, LANGUAGES, language_of, words

__all__ = ["page", "phrases_of"]

PAGES = ("overview", "code", "inbox", "actors", "briefs", "forecasts", "data")
"""The menu, in its order."""


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plain": plain, "pieces": pieces}
    made.globals |= {
        "changed_since": changed_since,
        "review_fields": FIELDS,
        "sub_events": sub_events(),
    }
    return made


def phrases_of(request: Request) -> Phrases:
    """What records say, in the language that the request asks for."""
    return Phrases(words(language_of(request)))


def page(request: Request, name: str, status: int = 200, **shown: Any) -> Response:
    """The page of a template; a browser without a cookie gets one, so that its forms can be told from others'."""
    language = language_of(request)
    cookie = request.cookies.get(COOKIE)
    if not cookie:
        request.state.new_cookie = new_cookie()
    site = site_of(request)
    said = phrases_of(request)
    whole = {
        "t": said.t,
        "briefly": said.kind,
        "days": said.days,
        "note": said.note,
        "refusal": lambda what: refusal(what, language),
        "figure": said.figure,
        "where": said.where,
        "land": said.say.country,
        "actor": said.say.actor,
        "actor_name": said.say.known,
        "report_name": said.say.report,
        "languages": LANGUAGES,
        "pages": PAGES,
        "here": name,
        "path": request.url.path,
        "user": getattr(request.state, "user", None),
        "csrf": csrf_of(request),
        "open_door": site.open_door,
        "fresh": True,
        "english": False,
        **shown,
    }
    response = HTMLResponse(_environment().get_template(f"{name}.html").render(whole), status)
    if not cookie:
        gives(response, request, request.state.new_cookie)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, max_age=31_536_000, samesite="lax", secure=site.https)
    return response
