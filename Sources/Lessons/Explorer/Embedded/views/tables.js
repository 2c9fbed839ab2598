"use strict";

// The tables of the page: slots, keys, logits, margins and all steps.

// MARK: - Slots

/** The name of a slot with its index set low. */
function slotName(name) {
  const [letter, index] = name.split("_");
  return index === undefined ? [make("code", {}, name)] : [make("code", {}, letter, make("sub", {}, index))];
}

/** What a slot is for, and what it says here. */
function slotMeaning(slot, stream, position) {
  const { slots } = page.decoding.model;
  const said = () => {
    const content = contentOf(stream, slot);
    if (content.kind === "token") return `says ${nameOf(content.token)}`;
    return { nothing: "empty", boundary: "says boundary", mixture: "a mixture of several" }[content.kind];
  };
  const back = (k) => (k === 0 ? "this position" : `${k} back`);
  if (slot === slots.code) return "the token’s own code";
  if (slot === slots.flag) return "1 for BOS and COPY";
  if (slot === slots.start) return "1 for BOS";
  if (slot === slots.read) return "what layer 2 read";
  const k = Number(slot.name.split("_")[1]);
  if (slots.gathered.includes(slot)) {
    return k > position ? `${back(k)}: before BOS, so a mean of everything` : `${back(k)}: ${said()}`;
  }
  return `${back(k)}, gated: ${said()}`;
}

function drawSlots() {
  const { decoding } = page;
  const { slots, parameters } = decoding.model;
  const position = currentPosition();
  const step = decoding.steps.find((candidate) => candidate.position === position);
  const stream = step ? step.stream : decoding.positions[position];
  byId("slots-position").textContent = `${position}, ${nameOf(decoding.tokens[position])}`;
  byId("follow").hidden = page.position === null || page.position === currentStep().position;
  const head = make("tr", {}, make("th", { scope: "col" }, "slot"),
    ...countTo(parameters.codeBits).map((bit) => make("th", { scope: "col" }, `bit ${bit}`)),
    make("th", { scope: "col" }, "flag"), make("th", { scope: "col", class: "meaning" }, "what it is"));
  const shown = slots.all.filter((slot) => slot !== slots.read || step);
  const starts = [slots.gathered[0], slots.queries[0], slots.keys[0], slots.read];
  const rows = shown.map((slot) => {
    // A slot of one coordinate is a flag, and stands in the column of the flags.
    const offset = slot.count === 1 ? parameters.codeBits : 0;
    const cells = countTo(parameters.codeBits + 1).map((column) => {
      const index = column - offset;
      if (index < 0 || index >= slot.count) return make("td");
      const value = stream.at(slot.start + index);
      const isInteger = value.denominator === 1n;
      const sign = value.numerator > 0n ? "plus" : "minus";
      const look = value.numerator === 0n ? "zero" : isInteger ? sign : "between";
      const place = column < parameters.codeBits ? `bit ${column}` : "flag";
      return make("td", {}, exact(`${slot.name}, ${place}, position ${position}`, value, look, brief(value)));
    });
    return make("tr", { class: starts.includes(slot) ? "group-start" : null },
      make("th", { scope: "row" }, ...slotName(slot.name)), ...cells,
      make("td", { class: "meaning" }, slotMeaning(slot, stream, position)));
  });
  byId("slots").replaceChildren(make("thead", {}, head), make("tbody", {}, ...rows));
  resetTabStops(byId("slots"));
}

// MARK: - Keys

/** How many rows tables show before they are asked for all. */
const FEW = 6;

/** The text of a button that shows all rows of a table, or few. */
function drawMore(id, showsAll, all, noun) {
  const button = byId(id);
  button.hidden = all <= FEW;
  button.setAttribute("aria-expanded", String(showsAll));
  button.textContent = showsAll ? `Show the best ${FEW} only` : `Show all ${counted(all, noun)}`;
}

/** The tokens that a key holds, in the order of the string; "|" is a boundary. */
function keyText(position) {
  const { decoding } = page;
  return decoding.model.slots.keys.map((slot) => {
    const { kind, token } = contentOf(decoding.positions[position], slot);
    return kind === "token" ? nameOf(token) : { boundary: "|", nothing: "", mixture: "?" }[kind];
  }).reverse().join("");
}

function drawKeys(step) {
  const ranked = rankedKeys(step);
  const shown = page.showsAllKeys ? ranked : ranked.slice(0, FEW);
  const rows = shown.map((position) => {
    const what = `Weight of position ${position} at step ${step.step}`;
    return make("tr", { class: position === step.rightKey ? "right-key" : null },
      make("td", {}, String(position), position === step.rightKey ? " (right)" : ""),
      make("td", {}, keyText(position) ? quoted(keyText(position)) : "nothing"),
      make("td", {}, tokenElement(page.decoding.tokens[position])),
      make("td", { class: "number" }, String(step.scores[position]).replace("-", "−")),
      make("td", { class: "number" }, exact(what, weightAt(step, position))));
  });
  const head = tableHead(["position", "key: tokens before it", "holds", "score", "weight"], 3);
  byId("keys").replaceChildren(head, make("tbody", {}, ...rows));
  drawMore("all-keys", page.showsAllKeys, ranked.length, "key");
  resetTabStops(byId("keys"));
}

