"""What the laws ask of the page: JavaScript that runs in it and returns what is wrong, or what is there."""

SHOWN = 120

# Language, title, headings without gaps, ids that are unique and exist, table headers with a scope.
PROBLEMS = """
const problems = [], ids = new Set();
if (document.documentElement.lang !== 'en') problems.push('no language');
if (!document.title) problems.push('no title');
if (document.querySelectorAll('h1').length !== 1 || document.querySelectorAll('main').length !== 1) problems.push('h1 or main');
let level = 0;
for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
  const own = Number(heading.tagName[1]);
  if (own > level + 1) problems.push('a heading is skipped before ' + heading.textContent);
  level = own;
}
for (const element of document.querySelectorAll('[id]')) {
  if (ids.has(element.id)) problems.push('twice: ' + element.id);
  ids.add(element.id);
}
for (const name of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
  for (const element of document.querySelectorAll('[' + name + ']')) {
    for (const id of element.getAttribute(name).split(' ')) if (!ids.has(id)) problems.push(name + ' of no element: ' + id);
  }
}
for (const header of document.querySelectorAll('th')) if (!header.scope) problems.push('th without scope: ' + header.textContent);
for (const table of document.querySelectorAll('table')) {
  if (!table.getAttribute('aria-label') && !table.getAttribute('aria-labelledby') && !table.closest('[aria-label]')) {
    problems.push('a table without a name');
  }
}
return problems;
"""

# The elements that reach beyond the window, but for those in a box of their own that scrolls.
WIDEST = """
const width = document.documentElement.clientWidth;
return [...document.querySelectorAll('body *')].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.right > width + 1 && !element.parentElement.closest('.scroll, .map, .machine-tape, .skip');
}).slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
"""

# What a finger has to hit (WCAG 2.2, 2.5.8), but for the bars of the margins, which the slider replaces.
SMALL_TARGETS = """
return [...document.querySelectorAll('button, select, input, summary')].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && !element.closest('.margins') && (box.width < 24 || box.height < 24);
}).slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
"""

# Every text that is shown, its color and the color behind it.
TEXTS = """
const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
  if (!text || element.closest('script, noscript, option, .skip, [hidden]') || element.closest('button:disabled')) continue;
  if (element.offsetParent === null) continue;
  let behind = element;
  while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  texts.push([getComputedStyle(element).color, getComputedStyle(behind || document.body).backgroundColor, text.slice(0, 40)]);
}
return texts;
"""

# The votes at both steps in conflict, as the model counts them: positions and share, the others last.
VOTES = """
const { firstStep, secondStep } = firstConflict(page.decoding.content, page.parameters.ngram);
return [firstStep, secondStep].map((number) => page.decoding.steps[number]).map((step) => {
  if (!step) return [];
  const { votes, rest } = votesAt(page.decoding, step);
  return [...votes.map(({ positions, share }) => [positions.join(", "), share.text]), ["", rest.text]];
});
"""

# What the model says of a machine and the string on the page.
MACHINE = """
const machine = new Machine(arguments[0], arguments[1], page.parameters.alphabet), { content } = page.decoding;
const resultOf = (generator) => {
  for (;;) {
    const { value, done } = generator.next();
    if (done) return value;
  }
};
const { first, second, read } = resultOf(firstCollision(machine)), { twin } = resultOf(twinOf(machine, content));
return {
  pair: [first, second].map(lettersOf), read: grouped(read), twin: twin && lettersOf(twin),
  states: machine.states(content).map((state) => machine.text(state)),
};
"""
