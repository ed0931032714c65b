// @ts-check
/* The map: countries from Natural Earth, incidents as wide as their place is known; choosing one says what it is. */

const { maplibregl } = /** @type {any} */ (window);
const box = /** @type {HTMLElement} */ (document.getElementById("map"));
const picked = document.getElementById("picked");

/** @param {string} name of a colour in base.css */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const STATUSES = ["confirmed", "reported", "claimed", "disputed", "denied"];

/** @returns {any[]} an expression that gives the colour of a feature's standing */
const byStatus = () => ["match", ["get", "status"], ...STATUSES.flatMap((one) => [one, colour(one)]), colour("soft")];

/** @param {any} shapes GeoJSON @returns {any} the style: land, then areas by standing, their edges, and dots */
function style(shapes) {
  const fill = shapes.cells
    ? { "fill-color": colour("reported"), "fill-opacity": ["interpolate", ["linear"], ["get", "weight"], 0, 0.15, 3, 0.85] }
    : { "fill-color": byStatus(), "fill-opacity": ["case", ["get", "wide"], 0.06, 0.2] };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: "/lib/outlines.geojson" },
      shapes: { type: "geojson", data: shapes },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("border"), "line-width": 0.7 } },
      { id: "areas", type: "fill", source: "shapes", filter: ["==", ["geometry-type"], "Polygon"], paint: fill },
      { id: "edges", type: "line", source: "shapes", filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "line-color": shapes.cells ? colour("reported") : byStatus(), "line-width": ["case", ["==", ["get", "wide"], true], 0.6, 1.4] } },
      { id: "rings", type: "circle", source: "shapes", maxzoom: 7, filter: ["has", "ring"],
        paint: { "circle-color": byStatus(), "circle-opacity": 0.15, "circle-radius": 6, "circle-stroke-color": byStatus(), "circle-stroke-width": 1.5 } },
      { id: "dots", type: "circle", source: "shapes", filter: ["all", ["==", ["geometry-type"], "Point"], ["!", ["has", "ring"]]],
        paint: { "circle-color": byStatus(), "circle-radius": 5, "circle-stroke-color": colour("raised"), "circle-stroke-width": 1.2 } },
    ],
  };
}

/** @param {any} geometry @returns {number[][]} all of its points */
function points(geometry) {
  return geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates.flat(geometry.type === "MultiPolygon" ? 2 : 1);
}

/** @param {any} shapes @returns {number[] | null} west, south, east, north around those that aren't a whole country */
function around(shapes) {
  const close = shapes.features.filter((/** @type {any} */ one) => !one.properties.wide);
  const all = (close.length ? close : shapes.features).flatMap((/** @type {any} */ one) => points(one.geometry));
  if (!all.length) return null;
  const [lons, lats] = [0, 1].map((axis) => all.map((/** @type {number[]} */ point) => point[axis] ?? 0));
  const least = (/** @type {number[]} */ row) => row.reduce((a, b) => Math.min(a, b));
  const most = (/** @type {number[]} */ row) => row.reduce((a, b) => Math.max(a, b));
  return [least(lons ?? []), least(lats ?? []), most(lons ?? []), most(lats ?? [])];
}

/** @param {any} feature */
function say(feature) {
  if (!picked) return;
  const { id, label } = feature.properties;
  const shown = document.createElement(id ? "a" : "span");
  if (id) shown.setAttribute("href", `/incidents/${encodeURIComponent(id)}`);
  shown.textContent = label;
  picked.replaceChildren(shown);
}

/** @param {any} shapes */
function draw(shapes) {
  const note = document.getElementById("cells-note");
  if (note) note.hidden = !shapes.cells;
  const bounds = around(shapes);
  const map = new maplibregl.Map({
    container: box, style: style(shapes), hash: "map", attributionControl: false, dragRotate: false, fadeDuration: 0,
    locale: {
      "Map.Title": box.getAttribute("aria-label"),
      "NavigationControl.ZoomIn": box.dataset.closer,
      "NavigationControl.ZoomOut": box.dataset.wider,
    },
    renderWorldCopies: false, maxZoom: 11, ...(bounds ? { bounds, fitBoundsOptions: { padding: 30, maxZoom: 7 } } : { zoom: 1 }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  const layers = ["dots", "rings", "areas"];
  map.on("click", (/** @type {any} */ event) => {
    const [top] = map.queryRenderedFeatures(event.point, { layers });
    if (top) say(top);
  });
  map.on("mousemove", (/** @type {any} */ event) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers }).length ? "pointer" : "";
  });
  map.once("idle", () => { box.dataset.drawn = String(map.queryRenderedFeatures({ layers }).length); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style(shapes)));
}

/** Say in words that there is no map, and why. */
function without() {
  const words = document.createElement("p");
  words.className = "none";
  words.textContent = box.dataset.none ?? "";
  box.replaceChildren(words);
  box.dataset.drawn = "none";
}

const canvas = document.createElement("canvas");
if (maplibregl && canvas.getContext("webgl2")) {
  const answer = await fetch(box.dataset.shapes ?? "");
  if (answer.ok) draw(await answer.json());
  else without();
} else {
  without();
}
