"use strict";

// The state space model beside the transformer.

const machineTasks = { stops: [] };

function drawMachine() {
  machineTasks.stops.forEach((stop) => stop());
  const bits = Number(byId("bits").value);
  const machine = new Machine(byId("kind").value, bits, page.parameters.alphabet);
  byId("bits-text").textContent = `${bits}, so ${counted(2 ** bits, "state")}`;
  byId("bits").setAttribute("aria-valuetext", `${counted(bits, "bit")}, ${counted(2 ** bits, "state")}`);
  byId("machine-rule").textContent = `The ${machine.kind.name} ${machine.kind.rule}.`;
  drawMachineTape(machine);
  drawCount(machine);
  const searching = (id) => (tried) => {
    byId(id).replaceChildren(paragraph(`Searching: ${counted(tried, "string")} so far …`));
  };
  machineTasks.stops = [
    runInSlices(firstCollision(machine), (found) => drawCollision(machine, found), searching("collision")),
    runInSlices(twinOf(machine, page.decoding.content), (found) => drawTwin(machine, found), searching("twin")),
  ];
}

function drawMachineTape(machine) {
  const { content } = page.decoding;
  const states = machine.states(content);
  const names = ["BOS", ...content.map(letterOf)];
  byId("machine-tape").replaceChildren(...states.map((state, index) =>
    make("li", {}, make("span", {}, names[index]), make("span", {}, machine.text(state)))));
}

/** How many strings as long as this one the machine can copy, at the very best. */
function drawCount(machine) {
  const { length } = page.decoding.content;
  const states = 2n ** BigInt(machine.bits);
  const strings = BigInt(machine.alphabet) ** BigInt(length);
  const enough = strings <= states;
  const floor = enough ? new Fraction(0n) : new Fraction(strings - states, strings);
  const bound = enough
    ? paragraph(`A state for each of the D^L = ${machine.alphabet}^${length} = ${grouped(strings)} strings of this length: `
      + "so far counting forbids nothing.")
    : paragraph(`There are D^L = ${machine.alphabet}^${length} strings of this length and ${grouped(states)} states. From one `
      + "state one copy follows, so at least ",
      exact("The share of strings of this length that no machine of this size copies", floor, undefined, { tabindex: "0" }),
      " of the strings are miscopied, whatever the machine does (Theorem 2.7).");
  byId("machine-count").replaceChildren(bound);
}

/** Two strings side by side, with the states on the way. */
function pairTable(machine, first, second, names) {
  const rows = [first, second].map((string) => ({ string, states: machine.states(string) }));
  const last = first.length;
  const head = make("tr", {}, make("th", { scope: "col" }, "string"),
    ...countTo(last).map((index) => make("th", { scope: "col" }, `after ${index + 1}`)));
  const body = rows.map(({ string, states }, index) => make("tr", {},
    make("th", { scope: "row" }, names[index], " ", make("span", { class: "token" }, lettersOf(string))),
    ...countTo(last).map((place) => make("td", {
      class: rows[0].states[place + 1] === rows[1].states[place + 1] ? "same" : null,
    }, `${letterOf(string[place])} ${machine.text(states[place + 1])}`))));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "States on the way through both strings" },
    make("table", { class: "pair" }, make("thead", {}, head), make("tbody", {}, ...body)));
}

const conclusion = () => "The state is all that the machine knows when it begins to write. So it writes the same after "
  + "both, and one of the two is miscopied.";

function drawCollision(machine, { first, second, state, read, length }) {
  byId("collision").replaceChildren(
    paragraph(`All strings were read in order, first those of one letter: ${counted(read, "string")} until `,
      make("span", { class: "token" }, lettersOf(first)), " and ", make("span", { class: "token" }, lettersOf(second)),
      `, of ${counted(length, "letter")}, ended in the same state, `, make("span", { class: "token" }, machine.text(state)), ". ",
      conclusion()),
    pairTable(machine, first, second, ["", ""]));
}

function drawTwin(machine, { twin, tried }) {
  const { content } = page.decoding;
  if (!twin) {
    byId("twin").replaceChildren(paragraph(tried >= MOST_TWINS
      ? `None among the first ${grouped(tried)} strings tried; the pair above shows all the same that the machine fails.`
      : `There is none: all ${counted(tried, "other string")} of this length end in other states. With fewer bits, or a `
        + "longer string, there will be one."));
    return;
  }
  const from = content.findIndex((token, index) => token !== twin[index]);
  const kept = lettersOf(twin.slice(0, from));
  // A long string is shown from shortly before the place where the two part.
  byId("twin").replaceChildren(
    paragraph(`${counted(tried, "other string")} of ${counted(content.length, "letter")} tried. Your string with another end, `,
      make("span", { class: "token twin" }, kept.length > 24 ? `…${kept.slice(-12)}` : kept, make("b", {}, lettersOf(twin.slice(from)))),
      ", leaves the machine in the same state, ", make("span", { class: "token" }, machine.text(machine.states(twin).at(-1))),
      ". ", conclusion(), page.summary.firstMismatch ? "" : " The transformer above copies yours, because its memory grew with it."));
}
