"use strict";

// Small tools of the view: elements, numbers that show all of themselves, and groups that take one tab stop.

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a child is an element or a text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Letters, set apart from the words around them. */
const quoted = (...children) => make("span", { class: "token" }, ...children);

/** The head of a table; from `firstNumber` on its columns hold numbers. */
function tableHead(names, firstNumber = Infinity) {
  const cells = names.map((name, index) =>
    make("th", { scope: "col", class: index >= firstNumber ? "number" : null }, name));
  return make("thead", {}, make("tr", {}, ...cells));
}

/** A paragraph of texts and elements. */
const paragraph = (...children) => make("p", {}, ...children);

/** 12345 as 12,345; takes BigInts too. */
const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** "1 key", "2 keys". */
const counted = (count, noun) => `${grouped(count)} ${noun}${BigInt(count) === 1n ? "" : "s"}`;

const SUPERSCRIPTS = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

/** A fraction between 0 and 1 that is too small for six places, as 3.8 × 10⁻¹². */
function scientific(fraction) {
  const { numerator, denominator } = fraction;
  let exponent = String(denominator).length - String(numerator).length;
  const times = (power) => new Fraction(numerator * 10n ** BigInt(power), denominator).rounded(1);
  if (times(exponent).startsWith("0.")) exponent += 1;
  return `${times(exponent)} × 10⁻${[...String(exponent)].map((digit) => SUPERSCRIPTS[digit]).join("")}`;
}

/** A fraction for people: itself if it is short, else rounded, but never to an integer that it is not. */
function readable(fraction) {
  if (fraction.text.length <= 7) return fraction.text.replace("-", "−");
  const { numerator, denominator } = fraction;
  const size = new Fraction(numerator < 0n ? -numerator : numerator, denominator);
  const sign = numerator < 0n ? "−" : "";
  const short = size.rounded(6);
  if (short === "0.000000") return sign + scientific(size);
  // Close to an integer from either side: say by how much.
  if (short.endsWith(".000000")) {
    const whole = BigInt(short.slice(0, -7));
    const rest = new Fraction(size.numerator - whole * size.denominator, size.denominator);
    const gap = new Fraction(rest.numerator < 0n ? -rest.numerator : rest.numerator, rest.denominator);
    const both = `${whole} ${rest.numerator < 0n ? "−" : "+"} ${scientific(gap)}`;
    return sign ? `−(${both})` : both;
  }
  return sign + short;
}

/** A fraction in a few characters, for a narrow cell: "≈" where it is rounded to an integer. */
function brief(fraction) {
  if (fraction.denominator === 1n) return fraction.text.replace("-", "−");
  const short = fraction.rounded(3).replace("-", "−");
  return short.endsWith(".000") ? `≈${short.slice(0, -4)}` : short;
}

// MARK: - Exact values

/** What the buttons of exact numbers show. */
const exactValues = new WeakMap();

/**
 * A number that shows itself as a fraction when it is pointed at, focused or pressed.
 *
 * `what` says what it is, for the panel and for screen readers.
 */
function exact(what, value, look = "", text = readable(value)) {
  const button = make("button", {
    type: "button", class: `exact ${look}`, tabindex: "-1", "aria-label": `${what}: ${text}`,
  }, text);
  exactValues.set(button, { what, value });
  return button;
}

/** The same in running text, where each number is a tab stop of its own. */
function exactInText(what, value) {
  const button = exact(what, value);
  button.tabIndex = 0;
  return button;
}

/** Who shows a value in the panel: a heat map, or null. */
const exactPanel = { owner: null };

/** Shows a value in the panel at the foot of the page; null stands for one that is not there. */
function showExact(what, fraction, owner = null) {
  const panel = byId("exact");
  exactPanel.owner = owner;
  const lines = [make("p", { class: "what" }, what)];
  if (fraction) {
    const short = fraction.text.length <= 7 || fraction.denominator === 1n;
    const digits = String(fraction.denominator).length;
    lines.push(make("p", { class: "mono" }, `= ${fraction.text.replace("-", "−")}`));
    if (!short) {
      const words = `about ${readable(fraction)}; ${counted(digits, "digit")} below the line`;
      lines.push(make("p", { class: "what" }, words));
    }
  }
  panel.replaceChildren(...lines);
  panel.hidden = false;
}

