/* Google's tags, after the agreement only (Consent Mode in its basic form): denied by default, then
   granted for exactly what was agreed to. One library for all of Google's services. */
export function start({ slug, id }, agreed) {
  const queue = (window.dataLayer ??= []);
  window.gtag ??= function gtag() {
    queue.push(arguments);
  };
  if (!window.gtag.started) {
    window.gtag.started = true;
    const ads = ["google-ads", "google-marketing-platform"].some((one) => agreed.includes(one)) ? "granted" : "denied";
    const measure = agreed.includes("google-analytics") ? "granted" : "denied";
    const all = ["ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"];
    window.gtag("consent", "default", Object.fromEntries(all.map((one) => [one, "denied"])));
    window.gtag("consent", "update", {
      ad_storage: ads,
      ad_user_data: ads,
      ad_personalization: ads,
      analytics_storage: measure,
    });
    window.gtag("js", new Date());
    const script = document.createElement("script");
    script.async = true;
    script.dataset.service = slug;
    script.src = `https://www.googletagmanager.com/gtag/js?id=${encodeURIComponent(id)}`;
    document.head.append(script);
  }
  // 13 months, and a visit does not prolong them.
  window.gtag("config", id, slug === "google-analytics" ? { cookie_expires: 33696000, cookie_update: false } : {});
}
