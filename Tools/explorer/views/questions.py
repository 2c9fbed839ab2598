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

# Types a text in place of the one that is there, as one change.
TYPE = """
const field = document.getElementById('string');
field.value = arguments[0];
field.dispatchEvent(new Event('input', { bubbles: true }));
"""

# The tokens of the string in the tape.
TAPE = """
const cells = [...document.querySelectorAll('#tape .cell')].map((cell) => cell.textContent);
return cells.slice(1, cells.indexOf('COPY'));
"""

# What is still shown of a copy: the verdict and the controls are not part of it.
STALE = """
return [...document.querySelectorAll('main section:not(#input) *, #exact')].filter((element) =>
  !element.matches('#copy-title, #verdict') && element.checkVisibility({ checkVisibilityCSS: true }))
  .slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
"""

# Characters in texts and names that cannot be seen: controls, directions, joiners.
HIDDEN = """
const hidden = /[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]/u;
const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const { textContent, parentElement } = walker.currentNode;
  if (!parentElement.closest('script, style') && hidden.test(textContent)) found.push(textContent.slice(0, 40));
}
for (const element of document.querySelectorAll('[aria-label], [data-string], [title], [aria-valuetext]')) {
  for (const name of ['aria-label', 'data-string', 'title', 'aria-valuetext']) {
    if (hidden.test(element.getAttribute(name) ?? '')) found.push(name + ' ' + element.getAttribute(name).slice(0, 40));
  }
}
return found.slice(0, 3);
"""

# Quoted strings whose characters do not stand from left to right in their order.
ORDER = """
return [...document.querySelectorAll('#story .token, #collision .token, #keys .token')].filter((element) => {
  const node = element.firstChild, places = [...node.textContent].map((_, index) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect();
  });
  return places.some((box, index) => index > 0 && box.top === places[index - 1].top && box.left < places[index - 1].left);
}).map((element) => element.outerHTML.slice(0, 120)).slice(0, 3);
"""

# On paper: texts too pale for white without any background, and bars that only a background shows.
PAPER = """
const pale = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim(), element = walker.currentNode.parentElement;
  if (!text || element.closest('script, style, noscript, option, .skip, [hidden]')) continue;
  if (element.checkVisibility()) pale.push([getComputedStyle(element).color, 'rgb(255, 255, 255)', text.slice(0, 40)]);
}
const unframed = [...document.querySelectorAll('.bar i, .margins i:not(.none)')].filter((bar) => {
  const style = getComputedStyle(bar);
  return !(parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none');
}).slice(0, 3).map((bar) => bar.outerHTML);
const clipped = [...document.querySelectorAll('.scroll, .map, .machine-tape')].filter((box) =>
  getComputedStyle(box).overflowY !== 'visible').slice(0, 3).map((box) => box.outerHTML.slice(0, 120));
return { pale, unframed, clipped, page: getComputedStyle(document.body).backgroundColor };
"""

# What of the numbers in the table of keys stands outside the box that is seen without scrolling.
CUT_OFF = """
const table = document.getElementById('keys'), box = table.closest('.scroll');
box.scrollLeft = 0;
const { left, right } = box.getBoundingClientRect();
return [...table.querySelectorAll('.number, .number *')].filter((cell) => {
  const place = cell.getBoundingClientRect();
  return place.width > 0 && (place.left < left - 1 || place.right > right + 1);
}).slice(0, 3).map((cell) => cell.outerHTML.slice(0, 120));
"""

# Ways into a page that its policy has to close: each is tried, and those that worked are returned.
INTRUSIONS = """
const done = arguments[arguments.length - 1], worked = [];
window.intruded = (name) => worked.push(name);
const add = (tag, attributes, text = '') => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  document.body.append(element);
  return element;
};
add('script', {}, "intruded('a script')");
add('img', { src: 'data:,', onerror: "intruded('a handler')", alt: '' });
add('div', { style: 'position: fixed' });
if (getComputedStyle(document.body.lastChild).position === 'fixed') worked.push('a style attribute');
add('style', {}, 'body { outline: 7px solid red }');
if (getComputedStyle(document.body).outlineWidth === '7px') worked.push('a style element');
add('base', { href: 'https://example.org/' });
if (document.baseURI.startsWith('https:')) worked.push('a base');
const blocked = new Set();
document.addEventListener('securitypolicyviolation', (event) => blocked.add(event.effectiveDirective));
const form = add('form', { action: 'https://example.org/', target: 'nowhere' });
add('iframe', { name: 'nowhere' });
form.submit();
setTimeout(() => {
  if (!blocked.has('form-action')) worked.push('a form');
  done(worked);
}, 500);
"""
