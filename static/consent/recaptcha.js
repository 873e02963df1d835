/* reCAPTCHA on pages with a form, for who has agreed: with v3 an answer is fetched when the form is begun
   and again before it has run out, with v2 there is a box to tick. Nothing here holds a form up: without
   an answer our own check decides. */
const LASTS = 100_000; // milliseconds; an answer counts for two minutes

export function start({ slug, id }) {
  const [version, key] = id.split(":");
  const script = document.createElement("script");
  script.async = true;
  script.dataset.service = slug;
  script.src = `https://www.google.com/recaptcha/api.js?render=${version === "3" ? encodeURIComponent(key) : "explicit"}`;
  const ready = new Promise((done) => {
    script.onload = () => window.grecaptcha?.ready(done);
  });
  for (const form of document.querySelectorAll("main form[data-token]")) {
    const action = new URL(form.dataset.token, location).searchParams.get("form").replaceAll("-", "_");
    if (version === "3") asks(form, ready, key, action);
    else ready.then(() => box(form, key));
  }
  document.head.append(script);
}

function asks(form, ready, key, action) {
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "form_recaptcha" });
  form.prepend(field);
  const ask = () =>
    ready
      .then(() => window.grecaptcha.execute(key, { action }))
      .then((answer) => (field.value = answer), () => {});
  form.addEventListener("focusin", () => void (ask(), setInterval(ask, LASTS)), { once: true });
}

function box(form, key) {
  const place = document.createElement("div");
  form.querySelector(".form__submit")?.before(place);
  window.grecaptcha.render(place, { sitekey: key, theme: isDark(form) ? "dark" : "light" });
}

// "light dark" follows the system; one word is what the visitor chose on our pages.
function isDark(form) {
  const scheme = getComputedStyle(form).colorScheme;
  return scheme === "dark" || (scheme.includes(" ") && matchMedia("(prefers-color-scheme: dark)").matches);
}
