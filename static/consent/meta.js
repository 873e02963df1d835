export function start({ slug, id }) {
  const queue = [];
  const fbq = (...said) => (fbq.callMethod ? fbq.callMethod(...said) : queue.push(said));
  Object.assign(fbq, { push: fbq, loaded: true, version: "2.0", queue });
  window.fbq = window._fbq = fbq;
  fbq("set", "autoConfig", false, id); // no listening to clicks and forms
  fbq("init", id);
  fbq("track", "PageView");
  const script = document.createElement("script");
  script.async = true;
  script.dataset.service = slug;
  script.src = new URL("/en_US/fbevents.js", "https://connect.facebook.net").href;
  document.head.append(script);
}