function hideExact() {
  byId("exact").hidden = true;
}

function showExactOf(target) {
  const button = target instanceof Element ? target.closest(".exact") : null;
  if (!button) return false;
  const { what, value } = exactValues.get(button);
  showExact(what, value);
  return true;
}

/** Where the pointer is. When the page scrolls below it, it is over something else but has not moved. */
const pointer = { x: -1, y: -1 };
const hasMoved = (event) => event.clientX !== pointer.x || event.clientY !== pointer.y;

/** Shows the number that has the focus, in a table or by the keys of a map, or nothing. */
function showFocused() {
  const map = heatMaps.get(document.activeElement);
  if (map && !map.cellMark.hidden) map.tell(map.cursor.row, map.cursor.column);
  else if (!showExactOf(document.activeElement)) hideExact();
}

document.addEventListener("pointerover", (event) => {
  if (!hasMoved(event) || showExactOf(event.target) || !(event.target instanceof Element)) return;
  // The maps tell for themselves.
  if (!event.target.closest(".map, #exact")) showFocused();
});
document.addEventListener("pointermove", (event) => {
  [pointer.x, pointer.y] = [event.clientX, event.clientY];
});
document.addEventListener("focusin", (event) => {
  if (!showExactOf(event.target)) hideExact();
});
document.addEventListener("click", (event) => showExactOf(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hideExact();
});

// MARK: - Groups with one tab stop

/** Gives each group of buttons one tab stop: the one that had it, the current one, or the first. */
function resetTabStops(group) {
  const buttons = [...group.querySelectorAll("button")];
  const stop = buttons.find((button) => button === document.activeElement)
    ?? buttons.find((button) => button.hasAttribute("aria-current")) ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
}

/** The button that an arrow key leads to; in a table up and down keep to the place in the row. */
function neighbor(group, button, key) {
  const visible = (element) => element.offsetParent !== null;
  const buttons = [...group.querySelectorAll("button")].filter(visible);
  const index = buttons.indexOf(button);
  const row = button.closest("tr");
  if (row && (key === "ArrowUp" || key === "ArrowDown")) {
    const hasButtons = (other) => [...other.querySelectorAll("button")].some(visible);
    const rows = [...group.querySelectorAll("tr")].filter(hasButtons);
    const other = rows[rows.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
    if (!other) return button;
    const places = [...other.querySelectorAll("button")];
    return places[Math.min([...row.querySelectorAll("button")].indexOf(button), places.length - 1)];
  }
  const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
  if (key in steps) return buttons[index + steps[key]] ?? button;
  if (key === "Home") return buttons[0];
  if (key === "End") return buttons.at(-1);
  return null;
}

document.addEventListener("keydown", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-roving] button") : null;
  if (!button || event.ctrlKey || event.altKey || event.metaKey) return;
  const group = button.closest("[data-roving]");
  const next = neighbor(group, button, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
  resetTabStops(group);
});

// MARK: - Long work

/** How long the page may be busy before it looks at the user again: less than a frame. */
const SLICE_MILLISECONDS = 12;

/**
 * Runs a generator to its end in slices, so that the page stays responsive, and hands its result to `done`.
 * The first slice runs at once. Returns a function that stops it.
 */
function runInSlices(generator, done, progress = () => {}) {
  let timer = null;
  const slice = () => {
    const end = performance.now() + SLICE_MILLISECONDS;
    for (;;) {
      const { value, done: isDone } = generator.next();
      if (isDone) return done(value);
      if (performance.now() >= end) {
        timer = setTimeout(slice, 0);
        return progress(value);
      }
    }
  };
  slice();
  return () => clearTimeout(timer);
}
