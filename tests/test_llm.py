"""The model's client: it asks once, waits and tries again where that helps, and takes nothing that is no answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llm_server import Reply, Server, events, serving
from tocsin.errors import LlmError, SettingsError, TocsinError
from tocsin.extract.llm import LlmClient, LlmSettings, LlmUsage, llm_settings
from tocsin.extract.llm.answer import EventAnswer, parse_answer, schema, sub_events
from tocsin.extract.llm.client import CutOff
from tocsin.extract.llm.usage import Ledger
from tocsin.model import Report

KEY = "sk-not-for-the-log"
TEXT = "Gunmen stormed the post at Kolbi on Tuesday."
REPORT = Report("sha256:a", TEXT, "en")
ONE = {"trigger": "stormed the post", "place": "Kolbi"}


def client(
    server: Server, cache: Path | None = None, pause: Callable[[float], None] = lambda _: None, **changes: Any
) -> LlmClient:
    settings = LlmSettings(**{"url": server.url, "model": "small", "key": KEY, "timeout_s": 5.0} | changes)
    return LlmClient(settings, cache, pause)


def ask(asker: LlmClient, text: str = TEXT) -> tuple[tuple[EventAnswer, ...], LlmUsage]:
    ledger = Ledger()
    return asker.ask(REPORT, text, ledger), ledger.total


def test_a_valid_answer_is_taken_and_counted() -> None:
    with serving(events(ONE)) as server:
        found, usage = ask(client(server, price=(0.5, 2.0)))
    assert [event.trigger for event in found] == ["stormed the post"]
    assert (usage.requests, usage.prompt_tokens, usage.answer_tokens) == (1, 1000, 200)
    assert usage.cost_usd == pytest.approx(0.0009) and usage.seconds > 0


def test_it_asks_for_structured_output_at_temperature_0_with_a_seed() -> None:
    with serving(events()) as server:
        ask(client(server))
    asked = server.asked[0]
    assert asked["path"] == "/v1/chat/completions" and asked["model"] == "small"
    assert asked["temperature"] == 0 and isinstance(asked["seed"], int)
    assert asked["response_format"]["json_schema"]["schema"] == schema()
    assert TEXT in asked["messages"][1]["content"]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_no_key_no_authorization() -> None:
    with serving(events()) as server:
        ask(client(server, key=None))
    assert "Authorization" not in server.headers[0]


def test_the_same_text_is_asked_once(tmp_path: Path) -> None:
    with serving(events(ONE)) as server:
        first, _ = ask(client(server, tmp_path))
        again, usage = ask(client(server, tmp_path))
        assert again == first and len(server.asked) == 1
        assert (usage.requests, usage.cached, usage.answer_tokens) == (0, 1, 0)
        ask(client(server, tmp_path), TEXT + " More.")
        ask(client(server, tmp_path, model="large"))
        assert len(server.asked) == 3
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.iterdir())


def test_a_broken_copy_in_the_cache_is_asked_for_again(tmp_path: Path) -> None:
    with serving(events(ONE)) as server:
        ask(client(server, tmp_path))
        (kept,) = tmp_path.iterdir()
        kept.write_text("{")
        found, usage = ask(client(server, tmp_path))
    assert found and usage.requests == 1


def test_a_failure_is_never_kept(tmp_path: Path) -> None:
    with serving(Reply("no JSON")) as server, pytest.raises(LlmError):
        ask(client(server, tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again(status: int) -> None:
    with serving(Reply(status=status), Reply(status=status), events(ONE)) as server:
        pauses: list[float] = []
        found, usage = ask(client(server, pause=pauses.append, backoff_s=0.5))
    assert found and usage.retries == 2 and pauses == [0.5, 1.0]


def test_the_server_says_how_long_to_wait_but_not_too_long() -> None:
    slow = Reply(status=429, headers={"Retry-After": "7"})
    forever = Reply(status=429, headers={"Retry-After": "86400"})
    with serving(slow, forever, events()) as server:
        pauses: list[float] = []
        ask(client(server, pause=pauses.append))
    assert pauses == [7.0, 30.0]


def test_it_gives_up_after_its_attempts() -> None:
    with serving(Reply(status=500)) as server:
        with pytest.raises(LlmError, match=r"HTTP 500 .*3 attempts"):
            ask(client(server, attempts=3))
        assert len(server.asked) == 3


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_won_t_pass_fails_at_once_in_one_line_without_the_key(status: int) -> None:
    body = ('{"error": {"message": "bad key ' + KEY + '\\n or no rights"}}').encode()
    with serving(Reply(status=status, body=body)) as server:
        with pytest.raises(LlmError) as caught:
            ask(client(server))
        assert len(server.asked) == 1
    said = str(caught.value)
    assert f"HTTP {status}" in said and "no rights" in said and KEY not in said and "\n" not in said


def test_a_server_without_schemas_is_asked_without() -> None:
    with serving(Reply(status=400), events(ONE)) as server:
        assert ask(client(server))[0]
        assert "response_format" not in server.asked[1] and "seed" not in server.asked[1]


def test_silence_ends_at_the_deadline() -> None:
    with serving(Reply("{}", silence_s=0.6)) as server, pytest.raises(LlmError, match=r"within 0\.2 s"):
        ask(client(server, timeout_s=0.2, attempts=1))


def test_a_slow_drip_ends_at_the_deadline() -> None:
    with serving(Reply("{}", drip_s=0.05)) as server, pytest.raises(LlmError, match=r"within 0\.3 s"):
        ask(client(server, timeout_s=0.3, attempts=1))


def test_nobody_there() -> None:
    nowhere = Server("http://127.0.0.1:9")
    with pytest.raises(LlmError, match="can't be reached"):
        ask(client(nowhere, attempts=2))


def test_redirections_would_carry_the_key_elsewhere() -> None:
    with serving(events(ONE)) as other, serving(Reply(status=302, headers={"Location": other.url})) as server:
        with pytest.raises(LlmError, match="HTTP 302"):
            ask(client(server))
        assert other.asked == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(None, message={"refusal": "I can't help\nwith that."}), "refuses: I can't help with that"),
        (Reply("{}", end="content_filter"), "refuses"),
        (Reply("  "), "empty"),
        (Reply(None), "empty"),
        (Reply(body=b"<html>down</html>"), "no JSON"),
        (Reply(body=b"[]"), "no object"),
        (Reply(body=b'{"choices": []}'), "no message"),
        (Reply("Sure! Here are the events."), "no JSON"),
        (Reply('{"events": [{"trigger": "stormed"'), "no JSON"),
        (Reply('{"incidents": []}'), "events is null"),
        (Reply('{"events": ["stormed"]}'), "doesn't fit"),
    ],
)
def test_what_is_no_answer_is_an_error(reply: Reply, says: str) -> None:
    with serving(reply) as server, pytest.raises(LlmError, match=says) as caught:
        ask(client(server))
    assert isinstance(caught.value, TocsinError) and "\n" not in str(caught.value)


def test_a_useless_answer_is_asked_for_once_more_with_another_seed() -> None:
    with serving(Reply("not yet"), events(ONE)) as server:
        found, usage = ask(client(server))
        assert found and usage.requests == 2 and usage.answer_tokens == 400
        assert server.asked[0]["seed"] != server.asked[1]["seed"]


def test_an_answer_cut_off_is_told_apart() -> None:
    with serving(Reply('{"events": [', end="length")) as server, pytest.raises(CutOff, match="8192 tokens"):
        ask(client(server))


@pytest.mark.parametrize(
    "change",
    [
        {"sub_event_type": "Battle"},
        {"modality": "certain"},
        {"background": "no"},
        {"trigger": " "},
        {"time": 12},
        {"actors": [{"role": "villain", "quote": "gunmen"}]},
        {"casualties": [{"kind": "killed", "quote": 12}]},
        {"casualties": {"killed": 12}},
    ],
)
def test_an_answer_of_another_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(LlmError, match="doesn't fit the schema"):
        parse_answer(events(ONE | change).content or "")


def test_a_fence_around_the_json_is_no_harm() -> None:
    content = events(ONE).content
    assert parse_answer(f"```json\n{content}\n```") == parse_answer(content or "")


def test_the_schema_speaks_the_contract_s_words() -> None:
    event = schema()["properties"]["events"]["items"]
    assert event["properties"]["sub_event_type"]["enum"] == list(sub_events()) and len(sub_events()) == 25
    assert set(event["required"]) == set(event["properties"]) and event["additionalProperties"] is False


def test_settings_come_from_the_environment_and_hide_the_key() -> None:
    given = {"TOCSIN_LLM_URL": "http://localhost:8000/v1/", "TOCSIN_LLM_MODEL": "m", "TOCSIN_LLM_KEY": KEY}
    settings = llm_settings(given | {"TOCSIN_LLM_PRICE": "0.15,0.60"})
    assert settings.endpoint == "http://localhost:8000/v1/chat/completions" and settings.price == (0.15, 0.6)
    assert settings.key == KEY and KEY not in repr(settings) and KEY not in repr(LlmClient(settings, None))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"TOCSIN_LLM_URL": ""}, "TOCSIN_LLM_URL"),
        ({"TOCSIN_LLM_MODEL": ""}, "TOCSIN_LLM_MODEL"),
        ({"TOCSIN_LLM_URL": "ftp://models"}, "TOCSIN_LLM_URL"),
        ({"TOCSIN_LLM_URL": "localhost:8000"}, "TOCSIN_LLM_URL"),
        ({"TOCSIN_LLM_URL": "http://me:secret@models/v1"}, "TOCSIN_LLM_URL"),
        ({"TOCSIN_LLM_PRICE": "cheap"}, "TOCSIN_LLM_PRICE"),
    ],
)
def test_wrong_settings_are_refused_by_name(change: dict[str, str], where: str) -> None:
    given = {"TOCSIN_LLM_URL": "http://localhost:8000", "TOCSIN_LLM_MODEL": "m"} | change
    with pytest.raises(SettingsError) as caught:
        llm_settings(given)
    assert caught.value.where == where and "secret" not in str(caught.value)


def test_usages_add_up() -> None:
    one = LlmUsage(requests=1, cost_usd=0.25, dropped=(("not_found", 1),))
    other = LlmUsage(cached=1, kept=2, dropped=(("not_found", 2), ("unread", 1)))
    both = one + other
    assert (both.requests, both.cached, both.kept, both.cost_usd) == (1, 1, 2, 0.25)
    assert both.dropped == (("not_found", 3), ("unread", 1)) and other + one == both
