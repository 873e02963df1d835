// Where this visit came from, kept in this tab alone and sent with a form. Runs only for visitors who
// agreed to performance measurement (site/consent loads it then); the server bounds what it is sent.
const KEY = "origin";
const PARAMETERS = ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"];

const touch = () => {
  const found = { landing: location.pathname.slice(0, 200) };
  const query = new URLSearchParams(location.search);
  for (const name of PARAMETERS)
    if (query.get(name)) found[name] = query.get(name).slice(0, 60);
  const host = document.referrer && new URL(document.referrer).host;
  if (host && host !== location.host) found.referrer = host.slice(0, 100);
  return found;
};

export const start = ({ accepted = true } = {}) => {
  try {
    if (!accepted) return sessionStorage.removeItem(KEY);
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    const now = touch();
    const fresh = now.referrer || PARAMETERS.some((name) => name in now);
    kept.first ??= now;
    if (fresh || !kept.last) kept.last = now;
    sessionStorage.setItem(KEY, JSON.stringify(kept));
    for (const field of document.querySelectorAll("form[data-token] input[name=origin]"))
      field.value = JSON.stringify(kept);
  } catch {
    // storage is closed: nothing is kept, nothing is sent
  }
};
