"""Ways to break the page, each with the law that must notice it: what stands there, and what is put in its place."""

MACHINE = "shows the strings that a machine confuses"
ERROR = "shows nothing beside an error"
TEXT = "takes any text"
HIDDEN = "shows what is hidden"
# The one law for which a broken page keeps its policy: elsewhere the policy is that of the broken page.
POLICY = "lets nothing in"

BREAKAGES = [
    # What is shown.
    (
        "the slider is not heard",
        'byId("step").addEventListener("input"',
        'byId("step").addEventListener("input-"',
        "steps by keyboard",
    ),
    (
        "the step before is shown",
        "const currentStep = () => page.decoding.steps[page.step];",
        "const currentStep = () => page.decoding.steps[Math.max(0, page.step - 1)];",
        "steps by keyboard",
    ),
    (
        "the panel rounds",
        "`= ${fraction.text.replace",
        "`= ${fraction.rounded(6).replace",
        "steps by keyboard",
    ),
    (
        "bars lead to the step before",
        'button.addEventListener("click", () => goTo(step));',
        'button.addEventListener("click", () => goTo(step - 1));',
        "steps by pointer",
    ),
    (
        "typing is not heard",
        'byId("string").addEventListener("input"',
        'byId("string").addEventListener("input-"',
        "runs what is typed",
    ),
    (
        "no power of two is offered",
        "if (!scales.includes(powerOfTwo)) scales.unshift(powerOfTwo);",
        "",
        "offers the scales",
    ),
    (
        "201 characters are taken",
        "if (count > limits.length)",
        "if (count > limits.length + 1)",
        ERROR,
    ),
    (
        "an error leaves the verdict",
        'byId("verdict").textContent = message;\n  document.body',
        "document.body",
        ERROR,
    ),
    ("an error leaves its color", 'byId("verdict").className = "verdict";\n  byId', "byId", ERROR),
    (
        "an error leaves the copy",
        ".withdrawn #copy > :not(h2, .verdict), .withdrawn main",
        ".withdrawn main",
        ERROR,
    ),
    (
        "an error leaves the sections below",
        ", .withdrawn main > section:not(#input, #copy) {",
        " {",
        ERROR,
    ),
    (
        "an error leaves an exact value",
        'document.body.classList.add("withdrawn");\n  hideExact();',
        'document.body.classList.add("withdrawn");',
        ERROR,
    ),
    (
        "a copy stays while another is made",
        '  withdraw(problem ? "Nothing is copied: there is no such string." : "Reading and writing …");',
        '  if (problem) withdraw("Nothing is copied: there is no such string.");',
        "shows nothing while it works",
    ),
    (
        "n does not follow the text",
        "if (!choice.isReaders) choice.value = null;",
        "chosen.alphabet.value = null;",
        TEXT,
    ),
    (
        "D does not follow the text",
        "if (!choice.isReaders) choice.value = null;",
        "chosen.ngram.value = null;",
        TEXT,
    ),
    ("what was taken is not told", 'byId("taken").replaceChildren(...describeTaken(taken));', "", TEXT),
    (
        "a choice is forgotten",
        "if (!choice.isReaders) choice.value = null;",
        "choice.value = null;",
        "keeps what was chosen",
    ),
    (
        "directions are let through",
        "const letterOf = (token) => shownCharacter(page.symbols[token]);",
        "const letterOf = (token) => page.symbols[token];",
        HIDDEN,
    ),
    ("strings stand as their script goes", "unicode-bidi: isolate-override; direction: ltr; ", "", HIDDEN),
    (
        "slots are shown one too far",
        "const value = stream.at(slot.start + index);",
        "const value = stream.at((slot.start + index + 1) % 28);",
        "shows every slot",
    ),
    (
        "the map tells the row above",
        "const step = decoding.steps[row];\n      const isSeen",
        "const step = decoding.steps[Math.max(0, row - 1)];\n      const isSeen",
        "shows exact values in the maps",
    ),
    (
        "the map is painted the wrong way round",
        "powers[column] / total;",
        "1 - powers[column] / total;",
        "shows exact values in the maps",
    ),
    (
        "nothing shows under the pointer",
        'document.addEventListener("pointerover"',
        'document.addEventListener("pointerover-"',
        "shows exact values under the pointer",
    ),
    (
        "votes are those of the step before",
        "const step = decoding.steps[number];",
        "const step = decoding.steps[number - 1];",
        "explains repeated n-grams",
    ),
    (
        "a repeat is lost",
        "repeats.slice(0, MOST_REPEATS)",
        "repeats.slice(1, MOST_REPEATS)",
        "explains repeated n-grams",
    ),
    (
        "the page opens with another string",
        "apply(initial);",
        'apply({ ...initial, string: "abc" });',
        "opens with the string it was made for",
    ),
    # The machine.
    (
        "a pair is one string twice",
        'make("th", { scope: "row" }, quoted(lettersOf(string))),\n    ...places',
        'make("th", { scope: "row" }, quoted(lettersOf(first))),\n    ...places',
        MACHINE,
    ),
    (
        "every state is the first",
        'make("span", {}, machine.text(state))',
        'make("span", {}, machine.text(states[0]))',
        MACHINE,
    ),
    ("a string is shown as its twin", '"data-string": lettersOf(twin)', '"data-string": lettersOf(content)', MACHINE),
    ("a wrong number was read", 'counted(read, "string")', 'counted(read + 1, "string")', MACHINE),
    (
        "the bits are not heard",
        'byId("bits").addEventListener("input"',
        'byId("bits").addEventListener("input-"',
        MACHINE,
    ),
    # For everybody.
    (
        "a picture from the network",
        "<footer>",
        '<footer><img alt="" src="https://example.org/x.png">',
        "is smaller than 1 MB",
    ),
    (
        "a request of a script",
        '"use strict";\n\n// What the controls do',
        'fetch("https://example.org/");\n\n// What the controls do',
        "is smaller than 1 MB",
    ),
    (
        "a message on the console",
        "apply(initial);",
        'apply(initial);\nconsole.warn("careful");',
        "is smaller than 1 MB",
    ),
    (
        "an exception after a while",
        "apply(initial);",
        "apply(initial);\nsetTimeout(() => nothing.there, 0);",
        "is smaller than 1 MB",
    ),
    ("a megabyte", "<footer>", "<footer><!--" + "x" * 1_000_000 + "-->", "is smaller than 1 MB"),
    ("a control without a name", '<label for="bits">', "<label>", "has names, roles and structure"),
    (
        "a heading is skipped",
        '<h3 id="keys-title">',
        '<h4 id="keys-title">',
        "has names, roles and structure",
    ),
    ("focus cannot be seen", "outline: 3px solid var(--blue)", "outline: none", "is reached by keyboard"),
    (
        "a group takes every stop",
        "button.tabIndex = button === stop ? 0 : -1;",
        "button.tabIndex = 0;",
        "is reached by keyboard",
    ),
    ("grey on grey", "--soft: #4d5660;", "--soft: #aab2bb;", "is light"),
    (
        "no dark colors",
        "@media screen and (prefers-color-scheme: dark) {",
        "@media screen and (prefers-color-scheme: never) {",
        "is dark",
    ),
    (
        "it moves all the same",
        "@media (prefers-reduced-motion: no-preference) {",
        "@media all {",
        "keeps still where that is asked for",
    ),
    ("a wide line", "<footer>", "<footer><pre>" + "wide " * 40 + "</pre>", "fits 360 pixels"),
    (
        "tables do not scroll",
        ".scroll { overflow-x: auto; max-width: 100% }",
        ".scroll { }",
        "fits 360 pixels",
    ),
    (
        "weights are cut off",
        ".keys th, .keys td { white-space: normal; padding: .2rem .25rem }",
        "",
        "shows score and weight at 390 pixels",
    ),
    (
        "digits are white on paper",
        ".cell.query, .slots .plus { background: none; color: var(--ink);",
        ".cell.query, .slots .plus {",
        "can be printed",
    ),
    ("bars are blank on paper", ".bar i, .margins i { border: 1px solid var(--ink) }", "", "can be printed"),
    (
        "paper cuts tables off",
        "position: static; overflow: visible; max-height: none",
        "position: static",
        "can be printed",
    ),
    (
        "dark pages print pale",
        "@media screen and (prefers-color-scheme: dark) {\n  :root:not(.paper) {",
        "@media (prefers-color-scheme: dark) {\n  :root {",
        "can be printed from a dark page",
    ),
    (
        "a map takes the value of the other away",
        "if (exactPanel.owner === this) showFocused();",
        "hideExact();",
        "keeps what the keys show when the pointer leaves",
    ),
    (
        "what the keys showed does not come back",
        "if (map && !map.cellMark.hidden) map.tell",
        "if (false) map.tell",
        "keeps what the keys show when the pointer leaves",
    ),
    ("any script runs", "; style-src", " 'unsafe-inline'; style-src", POLICY),
    ("a base is taken", "base-uri 'none'; ", "", POLICY),
    ("a form is sent", "; form-action 'none'", "", POLICY),
]
