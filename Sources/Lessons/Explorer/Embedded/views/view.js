"use strict";

// What is drawn again when the string, the step or a position changes; the tape, and the step in sentences.

/** What the page shows: the copy, its step, and the position whose slots are shown (null: the query's). */
const page = {
  parameters: null, symbols: [], bonus: null, decoding: null, step: 0, position: null,
  showsAllKeys: false, showsAllLogits: false, stop: () => {},
};

const letterOf = (token) => shownCharacter(page.symbols[token]);
const lettersOf = (tokens) => tokens.map(letterOf).join("");

/** A token as people read it. */
function nameOf(token) {
  const { alphabet } = page.parameters;
  return token < alphabet ? letterOf(token) : ["BOS", "COPY", "EOS"][token - alphabet];
}

/** A token as an element. */
const tokenElement = (token) => quoted(nameOf(token));

/** The step that is shown. */
const currentStep = () => page.decoding.steps[page.step];
/** The position whose slots are shown. */
const currentPosition = () => page.position ?? currentStep().position;

/**
 * What a piece of the residual stream says: a content token, a boundary, nothing, or a mixture of several.
 */
function contentOf(stream, slot) {
  const { codeBits, alphabet } = page.parameters;
  const parts = stream.parts.slice(slot.start, slot.start + slot.count);
  if (parts.every((part) => part === 0n)) return { kind: "nothing" };
  const is = (piece) => piece.every((value, index) => parts[index] === value * stream.over);
  if (is([...new Array(codeBits).fill(0n), 1n])) return { kind: "boundary" };
  const token = countTo(alphabet).find((candidate) => is([...codeOf(candidate, codeBits), 0n]));
  return token === undefined ? { kind: "mixture" } : { kind: "token", token };
}

// MARK: - Drawing

/** Takes back what is shown of a copy: nothing of it may stand beside another string, and no verdict either. */
function withdraw(message) {
  byId("verdict").className = "verdict";
  byId("verdict").textContent = message;
  document.body.classList.add("withdrawn");
  hideExact();
}

/** Shows a copy that has ended, at its first mistake or, if there is none, somewhere in its middle. */
function show(parameters, symbols, decoding) {
  const before = page.decoding;
  document.body.classList.remove("withdrawn");
  page.parameters = parameters;
  page.symbols = symbols;
  page.decoding = decoding;
  page.summary = decoding.summary();
  page.position = null;
  document.body.removeAttribute("aria-busy");
  const last = decoding.steps.length - 1;
  const middle = Math.min(last, Math.max(parameters.ngram, 1));
  page.step = page.summary.firstMismatch?.step ?? (before ? Math.min(page.step, last) : middle);
  byId("step").max = String(last);
  byId("bonus").textContent = parameters.bonus;
  drawVerdict();
  makeTape();
  fillSelect("head", countTo(parameters.ngram + 1).map((index) =>
    [index, `${index + 1}: sees the last ${counted(index + 1, "position")}`]));
  byId("head").value = String(parameters.ngram);
  showFirstMap();
  showSecondMap();
  drawMargins();
  drawAllSteps();
  drawRepeats();
  drawStep();
  drawMachine();
}

/** Draws what depends on the step. */
function drawStep() {
  const step = currentStep();
  const text = stepText(step);
  byId("step").value = String(page.step);
  byId("step").setAttribute("aria-valuetext", text);
  byId("step-text").textContent = text;
  byId("back").disabled = page.step === 0;
  byId("forward").disabled = page.step === page.decoding.steps.length - 1;
  drawTape(step);
  byId("story").replaceChildren(...story(step));
  firstMap.mark(currentPosition(), Math.max(0, currentPosition() - page.parameters.ngram));
  secondMap.mark(page.step, rankedKeys(step)[0]);
  drawSlots();
  drawKeys(step);
  drawLogits(step);
  markMargin();
}

function goTo(step) {
  page.step = Math.max(0, Math.min(page.decoding.steps.length - 1, step));
  page.position = null;
  drawStep();
}

/** What a step does, in a line. */
function stepText(step) {
  const wrote = step.wrote === null ? `a tie of ${step.tied.map(nameOf).join(" and ")}`
    : `writes ${nameOf(step.wrote)}`;
  const due = step.due !== null && step.due !== step.wrote ? `, due was ${nameOf(step.due)}` : "";
  return `Step ${step.step} of ${page.decoding.content.length}: ${wrote}${due}`;
}

