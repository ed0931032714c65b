# ruff: noqa: E402, T201
# %% [markdown]
# # Tutorial: one report through every room
#
# A market is bombed, and an agency writes 300 words about it. This page takes those words through every room of
# tocsin, from bytes to a row that somebody can defend, and looks at what each room hands to the next. It takes twenty
# minutes; you need what `make demo` sets up, and a Python shell (`.venv/bin/python`) in the folder of the repository.
#
# All that stands below was run: `make tutorial` writes this page from `tests/tutorial.py`, and a test holds that both
# agree.
#
# ## Ingest: bytes become a report
#
# The report is fiction, as are all in `examples/`. The first room finds out what kind of file it is, takes the text
# out of it, and says who published it, when, and how it knows.
# %%
from pathlib import Path

from tocsin.ingest import Options, read_report

report = read_report(Path("examples/konduga-market-wire.md"), Options())
print(report.title)
print(report.source, "|", report.source_kind, "|", report.language)
print(report.published, "from", report.published_from)
# %% [markdown]
# The day of publication matters: "on Friday" has nothing else to hold on to. Without one such dates stay empty; with
# `--published` you outrank the file. The report's id is a hash of its bytes, so the same file is the same report for
# ever.
#
# ## Segment: a report becomes sentences
#
# Each sentence knows what it is (headline, dateline, body), and who is speaking in it. From here on every value is a
# *span*: offsets into the clean text, and the words that stand there.
# %%
from tocsin.segment import segment

sentences = segment(report)
for sentence in sentences[:4]:
    print(f"{sentence.block:9} {sentence.span.start:4} {sentence.span.text[:80]}")
quoted = next(sentence for sentence in sentences if sentence.quotes)
print(quoted.quotes[0].speaker.text)
# %% [markdown]
# ## Extract: a sentence becomes claims
#
# A claim is what a stretch of words says happened, with no idea yet of which Friday or which Konduga. Word lists find
# a *trigger* and its kind, then times, places, parties, counts and those who say so.
# %%
from tocsin.extract.claims import read_claims

claims = read_claims(report, sentences)
claim = next(one for one in claims if "blew herself up" in one.span.text)
print([(trigger.span.text, trigger.code) for trigger in claim.triggers])
print([time.span.text for time in claim.times], [place.span.text for place in claim.places])
print([(source.name, source.kind) for source in claim.sources], claim.modality)
# %% [markdown]
# `modality` keeps what occurred apart from what was planned, threatened, foiled or denied.
#
# ## Resolve: a claim gets its day, its place and its parties
#
# Each choice keeps its reason and its runners-up; what can't be chosen stays open and says why. A place is a shape
# with a radius, never a bare pin.
# %%
from tocsin.resolve.claims import resolve_claims

resolved, issues = resolve_claims(report, claims)
told = next(one for one in resolved if one.claim is claim)
print(told.when.start, "from", repr(told.when.span.text), "against", told.when.anchor)
print(told.place.name, told.place.country, told.place.admin1, "within", told.place.radius_km, "km")
print([candidate.gazetteer_id for candidate in told.place.candidates])
# %% [markdown]
# ## Assemble: the claims of one event become a record
#
# Headline, lede and the toll further down are one *event record*; what happened in 2019 and 2024 is another, and
# background. Tolls are intervals: "at least 32" has no upper end.
# %%
from tocsin.assemble import assemble

for record in assemble(report, resolved, "tutorial"):
    dead = [(toll.low, toll.high) for toll in record.casualties if toll.kind == "killed"]
    print(
        record.when.start, record.place.name, record.sub_event_type, dead, "background" if record.background else "news"
    )
# %% [markdown]
# These five steps are one function, `tocsin.pipeline.code_path`, and one command, `tocsin code FILE`. They see one
# report and nothing else, which is why reports can be coded in any order, on as many machines as you have.
#
# ## Reconcile: the records of many reports become incidents
#
# The police told it a day earlier, and a safety desk a day later, with another toll and two possible days. Two
# records of one event are joined by points for day, place, kind, sides, toll and rare words; every join says which.
# %%
from tocsin.pipeline import code_path
from tocsin.reconcile import reconcile_reports

coded = [
    code_path(Path(f"examples/konduga-market-{name}.md"), Options()) for name in ("wire", "police", "safety-brief")
]
incident = max(reconcile_reports(coded), key=lambda one: len(one.record_ids))
print(incident.sub_event_type, incident.when.start, incident.place.name)
print(len(incident.report_ids), "reports; killed", incident.killed, "as speakers differ; it stands as", incident.status)
# %% [markdown]
# Nobody decides which toll is right: both stand, each with its speaker.
# %%
from tocsin.publish.disagreements import disagreements
from tocsin.publish.dossier import dossiers

(dossier,) = dossiers([incident], coded)
print([one.statement.text for one in disagreements(dossier) if one.field == "killed"])
# %% [markdown]
# ## Store: what was read is kept, and what is kept can be checked
#
# Every write is a link of a hash chain. Reports coded anew close their older reading, which stays: `--as-of DAY`
# shows what was known then.
# %%
from tempfile import TemporaryDirectory

from tocsin.cli.shelf import CODEC
from tocsin.incidents import update_incidents
from tocsin.store import Store

folder = TemporaryDirectory()
store = Store.open(f"{folder.name}/kept.sqlite", CODEC)
print("new:", [store.save(one) for one in coded], "and once more:", [store.save(one) for one in coded])
update_incidents(store)
print(len(store.incidents()), "incidents; faults of the log:", store.verify_log())
# %% [markdown]
# ## Review and judge: a person outranks the machine
#
# The hospital's list, say, names thirteen. The edit needs a reason and the words it rests on (or that they lie
# elsewhere); the machine's reading stays in the record beside it. `tocsin review edit` and the workbench do the same.
# %%
from tocsin.review import Sent, review_from

news = next(record for record in coded[0].events if not record.background)
edit = Sent(report.id, news.id, "edit", "killed", "13", why="the hospital's list of 23 June", elsewhere=True)
store.review(review_from(edit, coded[0], by="night desk", on="2025-06-23T08:00:00Z"))
mended = next(record for record in store.report(report.id).events if record.reviews)
print([(toll.low, toll.high) for toll in mended.casualties if toll.kind == "killed"], mended.reviews[0].why)
print([(toll.low, toll.high) for toll in mended.machine.casualties if toll.kind == "killed"], "as the machine read it")
# %% [markdown]
# ## Publish: the way back to the words
#
# A trace leads from an incident, room by room, to the words of each report. It is what you show when somebody asks
# "says who?"; `tocsin trace ID` prints it whole.
# %%
from tocsin.publish.trace import trace

for line in trace(dossier):
    if line.lstrip().startswith(("incident", "record", "evidence   date", "evidence   casualties.killed")):
        print(line)
folder.cleanup()
# %% [markdown]
# ## And from here
#
# - [Usage](usage.md) has every command: [feeds and folders](usage.md#watch), [archives](usage.md#code), [a
#   cluster](usage.md#code-on-a-cluster), [exports](exports.md), [briefs](usage.md#pages).
# - [Workbench](workbench.md): the same, in a browser.
# - [Methodology](methodology.md): what is counted, by which rules, and how wrongly.
# - [The contract](contract.md): every field of the output.
