// Puts the address together only when a person asks for it; the page itself never holds it.
for (const button of document.querySelectorAll("[data-copy-parts]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const [name, ...host] = button.dataset.copyParts.split(" ");
    await navigator.clipboard.writeText([name, host.join(".")].join("@"));
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}
