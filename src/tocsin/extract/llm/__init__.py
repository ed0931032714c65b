"""An optional coder that asks a language model: takes sentences, gives claims as the rules do.

The model only points: for each event it quotes the words that tell it, when, where, who, how many. A quotation that the
report doesn't hold is dropped and counted, and what it says is read by the rules' own finders, so that no figure, day
or place comes from the model. Any server that speaks OpenAI's ``POST /v1/chat/completions`` will do. Invariant: every
span of a claim repeats words of the report, whatever the model answers.

    settings   which server and model       client   asked once a text, then from the cache
    wire       bytes over HTTP, retries     answer   the schema, and the answer checked against it
    prompt     what the model is told       quotes   quotation -> span
    mentions   span -> what the rules read  claims   all of it together
"""

from __future__ import annotations

from tocsin.extract.llm.claims import claims_or_rules, read_claims_llm
from tocsin.extract.llm.client import LlmClient
from tocsin.extract.llm.settings import LlmSettings, llm_settings
from tocsin.extract.llm.usage import LlmUsage

__all__ = ["LlmClient", "LlmSettings", "LlmUsage", "claims_or_rules", "llm_settings", "read_claims_llm"]
