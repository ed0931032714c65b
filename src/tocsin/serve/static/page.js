// @ts-check
/* Every page: on a narrow screen the filters begin closed, since the map is what one came for. Keys: j and k step
   through what the page lists, / goes to its first field. The report page steps through its values by itself. */

const filters = document.querySelector("details.filters");
if (filters && matchMedia("(max-width: 60rem)").matches) filters.removeAttribute("open");

const here = /** @type {HTMLElement | null} */ (document.querySelector(".top > nav [aria-current=page]"));
if (here?.parentElement) here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.clientWidth / 2;

/** @param {number} step the entry that many on from the one in focus */
function move(step) {
  const links = [...document.querySelectorAll("main tbody th a, main .card > h2 a, main .card > h3 a, main h4 > a, main .near > p > a")]
    .map((one) => /** @type {HTMLElement} */ (one));
  const now = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  links[now < 0 ? 0 : (now + step + links.length) % links.length]?.focus();
}

function toField() {
  if (filters) filters.setAttribute("open", "");
  const field = document.querySelector("main :is(input:not([type=hidden]), select, textarea)");
  /** @type {HTMLElement | null} */ (field)?.focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    toField();
  } else if (!document.getElementById("report")) {
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
  }
});
