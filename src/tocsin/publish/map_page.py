"""The map page's style and script: plain CSS and JavaScript, nothing fetched, no library.

The script only opens the row of a chosen shape, marks the shape of an opened row, and zooms; the page reads without it.
"""

from __future__ import annotations

__all__ = ["SCRIPT", "STYLE"]

STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fbfbf9; --sea: #e6edf2; --land: #f7f4ec; --line: #b9b6ac;
  --soft: #5c6470; --confirmed: #1d7a46; --reported: #1f5fa8; --claimed: #a86400; --disputed: #8a3ea8;
  --denied: #a32525; --refuted: #6b3a2e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e4; --paper: #16181c; --sea: #10161d; --land: #242a31;
  --line: #4c545f; --soft: #a0a7b2; --confirmed: #52c487; --reported: #6fa8ec; --claimed: #e8a33d; --disputed: #c98be0;
  --denied: #f07a7a; --refuted: #d3a794; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { padding: .8rem 1.2rem; } h1 { font-size: 1.25rem; margin: 0; } header p { margin: .2rem 0 0; font-size: .8rem;
  color: var(--soft); }
main { display: grid; grid-template-columns: minmax(0, 3fr) minmax(19rem, 2fr); gap: 1rem; padding: 0 1.2rem 1.2rem; }
@media (max-width: 50rem) { main { grid-template-columns: 1fr; } }
.map { position: sticky; top: .5rem; align-self: start; } svg { width: 100%; max-height: 85vh; min-height: 20rem;
  background: var(--sea);
  border: 1px solid var(--line); border-radius: .4rem; display: block; }
.zoom { position: absolute; top: .6rem; right: .6rem; margin: 0; display: flex; gap: .3rem; }
button { font: inherit; min-width: 2.2rem; border: 1px solid var(--line); border-radius: .3rem;
  background: var(--paper); color: var(--ink); cursor: pointer; }
.land path { fill: var(--land); stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.names text { fill: var(--soft); text-anchor: middle; pointer-events: none; }
.area, .axis, .dot { stroke: var(--own); vector-effect: non-scaling-stroke; cursor: pointer; }
.area { fill: var(--own); fill-opacity: .14; stroke-width: 1.5; } .area.claimed { stroke-dasharray: 5 4; }
.area.country { fill-opacity: .09; }
.axis { fill: none; stroke-width: 5; stroke-opacity: .6; stroke-linecap: round; }
.dot { fill: none; stroke-width: 12; stroke-linecap: round; stroke-opacity: .75; }
a:focus-visible path, path.chosen { stroke: var(--ink); fill-opacity: .35; stroke-opacity: 1; outline: none; }
.confirmed { --own: var(--confirmed); } .reported { --own: var(--reported); } .claimed { --own: var(--claimed); }
.disputed { --own: var(--disputed); } .denied { --own: var(--denied); } .refuted { --own: var(--refuted); }
h2 { font-size: 1rem; margin: .8rem 0 .3rem; } details { border-top: 1px solid var(--line); padding: .35rem 0; }
summary { cursor: pointer; } :focus-visible { outline: 2px solid var(--reported); outline-offset: 2px; }
.tag { color: var(--own); font-weight: 600; } .soft { color: var(--soft); font-size: .85rem; } li { margin: .3rem 0; }
"""

SCRIPT = """
const svg = document.querySelector("svg"), whole = svg.getAttribute("viewBox");
const links = new Map([...svg.querySelectorAll("a")].map(a => [a.getAttribute("href").slice(1), a.firstElementChild]));
const mark = id => links.forEach((path, key) => path.classList.toggle("chosen", key === id));
const choose = id => { const row = document.getElementById(id); if (!row) return;
  row.open = true; row.scrollIntoView({block: "nearest"}); mark(id); };
links.forEach((path, id) => path.parentNode.addEventListener("click", e => { e.preventDefault(); choose(id); }));
document.querySelectorAll("details").forEach(row =>
  row.addEventListener("toggle", () => { if (row.open) mark(row.id); }));
const view = () => svg.getAttribute("viewBox").split(" ").map(Number);
const zoom = by => { const [x, y, w, h] = view();
  svg.setAttribute("viewBox", [x + w * (1 - by) / 2, y + h * (1 - by) / 2, w * by, h * by].join(" ")); };
document.getElementById("in").onclick = () => zoom(0.7);
document.getElementById("out").onclick = () => zoom(1 / 0.7);
document.getElementById("all").onclick = () => svg.setAttribute("viewBox", whole);
let grip = null;
svg.addEventListener("pointerdown", e => { grip = [e.clientX, e.clientY, ...view()]; });
window.addEventListener("pointerup", () => { grip = null; });
svg.addEventListener("pointermove", e => { if (!grip) return;
  const m = svg.getScreenCTM().a, [x0, y0, x, y, w, h] = grip;
  svg.setAttribute("viewBox", [x - (e.clientX - x0) / m, y - (e.clientY - y0) / m, w, h].join(" ")); });
if (location.hash) choose(decodeURIComponent(location.hash.slice(1)));
"""
