"""Ways to break the page, each with the law that must notice it: what stands there, and what is put in its place."""

MACHINE = "shows the strings that a machine confuses"

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
        "a letter too many is taken",
        "letterOf(alphabet - 1);\n  const wrong",
        "letterOf(alphabet);\n  const wrong",
        "refuses what is no string of the alphabet",
    ),
    (
        "201 letters are taken",
        "string.length > limits.length",
        "string.length > limits.length + 1",
        "refuses what is no string of the alphabet",
    ),
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
        "@media (prefers-color-scheme: dark) {\n  :root {",
        "@media (prefers-color-scheme: never) {\n  :root {",
        "is dark",
    ),
    (
        "it moves all the same",
        "@media (prefers-reduced-motion: no-preference) {",
        "@media all {",
        "keeps still where that is asked for",
    ),
    ("a wide line", "<footer>", '<footer><div style="width: 30rem">wide</div>', "fits 360 pixels"),
    (
        "tables do not scroll",
        ".scroll { overflow-x: auto; max-width: 100% }",
        ".scroll { }",
        "fits 360 pixels",
    ),
]
