// Dragging a planned entry to another day; the field in the list below does the same without a script.
const grid = document.querySelector("[data-plan]");
const form = document.querySelector("[data-plan-move]");
let dragged = null;

grid.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-key]");
  event.dataTransfer.effectAllowed = "move";
});

for (const day of grid.querySelectorAll("[data-day]")) {
  day.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    day.classList.add("is-over");
  });
  day.addEventListener("dragleave", () => day.classList.remove("is-over"));
  day.addEventListener("drop", (event) => {
    event.preventDefault();
    day.classList.remove("is-over");
    if (!dragged || day.contains(dragged)) return;
    const { source, key, hour = "", byDay } = dragged.dataset;
    Object.assign(form.elements.source, { value: source });
    Object.assign(form.elements.key, { value: key });
    Object.assign(form.elements.hour, { value: hour });
    Object.assign(form.elements.by_day, { value: byDay === undefined ? "" : "1" });
    Object.assign(form.elements.day, { value: day.dataset.day });
    form.submit();
  });
}
