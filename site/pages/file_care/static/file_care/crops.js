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

const sliders = crops.querySelectorAll("[data-axis]");

function put(name, number) {
  const field = document.querySelector(`input.focal_point_${name}`);
  if (field) field.value = Math.round(number);
}

// With the arrow keys: the middle of the box moves; where there is none, a small one is made.
function move(event) {
  if (!(value("width") > 0 && value("height") > 0)) {
    const side = Math.max(1, Math.min(whole.x, whole.y) / 10);
    for (const name of ["width", "height"]) put(name, side);
    for (const name of ["x", "y"]) put(name, whole[name] / 2);
  }
  const axis = event.target.dataset.axis;
  put(axis, (whole[axis] * event.target.valueAsNumber) / 100);
  draw();
}

function draw() {
  const chosen = value("width") > 0 && value("height") > 0;
  const x = chosen ? value("x") : whole.x / 2;
  const y = chosen ? value("y") : whole.y / 2;
  for (const slider of sliders) {
    const centre = slider.dataset.axis === "x" ? x : y;
    if (slider !== document.activeElement) slider.value = (centre / whole[slider.dataset.axis]) * 100;
  }
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

for (const slider of sliders) slider.addEventListener("input", move);
draw();

// Wagtail's chooser writes into hidden fields without a word.
for (const event of ["mouseup", "touchend", "keyup", "click"]) {
  document.addEventListener(event, () => requestAnimationFrame(draw), true);
}
