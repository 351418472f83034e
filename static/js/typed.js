// Typed work is not lost by leaving the page or by sending it into a network that is gone.
for (const form of document.querySelectorAll("[data-wir-typed]")) {
  let isUnsaved = false;
  form.addEventListener("input", () => { isUnsaved = true; });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      isUnsaved = false;
      return;
    }
    event.preventDefault();
    const note = form.querySelector("[data-wir-offline]");
    note.hidden = false;
    note.focus();
  });
  addEventListener("beforeunload", (event) => { if (isUnsaved) event.preventDefault(); });
}
