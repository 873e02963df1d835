// Dragging a card sends the form of its own menu: nothing can be done here that the menu cannot do.
let dragged = null;
for (const card of document.querySelectorAll("[data-card]")) {
  card.addEventListener("dragstart", () => (dragged = card));
  card.addEventListener("dragend", () => (dragged = null));
}
for (const column of document.querySelectorAll("[data-stage]")) {
  column.addEventListener("dragover", (event) => event.preventDefault());
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    const form = dragged?.querySelector("form");
    if (!form || form.elements.stage.value === column.dataset.stage) return;
    form.elements.stage.value = column.dataset.stage;
    form.requestSubmit();
  });
}
