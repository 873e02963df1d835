/* What HTML alone cannot do: close the menu's second level from outside, and print. */

const open = () => document.querySelector(".menu details[open]");

function close(details) {
  if (details) details.open = false;
}

// On a wide screen the second level lies over the page, so it closes like anything that does.
const wide = matchMedia("(width >= 64rem)");

document.addEventListener("click", ({ target }) => {
  if (wide.matches && !target.closest(".menu details")) close(open());
});

document.addEventListener("focusin", ({ target }) => {
  const details = open();
  if (wide.matches && details && !details.contains(target)) close(details);
});

document.addEventListener("keydown", (event) => {
  const details = open();
  if (event.key !== "Escape" || !wide.matches || !details) return;
  const inside = details.contains(document.activeElement);
  close(details);
  if (inside) details.querySelector("summary").focus();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