// MARK: - Logits

function drawLogits(step) {
  const { logits } = step;
  const values = countTo(logits.parts.length).map((token) => ({ token, value: logits.at(token) }));
  const { parts } = logits;
  values.sort((a, b) => Number(parts[b.token] > parts[a.token]) - Number(parts[b.token] < parts[a.token])
    || a.token - b.token);
  const shown = page.showsAllLogits ? values : values.slice(0, FEW);
  // The due token is always there, however far behind it is.
  const due = values.find(({ token }) => token === step.due);
  if (due && !shown.includes(due)) shown.push(due);
  const sizes = values.map(({ value }) => value.approximate);
  const [low, high] = [Math.min(0, ...sizes), Math.max(0, ...sizes)];
  const percent = (value) => `${(100 * (value - low)) / (high - low || 1)}%`;
  const rows = shown.map(({ token, value }) => {
    const size = value.approximate;
    const bar = make("i", { class: token === step.due ? "due" : null });
    bar.style.left = percent(Math.min(0, size));
    bar.style.width = `${(100 * Math.abs(size)) / (high - low || 1)}%`;
    const zero = make("b");
    zero.style.left = percent(0);
    const notes = [...(token === step.wrote ? ["written"] : []), ...(token === step.due ? ["due"] : [])];
    return make("tr", { class: token === step.due ? "due" : null },
      make("th", { scope: "row" }, tokenElement(token), notes.length ? ` ${notes.join(", ")}` : ""),
      make("td", {}, make("div", { class: "bar", "aria-hidden": "true" }, bar, zero)),
      make("td", { class: "number" }, exact(`Logit of ${nameOf(token)} at step ${step.step}`, value)));
  });
  if (step.margin) {
    rows.push(make("tr", {}, make("th", { scope: "row" }, "margin"), make("td"),
      make("td", { class: "number" }, exact(`Margin at step ${step.step}`, step.margin))));
  }
  byId("logits").replaceChildren(tableHead(["token", "size", "logit"], 2), make("tbody", {}, ...rows));
  drawMore("all-logits", page.showsAllLogits, values.length, "logit");
  resetTabStops(byId("logits"));
}

// MARK: - Margins and all steps

function drawMargins() {
  const { steps } = page.decoding;
  const sizes = steps.map(({ margin }) => margin?.approximate ?? 0);
  const high = Math.max(0, ...sizes);
  // A margin of zero, or just below, is to be seen too.
  const room = steps.some(({ margin }) => margin && margin.numerator <= 0n) ? high / 12 : 0;
  const low = Math.min(-room, ...sizes);
  const span = high - low || 1;
  const host = byId("margins");
  host.style.setProperty("--zero", `${(100 * high) / span}%`);
  host.replaceChildren(...steps.map(({ step, margin, wrote }, index) => {
    const what = `Margin at step ${step}, ${wrote === null ? "a tie" : `wrote ${nameOf(wrote)}`}`;
    const none = `Step ${step}: no margin, after a mistake nothing is due`;
    const button = margin ? exact(what, margin) : make("button", { type: "button", "aria-label": none });
    const bar = make("i", { class: !margin ? "none" : sizes[index] <= 0 ? "below" : null });
    bar.style.top = `${(100 * (high - Math.max(0, sizes[index]))) / span}%`;
    if (margin) bar.style.height = `max(4px, ${(100 * Math.abs(sizes[index])) / span}%)`;
    button.replaceChildren(bar);
    button.addEventListener("click", () => goTo(step));
    return button;
  }));
  const after = steps.length - steps.filter(({ margin }) => margin).length;
  const margins = steps.filter(({ margin }) => margin).map(({ margin }) => margin);
  const [least, most] = [1, -1].map((sign) =>
    margins.reduce((a, b) => ((sign > 0 ? b.isLessThan(a) : a.isLessThan(b)) ? b : a)));
  byId("margins-note").textContent = `From ${readable(least)} to ${readable(most)}. `
    + "Press a bar to go to its step."
    + (after ? ` After the mistake nothing is due: ${counted(after, "step")} without a bar.` : "");
}

function markMargin() {
  [...byId("margins").children].forEach((button, index) => {
    if (index === page.step) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  resetTabStops(byId("margins"));
}

function drawAllSteps() {
  const { steps } = page.decoding;
  const number = (content) => make("td", { class: "number" }, content);
  const rows = steps.map((step) => {
    const at = `at step ${step.step}`;
    return make("tr", {}, make("th", { scope: "row" }, String(step.step)),
      make("td", {}, step.wrote === null ? `tie of ${step.tied.map(nameOf)}` : tokenElement(step.wrote)),
      make("td", {}, step.due === null ? "–" : tokenElement(step.due)),
      number(step.rightKey === null ? "–"
        : exact(`Weight of the right key, position ${step.rightKey}, ${at}`, weightAt(step, step.rightKey))),
      number(step.margin ? exact(`Margin ${at}`, step.margin) : "–"));
  });
  const head = tableHead(["step", "wrote", "due", "weight of the right key", "margin"], 3);
  byId("all-steps").replaceChildren(head, make("tbody", {}, ...rows));
  resetTabStops(byId("all-steps"));
}
