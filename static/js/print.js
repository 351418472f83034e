// Shows the print button where a script can print.
for (const button of document.querySelectorAll("[data-wir-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
