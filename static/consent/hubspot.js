export function start({ slug, id }) {
  window._hsq ??= [];
  window._hsq.push(["setPath", location.pathname]); // a query can hold what somebody typed
  const script = document.createElement("script");
  script.async = true;
  script.dataset.service = slug;
  script.src = `https://js.hs-scripts.com/${encodeURIComponent(id)}.js`;
  document.head.append(script);
}
