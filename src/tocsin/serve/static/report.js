// @ts-check
/* The report page: pointing at a value lights its words, pointing at words lights their values; j and k step through.
   Words that are selected while a field is being mended become its evidence. */

const page = /** @type {HTMLElement} */ (document.getElementById("report"));

/** @param {string} fact @returns {HTMLElement[]} */
function wordsOf(fact) {
  return [...page.querySelectorAll(`mark[data-facts~="${CSS.escape(fact)}"]`)].map((one) => /** @type {HTMLElement} */ (one));
}

/** @param {string[]} facts */
function light(facts) {
  for (const one of page.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const fact of facts) {
    for (const words of wordsOf(fact)) words.classList.add("lit");
    page.querySelector(`[data-fact="${CSS.escape(fact)}"]`)?.classList.add("lit");
  }
}

/** @param {EventTarget | null} target @returns {string[]} the facts that an element belongs to */
function factsAt(target) {
  if (!(target instanceof Element)) return [];
  const row = /** @type {HTMLElement | null} */ (target.closest("[data-fact]"));
  if (row) return [row.dataset.fact ?? ""];
  const words = /** @type {HTMLElement | null} */ (target.closest("mark[data-facts]"));
  return words ? (words.dataset.facts ?? "").split(" ") : [];
}

/** @param {number} step the value that many rows on from the one in focus */
function move(step) {
  const links = [...page.querySelectorAll(".fact a")].map((one) => /** @type {HTMLElement} */ (one));
  const now = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = links[now < 0 ? 0 : (now + step + links.length) % links.length];
  next?.focus();
  wordsOf(factsAt(next ?? null)[0] ?? "")[0]?.scrollIntoView({ block: "center" });
}

for (const kind of ["pointerover", "focusin"]) page.addEventListener(kind, (event) => light(factsAt(event.target)));
page.addEventListener("click", (event) => {
  const words = event.target instanceof Element ? event.target.closest("mark[data-facts]") : null;
  const selecting = document.getSelection()?.toString();
  if (words && !selecting) page.querySelector(`[data-fact="${factsAt(words)[0]}"]`)?.scrollIntoView({ block: "center" });
});
document.addEventListener("selectionchange", () => {
  const chosen = document.getSelection();
  const words = chosen && page.querySelector(".text")?.contains(chosen.anchorNode) ? chosen.toString().trim() : "";
  if (!words) return;
  for (const one of page.querySelectorAll("details[open] .mending [name=words]")) /** @type {HTMLInputElement} */ (one).value = words;
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
});
document.querySelector("mark.here")?.scrollIntoView({ block: "center" });
