"""The workbench: takes a store, gives pages and an HTTP API over it, from one process, with the network unplugged.

Beside ``cli`` the one place that knows every room; pydantic and HTML live here and nowhere further inside. Invariants:
nothing that a report says is ever markup, no page asks another host for anything, and whoever changes something is
named in the audit. ``make_app`` is the door; ``tocsin.serve.client`` is what a notebook imports.
"""

from __future__ import annotations