function drawVerdict() {
  const { summary, decoding, parameters } = page;
  const { length } = decoding.content;
  const verdict = byId("verdict");
  const wrong = summary.firstMismatch;
  verdict.className = `verdict ${wrong ? "wrong" : "right"}`;
  if (!wrong) {
    verdict.replaceChildren(
      `Copied: ${counted(length, "character")}, then EOS. The right key always has at least `,
      exactInText("Smallest attention weight of a right key", summary.minAttention),
      " of the attention, and the margin is at least ",
      exactInText("Smallest margin", summary.minMargin), ".");
    return;
  }
  const step = decoding.steps[wrong.step];
  const what = wrong.wrote === null
    ? `${step.tied.map(nameOf).join(" and ")} have the very same logit. A tie is never broken: the run ends.`
    : `${nameOf(wrong.wrote)} is written.`;
  const copied = wrong.step === length ? "All characters are right, but it does not stop" : "Not copied";
  verdict.textContent = `${copied}: at step ${wrong.step}, where ${nameOf(wrong.due)} is due, ${what} ` +
    `${summary.copied} of ${counted(length, "character")} stand where they belong.`;
}

// MARK: - Tape

/** Makes a cell for every token that was read, and for the one that was written last. */
function makeTape() {
  const { decoding, parameters } = page;
  const last = decoding.generated.at(-1);
  const tokens = [...decoding.tokens];
  if (decoding.steps.at(-1).wrote !== null) tokens.push(last);
  byId("tape").replaceChildren(...tokens.map((token, position) => {
    const isSpecial = token >= parameters.alphabet || nameOf(token).startsWith("⟨");
    const look = isSpecial ? "cell special" : "cell";
    const cell = make("button", { type: "button", class: look }, nameOf(token));
    cell.addEventListener("click", () => {
      if (position >= decoding.positions.length) return;
      page.position = position;
      drawTape(currentStep());
      drawSlots();
      firstMap.mark(position);
    });
    return cell;
  }));
}

/** Marks in the tape what a step reads, finds and writes. */
function drawTape(step) {
  const { decoding } = page;
  const { slots } = decoding.model;
  const best = rankedKeys(step)[0];
  const holds = (position, group, back) => back >= 0 && back < group.length
    && contentOf(decoding.positions[position], group[back]).kind !== "nothing";
  [...byId("tape").children].forEach((cell, position) => {
    const marks = {
      query: position <= step.position && holds(step.position, slots.queries, step.position - position),
      matched: position < best && holds(best, slots.keys, best - position - 1),
      best: position === best,
      written: position === step.position + 1,
      future: position > step.position + 1,
      shown: position === currentPosition(),
      wrong: position === step.position + 1 && step.due !== null && step.wrote !== step.due,
    };
    for (const [name, isSet] of Object.entries(marks)) cell.classList.toggle(name, isSet);
    const said = {
      query: "read by the query", matched: "before the best key", best: "best key",
      written: "written in this step", wrong: "wrong", shown: "slots shown below",
    };
    const words = Object.keys(said).filter((name) => marks[name]).map((name) => said[name]);
    cell.setAttribute("aria-label", [`Position ${position}: ${cell.textContent}`, ...words].join(", "));
    if (marks.shown) cell.setAttribute("aria-current", "true");
    else cell.removeAttribute("aria-current");
  });
  resetTabStops(byId("tape"));
}

/** The step in sentences. */
function story(step) {
  const { decoding, parameters } = page;
  const { slots } = decoding.model;
  const here = slots.queries.map((slot) => contentOf(decoding.positions[step.position], slot));
  const read = here.filter((piece) => piece.kind === "token").map((piece) => piece.token).reverse();
  const ranked = rankedKeys(step);
  const best = ranked[0];
  const rivals = ranked.filter((position) => step.scores[position] === step.scores[best]).length;
  const asked = step.step >= parameters.ngram
    ? ["The last ", `${parameters.ngram === 1 ? "token is" : `${parameters.ngram} tokens are`} `]
    : ["Fewer than n tokens are written, so the query ends at COPY, a boundary, like BOS. It holds "];
  const asks = read.length > 0 ? [...asked, quoted(read.map(nameOf).join(""))]
    : ["Nothing is written yet: the query holds the boundary COPY alone"];
  const found = rivals === 1 ? `. One key has the best score, that of position ${best}, which holds `
    : `. ${grouped(rivals)} keys share the best score; the first is that of position ${best}, which holds `;
  const wrote = step.wrote === null
    ? [". The largest logit is a tie: nothing is written."]
    : [". Written is ", tokenElement(step.wrote), step.due === null ? "; after a mistake nothing is due." :
      step.wrote === step.due ? ", which is due." : ["; due is ", tokenElement(step.due), "."]].flat();
  const weight = exactInText(`Weight of position ${best} at step ${step.step}`, weightAt(step, best));
  return [...asks, found, tokenElement(decoding.tokens[best]), "; its weight is ", weight, ...wrote];
}
