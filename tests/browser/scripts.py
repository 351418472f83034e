"""What the tests ask of a page. All of it only reads, or sets what a reader's own browser would set."""

SCROLL_WIDTH = "() => document.documentElement.scrollWidth"

# Name and visible state of what has the focus. Covered means: wherever one clicks on it, something else is hit.
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
    const steps = [.5, .2, .8], at = (from, to, share) => from + (to - from) * share, hits = [];
    for (const x of steps) for (const y of steps) {
      hits.push(document.elementFromPoint(at(left, right, x), at(top, bottom, y)));
    }
    if (right <= left || bottom <= top) faults.push("outside the window");
    else if (!hits.some(hit => hit && (one.contains(hit) || hit.contains(one)))) {
      faults.push("covered by " + hits[0].tagName + "." + hits[0].className);
    }
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

# Words outside the box of an element that cuts off what overflows it.
CUT_OFF = """() => {
  const cuts = one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX);
  const boxes = [...document.querySelectorAll("body *")].filter(one => cuts(one) && one.checkVisibility());
  const found = [];
  for (const box of boxes.filter(one => !one.closest(".visually-hidden, svg"))) {
    const edge = box.getBoundingClientRect(), words = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      const place = range.getBoundingClientRect();
      const isSeen = place.width && !words.currentNode.parentElement.closest(".visually-hidden, svg");
      if (isSeen && (place.left < edge.left - 1 || place.right > edge.right + 1 || place.bottom > edge.bottom + 1)) {
        found.push(words.currentNode.data.trim());
      }
    }
  }
  return found;
}"""

RIGHT_TO_LEFT = "() => { document.documentElement.dir = 'rtl' }"

# Distance of a heading's text from the start and the end of the window.
HEADING_SIDES = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("h1"));
  const box = range.getBoundingClientRect();
  return [box.left, document.documentElement.clientWidth - box.right];
}"""

SHOWN = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length"""

# Buttons drawn as buttons; one that looks like a link needs no edge.
BORDERLESS_BUTTONS = """() => [...document.querySelectorAll(".btn, .button, .submit-row [type=submit]")].filter(one =>
  one.checkVisibility() && parseFloat(getComputedStyle(one).borderTopWidth) === 0).map(one => one.innerText)"""
