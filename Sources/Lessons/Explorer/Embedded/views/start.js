"use strict";

// What the controls do, and the state that the page opens with.

const choices = ([first, last]) => countTo(last - first + 1).map((index) => first + index);
const byText = [BY_TEXT, "by the text"];
fillSelect("ngram", [byText, ...choices(limits.ngrams).map((ngram) => [ngram, String(ngram)])]);
const sizes = choices(limits.alphabets).map((size) => [size, `${size}: a to ${plainLetters(size).at(-1)}`]);
fillSelect("alphabet", [byText, ...sizes]);
fillSelect("example", [["", "Choose …"], ...EXAMPLES.map(({ name }, index) => [index, name])]);
fillSelect("kind", Object.entries(machines).map(([kind, { name }]) => [kind, name]));
byId("bits").max = String(MOST_BITS);

const isOwn = () => { byId("example").value = ""; };
for (const id of Object.keys(chosen)) {
  byId(id).addEventListener("change", () => {
    isOwn();
    const { value } = byId(id);
    chosen[id] = value === BY_TEXT ? { value: null, isReaders: false } : { value: Number(value), isReaders: true };
    start();
  });
}
byId("scale").addEventListener("change", () => {
  isOwn();
  page.bonus = null;
  start();
});
byId("string").addEventListener("input", () => {
  isOwn();
  // n and D follow the text that is typed, but for those that the reader chose.
  for (const choice of Object.values(chosen)) if (!choice.isReaders) choice.value = null;
  start();
});
byId("example").addEventListener("change", (event) => {
  const example = EXAMPLES[Number(event.target.value)];
  if (event.target.value !== "" && example) apply(example);
});
for (const id of ["settings", "machine-settings"]) {
  byId(id).addEventListener("submit", (event) => event.preventDefault());
}

byId("step").addEventListener("input", (event) => goTo(Number(event.target.value)));
byId("back").addEventListener("click", () => goTo(page.step - 1));
byId("forward").addEventListener("click", () => goTo(page.step + 1));
byId("follow").addEventListener("click", () => {
  page.position = null;
  drawStep();
  byId("slots").querySelector("button").focus();
});
byId("head").addEventListener("change", () => {
  showFirstMap();
  firstMap.mark(currentPosition());
});
byId("shade").addEventListener("change", showSecondMap);
byId("all-keys").addEventListener("click", () => {
  page.showsAllKeys = !page.showsAllKeys;
  drawKeys(currentStep());
});
byId("all-logits").addEventListener("click", () => {
  page.showsAllLogits = !page.showsAllLogits;
  drawLogits(currentStep());
});
byId("kind").addEventListener("change", drawMachine);
byId("bits").addEventListener("input", drawMachine);

apply(initial);
