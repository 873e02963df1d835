/* Public forms on cached pages carry no token: one is fetched when a person begins to fill one in, and
   its proof of work is done in a worker meanwhile. Without this script, or when it fails, the server
   answers the first post with a page that has a token and a button. */
const put = (form, name, value) => {
  const field = form.elements[name] ?? document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  if (!field.form) form.prepend(field);
};

const solve = (work) =>
  new Promise((done) => {
    const worker = new Worker(new URL("work.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = () => done("");
    worker.postMessage(work);
  });

const begin = async (form) => {
  if (form.elements.form_token.value) return;
  try {
    const answer = await fetch(form.dataset.token, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) return;
    const { token, work } = await answer.json();
    form.elements.form_token.value = token;
    put(form, "form_work", await solve(work));
  } catch {
    // offline or refused: the server will ask for one more click
  }
};

for (const form of document.querySelectorAll("form[data-token]")) {
  form.addEventListener("focusin", () => begin(form), { once: true });
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    // Not `disabled`: a disabled button loses its focus, and its name if the page comes back.
    button?.setAttribute("aria-disabled", "true");
  });
  form.addEventListener("click", (event) => {
    if (event.target.closest?.("button[aria-disabled=true]")) event.preventDefault();
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-token] button[aria-disabled]"))
    button.removeAttribute("aria-disabled");
});
document.querySelector(".error-summary")?.focus();
