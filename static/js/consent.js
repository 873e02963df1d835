/* The visitor's choice about trackers. The page is the same for everyone; this reads the choice in the
   cookie, shows the panel while something is to be asked, starts what was agreed to (the server's
   Content-Security-Policy lets nothing else load), and clears away what belongs to the rest. */

const { asks, exempt, register, token, months } = document.getElementById("consent-script").dataset;
const panel = document.getElementById("consent");
const gpc = navigator.globalPrivacyControl === true;
const asked = new Map(asks.split(" ").filter(Boolean).map((one) => one.split(":")));
let reopened = false;

function verdicts() {
  const value = /(?:^|; )(?:__Host-)?consent=([^;]*)/.exec(document.cookie)?.[1].split("~")[2];
  const found = new Map();
  for (const part of value ? value.split(".") : []) {
    const [slug, yes, edition, at] = part.split(":");
    const made = new Date(at * 1000);
    const until = new Date(made);
    until.setMonth(made.getMonth() + Number(months));
    if (until.getDate() !== made.getDate()) until.setDate(0); // as the server counts: 31 August → 28 February
    if (until > new Date()) found.set(slug, { yes: yes === "1", edition, made });
  }
  return found;
}

const standing = (slug, edition) => {
  const one = verdicts().get(slug);
  return one?.edition === String(edition) ? one : undefined;
};
const accepted = () => [...asked].filter(([slug, edition]) => !gpc && standing(slug, edition)?.yes).join();

// --- What services leave behind -----------------------------------------------------------------
const pattern = (name) =>
  new RegExp(`^${name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);

const jar = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");

// A cookie of another page's path could be neither seen nor removed from here: services set theirs on "/".
function keepCookiesInSight() {
  Object.defineProperty(document, "cookie", {
    configurable: true,
    get: () => jar.get.call(document),
    set: (line) => jar.set.call(document, `${String(line).replace(/;\s*path=[^;]*/gi, "")};path=/`),
  });
}

function expire(name) {
  const labels = location.hostname.split(".");
  const domains = ["", ...labels.map((_, at) => `;domain=${labels.slice(at).join(".")}`)];
  const steps = location.pathname.split("/").filter(Boolean);
  const paths = ["/", ...steps.flatMap((_, at) => [`/${steps.slice(0, at + 1).join("/")}`, `/${steps.slice(0, at + 1).join("/")}/`])];
  for (const domain of domains)
    for (const path of paths) jar.set.call(document, `${name}=;path=${path}${domain};max-age=0`);
}

async function clear(services, kept) {
  const keep = kept.flatMap((one) => one.traces);
  const goes = (kind, name) =>
    services.some((one) => one.traces.some(([of, named]) => of === kind && pattern(named).test(name))) &&
    !keep.some(([of, named]) => of === kind && pattern(named).test(name));
  for (const part of document.cookie.split("; ")) {
    const name = part.split("=")[0];
    if (goes("cookie", name)) expire(name);
  }
  for (const [kind, area] of [["local", "localStorage"], ["session", "sessionStorage"]]) {
    try {
      for (const key of Object.keys(window[area])) if (goes(kind, key)) window[area].removeItem(key);
    } catch {
      // storage is refused: nothing lies there
    }
  }
  for (const { name } of (await indexedDB?.databases?.().catch(() => [])) ?? [])
    if (goes("indexeddb", name)) indexedDB.deleteDatabase(name);
  for (const frame of document.querySelectorAll("iframe[data-service]"))
    if (services.some((one) => one.slug === frame.dataset.service)) frame.remove();
}

const known = () => fetch(register).then((answer) => answer.json());

function runs(one) {
  if (one.edition === undefined || gpc) return false;
  const verdict = standing(one.slug, one.edition);
  return one.asks ? verdict?.yes === true : verdict?.yes !== false;
}

async function start() {
  const others = document.cookie.replace(/(?:__Host-)?consent=[^;]*/, "").replace(/[; ]/g, "");
  let stored = false;
  try {
    stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage)].some((key) => key !== "theme");
  } catch {
    // as above
  }
  if (!accepted() && exempt === undefined && !others && !stored) return;
  const services = await known();
  const on = services.filter(runs);
  await clear(services.filter((one) => !on.includes(one)), on);
  const slugs = on.map((one) => one.slug);
  if (on.length) keepCookiesInSight();
  for (const one of on) {
    if (!one.loader || (one.forms && !document.querySelector("main form[data-token]"))) continue;
    import(one.loader).then((module) => module.start(one, slugs), () => {});
  }
}

// --- The panel ----------------------------------------------------------------------------------
function show(all) {
  reopened = all;
  const now = verdicts();
  for (const part of panel.querySelectorAll("[data-service]"))
    part.hidden = !all && Boolean(standing(part.dataset.service, asked.get(part.dataset.service)));
  for (const part of panel.querySelectorAll("fieldset"))
    for (const twin of panel.querySelectorAll(`[data-purpose="${part.dataset.purpose}"]`))
      twin.hidden = !part.querySelector("[data-service]:not([hidden])");
  for (const box of panel.querySelectorAll("[name=service]")) box.checked = all && now.get(box.value)?.yes === true;
  panel.querySelectorAll("fieldset").forEach(whole);
  for (const field of panel.querySelectorAll("[name=scope]")) field.value = all ? "all" : "asked";
  const last = Math.max(0, ...[...now.values()].map((one) => one.made.getTime()));
  const made = panel.querySelector("[data-made]");
  made.hidden = !all || !last;
  made.querySelector("time").textContent = new Date(last).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  panel.querySelector("details").open = all;
  panel.dataset.open = "";
  if (all) panel.focus();
}

function whole(fieldset) {
  const boxes = [...fieldset.querySelectorAll("[name=service]")];
  const ticked = boxes.filter((box) => box.checked).length;
  const all = fieldset.querySelector("[name=purpose]");
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
}

async function send(data) {
  const before = accepted();
  data.delete("purpose"); // told service by service
  try {
    data.set("token", (await (await fetch(token, { cache: "no-store" })).json()).token);
    const answer = await fetch(panel.querySelector("form").action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(data),
    });
    if (answer.status === 409) return location.reload(); // decided or changed elsewhere meanwhile
    if (!answer.ok) throw new Error(answer.status);
  } catch {
    panel.querySelector("[data-error]").hidden = false;
    return;
  }
  delete panel.dataset.open;
  if (accepted() === before) return document.getElementById("contenu")?.focus({ preventScroll: true });
  const services = await known();
  const on = services.filter(runs);
  await clear(services.filter((one) => !on.includes(one)), on);
  location.reload(); // a loaded page's policy cannot widen
}

if (panel) {
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    send(new FormData(event.target, event.submitter));
  });
  panel.addEventListener("change", ({ target }) => {
    const fieldset = target.closest("fieldset");
    if (target.name === "purpose")
      for (const box of fieldset.querySelectorAll("[name=service]")) box.checked = target.checked;
    whole(fieldset);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !("open" in panel.dataset) || document.querySelector(".menu details[open]")) return;
    // Reopened, nothing was asked: Escape leaves the choice as it is.
    if (reopened) delete panel.dataset.open;
    else panel.querySelector("[value=refuse]").click();
  });
  document.addEventListener("click", (event) => {
    if (gpc || !event.target.closest?.("[data-consent-open]")) return;
    event.preventDefault();
    show(true);
  });
  if (!gpc && [...asked].some(([slug, edition]) => !standing(slug, edition))) show(false);
}
start();
