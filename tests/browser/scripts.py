"""What the tests ask of a page. All of it only reads, or sets what a reader's own browser would set."""

SCROLL_WIDTH = "() => document.documentElement.scrollWidth"

# Name and visible state of what has the focus. Covered means: a click on its middle would hit something else.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {name: null, faults: ""};
  const words = text => text.replace(/\\s+/g, " ").trim();
  const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
  const name = words(one.getAttribute("aria-label") || label || one.innerText || "");
  const style = getComputedStyle(one), faults = [];
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  if (!ring && style.boxShadow === "none") faults.push("not visible");
  const box = one.getClientRects()[0];
  if (!box) faults.push("no place");
  else {
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const hit = right > left && bottom > top && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!hit) faults.push("outside the window");
    else if (!one.contains(hit) && !hit.contains(one)) faults.push("covered by " + hit.tagName + "." + hit.className);
  }
  return {name, faults: faults.join(", ")};
}"""

# WCAG 1.4.12; a constructed sheet is not inline style, the page's policy stays in force.
TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

# Text that a box cuts off.
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one);
  if (!one.innerText || one.closest(".visually-hidden, [hidden], svg")) return false;
  if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => one.tagName + "." + one.className)"""

RIGHT_TO_LEFT = "() => { document.documentElement.dir = 'rtl' }"

# Distance of a heading's text from the start and the end of the window.
HEADING_SIDES = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("h1"));
  const box = range.getBoundingClientRect();
  return [box.left, document.documentElement.clientWidth - box.right];
}"""

SHOWN = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length"""

BORDERLESS_BUTTONS = """() => [...document.querySelectorAll("button, .btn, .button")].filter(one =>
  one.checkVisibility() && parseFloat(getComputedStyle(one).borderTopWidth) === 0).map(one => one.innerText)"""
