export function start({ slug, id }) {
  window._linkedin_partner_id = id;
  (window._linkedin_data_partner_ids ??= []).push(id);
  const script = document.createElement("script");
  script.async = true;
  script.dataset.service = slug;
  script.src = new URL("/li.lms-analytics/insight.min.js", "https://snap.licdn.com").href;
  document.head.append(script);
}
