// Public forms on cached pages carry no token: one is fetched when a person begins to fill one in.
// Without this script, or when it fails, the server answers the first post with a page that has one.
const fetchToken = async (form) => {
  const field = form.elements.form_token;
  if (field.value) return;
  try {
    const answer = await fetch(form.dataset.token, { credentials: "omit", cache: "no-store" });
    if (answer.ok) field.value = (await answer.json()).token;
  } catch {
    // offline or refused: the server will ask for one more click
  }
};

for (const form of document.querySelectorAll("form[data-token]")) {
  form.addEventListener("focusin", () => fetchToken(form), { once: true });
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
