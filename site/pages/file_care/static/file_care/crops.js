// What each place shows, while the focal point is being chosen; cms/renditions/crops.py is the same, saved.
const crops = document.querySelector("[data-crops]");
const whole = { x: Number(crops.dataset.width), y: Number(crops.dataset.height) };
const value = (name) => Number(document.querySelector(`input.focal_point_${name}`)?.value || 0);

function start(size, length, centre, extent, tenths) {
  const part = tenths ? Math.round((centre / whole[length]) * 10) / 10 : centre / whole[length];
  let first = (whole[length] - size) * part;
  if (!tenths) {
    // The whole of the chosen box, as far as it has room.
    first = Math.min(first, centre - extent / 2);
    if (first + size < centre + extent / 2) first = centre + extent / 2 - size;
  }
  return Math.max(0, Math.min(whole[length] - size, first));
}

function draw() {
  const chosen = value("width") > 0 && value("height") > 0;
  const x = chosen ? value("x") : whole.x / 2;
  const y = chosen ? value("y") : whole.y / 2;
  for (const svg of crops.querySelectorAll("[data-crop]")) {
    const proportion = Number(svg.dataset.across) / Number(svg.dataset.down);
    const width = Math.min(whole.x, whole.y * proportion);
    const height = width / proportion;
    const tenths = "tenths" in svg.dataset;
    const left = start(width, "x", x, chosen ? value("width") : 0, tenths);
    const top = start(height, "y", y, chosen ? value("height") : 0, tenths);
    svg.setAttribute("viewBox", [left, top, width, height].map(Math.round).join(" "));
    const circle = svg.querySelector("circle");
    circle.setAttribute("cx", x);
    circle.setAttribute("cy", y);
    circle.classList.toggle("crops__none", !chosen);
  }
}

// Beside the image, where one looks while choosing.
document.querySelector(".focal-point-chooser")?.after(crops);

// Wagtail's chooser writes into hidden fields without a word.
for (const event of ["mouseup", "touchend", "keyup", "click"]) {
  document.addEventListener(event, () => requestAnimationFrame(draw), true);
}
