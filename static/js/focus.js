// Puts the focus on the error summary, so that a screen reader reads it first.
document.querySelector("[data-wir-focus]")?.focus();
