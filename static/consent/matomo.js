/* Matomo in the configuration that the CNIL exempts: no user id, nothing across sites or devices, no
   heat maps, cookies of 13 months. Its server shortens addresses. */
export function start({ slug, id, host }) {
  const queue = (window._paq ??= []);
  queue.push(
    ["setTrackerUrl", `https://${host}/matomo.php`],
    ["setSiteId", id],
    ["setSecureCookie", location.protocol === "https:"],
    ["setVisitorCookieTimeout", 33696000],
    ["disableBrowserFeatureDetection"],
    ["disableCampaignParameters"],
    ["setCustomUrl", location.origin + location.pathname],
    ["setReferrerUrl", document.referrer.split("?")[0]],
    ["trackPageView"],
  );
  const script = document.createElement("script");
  script.async = true;
  script.dataset.service = slug;
  script.src = `https://${host}/matomo.js`;
  document.head.append(script);
}
