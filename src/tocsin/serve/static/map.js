// @ts-check
/* The map: countries from Natural Earth, incidents as wide as their place is known; choosing one says what it is. */

const { maplibregl } = /** @type {any} */ (window);
const box = /** @type {HTMLElement} */ (document.getElementById("map"));
const picked = document.getElementById("picked");

/** @param {string} name of a colour in base.css */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const FIRST_ZOOM = 5; // some 1,000 km across: the countries around are in sight
const LETTER = 8; // pixels of a letter of a country's name, with some room
const LEAST_SCALED = 3; // zoom below which a scale bar would hold for the middle alone (Mercator)
const SPOTS = [[0.5, 0.8], [0.15, 0.8], [0.85, 0.8], [0.5, 0.2], [0.85, 0.2], [0.15, 0.2]];
const PAPER = 640; // pixels of an A4 sheet between its margins
const STATUSES = ["confirmed", "reported", "claimed", "disputed", "denied", "refuted"];

/** @returns {any[]} an expression that gives the colour of a feature's standing */
const byStatus = () => ["match", ["get", "status"], ...STATUSES.flatMap((one) => [one, colour(one)]), colour("soft")];

/** @param {any} shapes GeoJSON @param {any} land GeoJSON @returns {any} the style: land, then areas by standing, their edges, and dots */
function style(shapes, land) {
  const fill = shapes.cells
    ? { "fill-color": colour("reported"), "fill-opacity": ["interpolate", ["linear"], ["get", "weight"], 0, 0.15, 3, 0.85] }
    : { "fill-color": byStatus(), "fill-opacity": ["case", ["get", "wide"], 0.06, 0.2] };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land },
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

/** Names of countries in the page's language, each while its country is wider on the screen than its name: in its
    middle, or where the middle is out of sight, at a spot of it that is in sight.
    @param {any} map @param {any} land GeoJSON */
function nameLands(map, land) {
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "region", fallback: "none" });
  const lands = land.features.flatMap((/** @type {any} */ one) => {
    const name = /^[A-Z]{2}$/.test(one.properties.iso ?? "") && names.of(one.properties.iso);
    if (!name) return [];
    const ring = one.geometry.coordinates.flat(one.geometry.type === "MultiPolygon" ? 1 : 0)
      .reduce((/** @type {number[][]} */ a, /** @type {number[][]} */ b) => (b.length > a.length ? b : a));
    const [lons, lats] = [0, 1].map((axis) => ring.map((/** @type {number[]} */ point) => point[axis] ?? 0));
    const middle = [lons, lats].map((row = []) => row.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0) / row.length);
    const element = document.createElement("div");
    element.className = "land";
    element.textContent = name;
    element.translate = false;
    element.ariaHidden = "true";
    const [west, east] = [Math.min(...(lons ?? [])), Math.max(...(lons ?? []))];
    return [{ iso: one.properties.iso, west, east, middle, letters: name.length, marker: new maplibregl.Marker({ element }) }];
  });
  map.on("idle", () => {
    box.classList.toggle("afar", map.getZoom() < LEAST_SCALED);
    const seen = map.getBounds();
    const spots = new Map(SPOTS.flatMap(([x = 0, y = 0]) => {
      const at = [x * box.clientWidth, y * box.clientHeight];
      return map.queryRenderedFeatures(at, { layers: ["land"] }).map((/** @type {any} */ one) => [one.properties.iso, map.unproject(at)]);
    }));
    for (const { iso, west, east, middle, letters, marker } of lands) {
      const at = seen.contains(middle) ? middle : spots.get(iso);
      const wide = map.project([east, middle[1]]).x - map.project([west, middle[1]]).x;
      if (at && wide > LETTER * letters) marker.setLngLat(at).addTo(map);
      else marker.remove();
    }
  });
}

/** @param {any} shapes @param {any} land */
function draw(shapes, land) {
  for (const [id, hidden] of /** @type {[string, boolean][]} */ ([["cells-note", !shapes.cells], ["standings", shapes.cells]])) {
    const note = document.getElementById(id);
    if (note) note.hidden = hidden;
  }
  const bounds = around(shapes);
  const map = new maplibregl.Map({
    container: box, style: style(shapes, land), hash: "map", attributionControl: false, dragRotate: false, fadeDuration: 0,
    locale: {
      "Map.Title": box.getAttribute("aria-label"),
      "NavigationControl.ZoomIn": box.dataset.closer,
      "NavigationControl.ZoomOut": box.dataset.wider,
    },
    renderWorldCopies: false, maxZoom: 11, ...(bounds ? { bounds, fitBoundsOptions: { padding: 30, maxZoom: FIRST_ZOOM } } : { zoom: 1 }),
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  map.addControl(new maplibregl.ScaleControl({ unit: "metric" }));
  nameLands(map, land);
  const layers = ["dots", "rings", "areas"];
  map.on("click", (/** @type {any} */ event) => {
    const [top] = map.queryRenderedFeatures(event.point, { layers });
    if (top) say(top);
  });
  map.on("mousemove", (/** @type {any} */ event) => {
    map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers }).length ? "pointer" : "";
  });
  addEventListener("beforeprint", () => {
    const wide = box.offsetWidth;
    box.style.width = `${wide}px`; // kept, so that nothing is drawn anew, and made small as a whole
    box.style.zoom = String(Math.min(1, PAPER / wide));
  });
  addEventListener("afterprint", () => { box.style.width = ""; box.style.zoom = ""; });
  map.once("idle", () => { box.dataset.drawn = String(map.queryRenderedFeatures({ layers }).length); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style(shapes, land)));
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
  const answers = await Promise.all([box.dataset.shapes ?? "", "/lib/outlines.geojson"].map((one) => fetch(one)));
  if (answers.every((one) => one.ok)) draw(...(/** @type {[any, any]} */ (await Promise.all(answers.map((one) => one.json())))));
  else without();
} else {
  without();
}
