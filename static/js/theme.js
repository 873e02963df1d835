/* The theme the visitor asked for. Loaded in <head> with blocking="render", so that no page is
   painted in the wrong colours first. Nothing is stored until the switch is used; choosing
   "system" again removes what was stored. */

const KEY = "theme";
const root = document.documentElement;

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is refused: the switch then counts for this page only
  }
}

function store(choice) {
  try {
    if (choice) localStorage.setItem(KEY, choice);
    else localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}

function apply(choice) {
  if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  else delete root.dataset.theme;
  for (const input of document.querySelectorAll(".theme input")) {
    input.checked = input.value === (root.dataset.theme ?? "");
  }
}

apply(stored());
addEventListener("DOMContentLoaded", () => apply(stored()));
addEventListener("pageshow", () => apply(stored()));
addEventListener("storage", (event) => {
  if (event.key === KEY) apply(event.newValue);
});
document.addEventListener("change", ({ target }) => {
  if (!target.matches(".theme input")) return;
  store(target.value);
  apply(target.value);
});
