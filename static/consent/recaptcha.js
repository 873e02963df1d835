/* reCAPTCHA on pages with a form, for who has agreed: with v3 an answer is fetched when the form is sent,
   with v2 there is a box to tick. Whatever fails here, the form is sent: our own check decides then. */
const LONGEST_WAIT = 3000;
const lasts = (time) => new Promise((done) => setTimeout(done, time));

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
  let asked = false;
  form.addEventListener(
    "submit",
    async (event) => {
      if (asked) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const answer = ready.then(() => window.grecaptcha.execute(key, { action }));
      const value = await Promise.race([answer, lasts(LONGEST_WAIT)]).catch(() => "");
      const field = form.elements.form_recaptcha ?? document.createElement("input");
      Object.assign(field, { type: "hidden", name: "form_recaptcha", value: value ?? "" });
      if (!field.form) form.prepend(field);
      asked = true;
      form.requestSubmit(event.submitter);
    },
    { capture: true },
  );
}

function box(form, key) {
  const place = document.createElement("div");
  form.querySelector(".form__submit")?.before(place);
  window.grecaptcha.render(place, { sitekey: key, theme: getComputedStyle(form).colorScheme.includes("dark") ? "dark" : "light" });
}
