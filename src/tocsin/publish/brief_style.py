"""The brief's style: plain CSS, light and dark, for the screen and for paper; nothing is fetched."""

from __future__ import annotations

__all__ = ["STYLE"]

STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fdfdfb; --soft: #5c6470; --line: #d9dce1; --lead: #f2f0e9;
  --confirmed: #1d7a46; --reported: #1f5fa8; --claimed: #a86400; --disputed: #8a3ea8; --denied: #a32525;
  --refuted: #6b3a2e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #16181c; --soft: #a0a7b2; --line: #353a43;
  --lead: #20242a; --confirmed: #52c487; --reported: #6fa8ec; --claimed: #e8a33d; --disputed: #c98be0;
  --denied: #f07a7a; --refuted: #d3a794; } }
body { font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
  max-width: 46rem; padding: 0 1rem; }
h1 { line-height: 1.2; margin-bottom: .3rem; } h3 { font-size: 1rem; margin: 1.1rem 0 .2rem; }
h2 { font-size: 1.25rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; margin-top: 2rem; }
p { margin: .2rem 0; } .lead { background: var(--lead); padding: .2rem 1.2rem 1rem; border-radius: .4rem; }
.lead h2 { margin-top: .8rem; }
.key, details, cite, code { color: var(--soft); font-size: .85rem; } cite { font-style: normal; }
cite a { color: inherit; text-decoration: none; } cite a:hover { text-decoration: underline; }
.tag { font-size: .75rem; font-weight: 600; text-transform: uppercase; letter-spacing: .04em; }
.confirmed { color: var(--confirmed); } .reported { color: var(--reported); } .claimed { color: var(--claimed); }
.disputed { color: var(--disputed); } .denied { color: var(--denied); } .refuted { color: var(--refuted); }
.differ { border-left: 3px solid var(--disputed); padding-left: .6rem; margin: .4rem 0; } li { margin: .4rem 0; }
.headline { font-size: 1.15rem; font-weight: 600; margin: .4rem 0 .8rem; }
figure { margin: 1.2rem 0; } figure svg { width: 100%; height: auto; background: #fff; border: 1px solid var(--line);
  border-radius: .4rem; } figcaption { color: var(--soft); font-size: .85rem; }
summary { cursor: pointer; } @media print { details { display: none; } body { margin: 0; max-width: none; } }
"""
