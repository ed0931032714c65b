// @ts-check
/* Every page: on a narrow screen the filters begin closed, since the map is what one came for. */

const filters = document.querySelector("details.filters");
if (filters && matchMedia("(max-width: 60rem)").matches) filters.removeAttribute("open");
