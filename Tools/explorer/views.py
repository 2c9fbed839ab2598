"""What the page shows and how it can be used: one function for each law, which raises AssertionError."""

import itertools
import os

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from cases import letters, traced

BOS, COPY, EOS = "BOS", "COPY", "EOS"


def need(condition, message):
    if not condition:
        raise AssertionError(message)


def same(what, found, expected):
    need(found == expected, "%s: found %r, expected %r" % (what, found, expected))


def name(token, alphabet):
    return letters([token]) if token < alphabet else (BOS, COPY, EOS)[token - alphabet]


class Views:
    def __init__(self, browser, page, construct, screenshots):
        self.browser, self.page, self.construct, self.screenshots = browser, page, construct, screenshots

    def trace(self, ngram, alphabet, string):
        tokens = [ord(letter) - ord("a") for letter in string]
        return traced(self.construct, {"ngram": ngram, "alphabet": alphabet, "tokens": tokens})

    def picture(self, title, whole=True):
        if self.screenshots:
            self.browser.screenshot(os.path.join(self.screenshots, title + ".png"), whole)

    def panel(self):
        """The exact value at the foot of the page, as construct writes it."""
        text = self.browser.run(
            "const p = document.getElementById('exact'); return p.hidden ? '' : p.innerText"
        )
        values = [line[2:] for line in text.split("\n") if line.startswith("= ")]
        return values[0].replace("\u2212", "-") if values else None

    # MARK: The document

    def is_quiet(self):
        """Nothing on the console, and nothing asked for but the page itself."""
        messages, requests = self.browser.collect()
        same("messages on the console", messages, [])
        others = [url for url in requests if url != "file://" + self.page and not url.startswith("data:")]
        same("requests", others, [])
        need(requests, "the browser did not report its requests")

    def is_small(self):
        size = os.path.getsize(self.page)
        need(size < 1_000_000, "the page has %d bytes, expected fewer than 1,000,000" % size)

    def opens(self):
        same("string", self.browser.find("#string").get_attribute("value"), "aabacbbcca")
        same(
            "n, D",
            [self.browser.find(name).get_attribute("value") for name in ("#ngram", "#alphabet")],
            ["2", "3"],
        )
        need(
            self.browser.text("#verdict").startswith("Copied: 10 letters, then EOS"),
            self.browser.text("#verdict"),
        )
        run = self.trace(2, 3, "aabacbbcca")["run"]
        for index, name in enumerate(("minAttention", "minMargin")):
            self.browser.run("document.querySelectorAll('#verdict .exact')[arguments[0]].focus()", index)
            same(name, self.panel(), run[name])

    # MARK: The copy

    def step_is(self, trace, index):
        """The step that is shown is that of the trace: what is written, its best key, its weight and margin."""
        browser, alphabet = self.browser, trace["construction"]["alphabet"]
        step = trace["steps"][index]
        text = browser.text("#step-text")
        need(text.startswith("Step %d of " % index), "step %d: the page shows %r" % (index, text))
        same("aria-valuetext", browser.find("#step").get_attribute("aria-valuetext"), text)
        if step["wrote"] is None:
            need("a tie of " in text, "step %d is a tie, but the page says %r" % (index, text))
        else:
            need("writes %s" % name(step["wrote"], alphabet) in text, "step %d: %r" % (index, text))
            written = browser.text("#tape .cell.written")
            same("the token marked as written", written, name(step["wrote"], alphabet))
        best = step["keys"][0]
        row = browser.all("#keys tbody tr")[0]
        cells = [cell.text for cell in row.find_elements("css selector", "td")]
        same("position of the best key", cells[0].split(" ")[0], str(best["position"]))
        same("score of the best key", cells[3].replace("\u2212", "-"), str(best["score"]))
        same(
            "the cell marked as best",
            browser.run(
                "return [...document.getElementById('tape').children].findIndex(c => c.classList.contains('best'))"
            ),
            best["position"],
        )
        for selector, expected in (
            ("#keys tbody tr:first-child .exact", best["weight"]),
            ("#logits tbody tr:first-child .exact", max(step["logits"], key=lambda text: fraction(text))),
            ("#margins button[aria-current]", step["margin"]),
        ):
            browser.run("document.querySelector(arguments[0]).focus()", selector)
            same("exact value of %s at step %d" % (selector, index), self.panel(), expected)

    def steps_by_keyboard(self):
        trace = self.trace(2, 3, "aabacbbcca")
        self.browser.set(2, 3, "aabacbbcca")
        slider = self.browser.find("#step")
        slider.send_keys(Keys.HOME)
        self.step_is(trace, 0)
        for index in (1, 2, 3):
            slider.send_keys(Keys.ARROW_RIGHT)
            self.step_is(trace, index)
        slider.send_keys(Keys.END)
        self.step_is(trace, 10)
        slider.send_keys(Keys.ARROW_LEFT)
        self.step_is(trace, 9)

    def steps_by_pointer(self):
        trace = self.trace(2, 3, "aabacbbcca")
        self.browser.set(2, 3, "aabacbbcca")
        self.browser.find("#step").send_keys(Keys.HOME)
        self.browser.find("#forward").click()
        self.step_is(trace, 1)
        self.browser.find("#back").click()
        self.step_is(trace, 0)
        slider = self.browser.find("#step")
        ActionChains(self.browser.driver).move_to_element(slider).click().perform()
        self.step_is(trace, 5)
        self.browser.all("#margins button")[7].click()
        self.step_is(trace, 7)

    def types(self):
        for ngram, alphabet, string in (
            (2, 4, "abcabd"),
            (2, 4, "dcbadd"),
            (3, 26, "transformer"),
            (1, 4, "abac"),
        ):
            self.browser.set(ngram, alphabet, "a")
            self.browser.type(string)
            trace = self.trace(ngram, alphabet, string)
            verdict, wrong = self.browser.text("#verdict"), trace["run"]["firstMismatch"]
            if wrong is None:
                need(
                    verdict.startswith("Copied: %d letters, then EOS" % len(string)),
                    "%s: %r" % (string, verdict),
                )
            else:
                need(
                    "at step %d, where %s is due" % (wrong["step"], name(wrong["due"], alphabet)) in verdict,
                    "%s: %r" % (string, verdict),
                )
                need("%d of %d letters" % (trace["run"]["copied"], len(string)) in verdict, verdict)
                same(
                    "the step shown is that of the mistake",
                    self.browser.find("#step").get_attribute("value"),
                    str(wrong["step"]),
                )
            for index in range(len(trace["steps"])):
                self.browser.run("goTo(arguments[0])", index)
                self.step_is(trace, index)

    def refuses(self):
        """What is wrong with a string is said, and the copy shown stays the last good one."""
        self.browser.set(2, 3, "abc")
        for string, expected in (
            ("", "Type a letter"),
            ("abd", "from a to c"),
            ("aB", "from a to c"),
            ("a b", "a space"),
            ("\u00e9", "from a to c"),
            ("a" * 201, "201 letters"),
            ("<b>", "<"),
            ("\U0001f600", "from a to c"),
        ):
            self.browser.set(2, 3, string)
            need(
                expected in self.browser.text("#string-error"),
                "%r: %r" % (string, self.browser.text("#string-error")),
            )
            same("aria-invalid", self.browser.find("#string").get_attribute("aria-invalid"), "true")
            need(self.browser.text("#verdict").startswith("Copied: 3 letters"), self.browser.text("#verdict"))
        self.browser.set(2, 3, "abd")
        self.browser.find("#string-error button").click()
        self.browser.settle()
        same("D after the button", self.browser.find("#alphabet").get_attribute("value"), "4")
        same("complaint", self.browser.text("#string-error"), "")
        self.browser.set(2, 3, "abc" * 66 + "ab")
        same("complaint about 200 letters", self.browser.text("#string-error"), "")

    def shows_slots(self):
        """Every coordinate of every slot, at the query and at a position chosen in the tape."""
        trace = self.trace(2, 5, "abcde")
        self.browser.set(2, 5, "abcde")
        self.browser.find("#step").send_keys(Keys.HOME)
        last = len(trace["input"]["tokens"]) + 1
        for position in (last, 0, 1, 4):
            if position != last:
                cell = self.browser.all("#tape .cell")[position]
                self.browser.run("arguments[0].scrollIntoView({block: 'center'})", cell)
                cell.click()
            record = trace["positions"][position]
            rows = dict(
                zip(
                    ["G%d" % k for k in range(3)] + ["Q0", "Q1"] + ["K1", "K2"],
                    record["gathered"] + record["query"] + record["key"],
                )
            )
            rows["O"] = trace["steps"][0]["output"] if position == last else None
            for row in self.browser.all("#slots tbody tr"):
                slot = row.find_element("css selector", "th").text.replace("\n", "")
                if slot not in rows:
                    continue
                found = []
                for button in row.find_elements("css selector", ".exact"):
                    self.browser.run("arguments[0].focus()", button)
                    found.append(self.panel())
                same("slot %s at position %d" % (slot, position), found, rows.pop(slot))
            same("slots not shown", [slot for slot, value in rows.items() if value], [])

    def maps(self):
        """Both maps tell the exact weight of a cell, by keyboard and by pointer."""
        trace = self.trace(2, 3, "aabacbbcca")
        self.browser.set(2, 3, "aabacbbcca")
        self.browser.find("#step").send_keys(Keys.HOME)
        for selector, row, column, expected in (
            ("#second-map .map", 3, 4, weight(trace, 3, 4)),
            ("#second-map .map", 10, 0, weight(trace, 10, 0)),
            ("#first-map .map", 7, 6, "1/3"),
            ("#first-map .map", 1, 0, "1/2"),
            ("#first-map .map", 7, 2, None),
        ):
            box = self.browser.find(selector)
            box.send_keys(
                Keys.HOME, *[Keys.PAGE_UP] * 3, *[Keys.ARROW_DOWN] * row, *[Keys.ARROW_RIGHT] * column
            )
            same("%s, row %d, column %d, by keyboard" % (selector, row, column), self.panel(), expected)
            self.browser.run(
                "document.activeElement.blur(); arguments[0].scrollIntoView({block: 'center'})", box
            )
            same("after leaving", self.panel(), None)
            place = self.browser.run(
                "const map = arguments[0] === '#second-map .map' ? secondMap : firstMap, b = map.canvas.getBoundingClientRect();"
                "return [b.left + CELL.margin + (arguments[2] + .5) * map.size, b.top + CELL.margin + (arguments[1] + .5) * map.size]",
                selector,
                row,
                column,
            )
            chain = ActionChains(self.browser.driver)
            chain.w3c_actions.pointer_action.move_to_location(*[round(value) for value in place])
            chain.perform()
            same("%s, row %d, column %d, by pointer" % (selector, row, column), self.panel(), expected)
        # What is painted, not only what is said: the right key's cell is as dark as a cell gets.
        pixel = (
            "const s = secondMap.size, y = CELL.margin + Math.floor(3.4 * s);"
            "const row = secondMap.canvas.getContext('2d').getImageData(CELL.margin, y, 10 * s, 1).data;"
            "return [4, 9].map((k) => [...row.slice(4 * Math.floor((k + .4) * s), 4 * Math.floor((k + .4) * s) + 3)])"
        )
        dark, light = self.browser.run(pixel)
        need(
            sum(dark) + 200 < sum(light),
            "cells of the map: %r for the right key, %r for another" % (dark, light),
        )

    def hovers(self):
        """An exact fraction shows when the pointer is over a number, and goes with Escape."""
        trace = self.trace(2, 3, "aabacbbcca")
        self.browser.set(2, 3, "aabacbbcca")
        self.browser.find("#step").send_keys(Keys.HOME)
        button = self.browser.find("#keys tbody tr:nth-child(2) .exact")
        self.browser.run("arguments[0].scrollIntoView({block: 'center'})", button)
        ActionChains(self.browser.driver).move_to_element(button).perform()
        same("weight of the second key", self.panel(), trace["steps"][0]["keys"][1]["weight"])
        ActionChains(self.browser.driver).send_keys(Keys.ESCAPE).perform()
        same("after Escape", self.panel(), None)

    def explains_repeats(self):
        for ngram, alphabet, string, words in (
            (2, 4, "abcabd", ("ab", "c", "d")),
            (1, 4, "abac", ("a", "b", "c")),
            (1, 2, "aa", ("a", "a", "the end")),
        ):
            self.browser.set(ngram, alphabet, string)
            trace = self.trace(ngram, alphabet, string)
            first = self.browser.all("#repeats-text table")[0].text
            need(
                words[0] in first and "%s, %s" % words[1:] in first,
                "%s: repeats are listed as %r" % (string, first),
            )
            for table, number in zip(
                self.browser.all("#repeats-text .columns table"), conflict(string, ngram)
            ):
                if number >= len(trace["steps"]):
                    continue
                keys = trace["steps"][number]["keys"]
                best = [key for key in keys if key["score"] == keys[0]["score"]]
                shown = []
                for row in table.find_elements("css selector", "tbody tr"):
                    cells = row.find_elements("css selector", "td")
                    self.browser.run("arguments[0].focus()", row.find_element("css selector", ".exact"))
                    shown.append((cells[0].text, self.panel()))
                whole = [str(key["position"]) for key in best]
                listed = [place for places, _ in shown for place in places.split(", ") if place]
                same("%s: positions that vote at step %d" % (string, number), sorted(listed), sorted(whole))
                need(
                    sum(fraction(share) for _, share in shown) == 1, "%s: shares do not add up to 1" % string
                )
                tokens = [trace["positions"][key["position"]]["token"] for key in best]
                for (places, share), token in zip(shown, list(dict.fromkeys(tokens))):
                    expected = sum(
                        fraction(key["weight"]) for key, held in zip(best, tokens) if held == token
                    )
                    same("%s: share at step %d" % (string, number), fraction(share), expected)
        self.browser.set(2, 3, "aabacbbcca")
        need(
            "no two of them are equal" in self.browser.text("#repeats-text"),
            self.browser.text("#repeats-text"),
        )

    # MARK: The machine

    def machines_collide(self):
        """The pair is the first one there is, and the twin is one: both computed here in another way."""
        self.browser.set(2, 3, "aabacbbcca")
        for kind, bits, alphabet, string in (
            ("register", 4, 3, "aabacbbcca"),
            ("hash", 4, 3, "aabacbbcca"),
            ("hash", 1, 2, "ab"),
            ("register", 7, 5, "abcde"),
            ("hash", 9, 4, "abcdabcaabd"),
            ("hash", 12, 26, "transformer"),
            ("register", 1, 2, "a"),
        ):
            self.browser.set(2, alphabet, string)
            self.browser.choose("kind", kind)
            self.browser.run(
                "const b = document.getElementById('bits'); b.value = arguments[0]; b.dispatchEvent(new Event('input'))",
                bits,
            )
            self.browser.wait(lambda: "Searching" not in self.browser.text("#machine"), "the search")
            update = machine(kind, bits, alphabet)
            case = "%s, %d bits, D = %d, %s" % (kind, bits, alphabet, string)
            first, second, read = first_collision(update, alphabet)
            shown = [element.text for element in self.browser.all("#collision .pair .token")]
            same(case + ": colliding strings", shown, [letters(first), letters(second)])
            need(
                "{:,} string".format(read) in self.browser.text("#collision"), self.browser.text("#collision")
            )
            states = [item.text.split("\n")[-1] for item in self.browser.all("#machine-tape li")]
            tokens = [ord(letter) - ord("a") for letter in string]
            expected = [
                format(after(update, tokens[:count]), "0%db" % bits) for count in range(len(tokens) + 1)
            ]
            same(case + ": states", states, expected)
            found = self.browser.run(
                "const t = document.querySelector('#twin .twin'); return t && t.dataset.string"
            )
            if found is None:
                others = itertools.product(range(alphabet), repeat=len(tokens))
                twins = [
                    other
                    for other in others
                    if list(other) != tokens and after(update, other) == after(update, tokens)
                ]
                same(case + ": twins that the page does not find", twins, [])
            else:
                other = [ord(letter) - ord("a") for letter in found]
                need(other != tokens and len(other) == len(tokens), "%s: %s is no twin" % (case, found))
                same("%s: state of the twin %s" % (case, found), after(update, other), after(update, tokens))

    # MARK: For everybody

    def is_accessible(self):
        browser = self.browser
        for string in ("aabacbbcca", "abcabc"):
            browser.set(2, 3, string)
            problems = browser.run(PROBLEMS)
            same("problems of structure", problems, [])
            nameless = [
                element.get_attribute("outerHTML")[:SHOWN]
                for element in browser.all(
                    "input, select, button, textarea, summary, a[href], [tabindex]:not(section)"
                )
                if element.is_displayed() and not element.accessible_name.strip()
            ]
            same("controls without a name", nameless, [])
        for selector, expected in (
            ("#string", "String to copy"),
            ("#step", "Step"),
            ("#bits", "Bits of state"),
        ):
            found = browser.find(selector).accessible_name
            need(expected in found, "%s is called %r" % (selector, found))
        browser.run("document.querySelector('#keys .exact').focus()")
        for role, selector in (
            ("status", "#verdict"),
            ("alert", "#string-error"),
            ("status", "#exact"),
            ("slider", "#step"),
        ):
            same("role of " + selector, browser.find(selector).aria_role, role)

    def keyboard_reaches(self):
        """Tab goes through all controls, in order, each with a visible focus; groups take one stop each."""
        browser = self.browser
        browser.set(2, 3, "aabacbbcca")
        browser.run(
            "document.activeElement.blur(); window.getSelection().removeAllRanges(); window.scrollTo(0, 0)"
        )
        browser.find("body").send_keys(Keys.TAB)
        stops, invisible = [], []
        for _ in range(90):
            label, outline = browser.run(
                "const e = document.activeElement, s = getComputedStyle(e);"
                "const group = e.closest('[data-roving]');"
                "return [e === document.body ? '' : e.id || (group && '#' + (group.id || group.getAttribute('aria-label'))) ||"
                " (e.closest('[id]') || {}).id + ' ' + e.tagName, s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2]"
            )
            if label == "" or (stops and label == stops[0] and len(stops) > 20):
                break
            stops.append(label)
            if not outline:
                invisible.append(label)
            browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        same("focus that cannot be seen", invisible, [])
        need(len(stops) < 70, "%d tab stops: %s" % (len(stops), stops))
        order = [
            "string",
            "ngram",
            "alphabet",
            "scale",
            "example",
            "forward",
            "#tape",
            "head",
            "#slots",
            "shade",
            "#keys",
            "#logits",
            "#margins",
            "kind",
            "bits",
        ]
        places = [stops.index(stop) if stop in stops else -1 for stop in order]
        need(
            -1 not in places and places == sorted(places),
            "tab stops: %s, expected in this order: %s" % (stops, order),
        )
        same("stops in the tape", stops.count("#tape"), 1)
        # Arrow keys inside a group.
        browser.run("document.querySelector('#tape [tabindex=\"0\"]').focus()")
        browser.driver.switch_to.active_element.send_keys(Keys.HOME, Keys.ARROW_RIGHT)
        need(
            "Position 1: a" in browser.driver.switch_to.active_element.accessible_name,
            "arrow keys in the tape",
        )
        # The skip link is the first stop, and leads to the copy.
        same(
            "first stop",
            browser.run("return document.querySelector('a[href], button, input').getAttribute('href')"),
            "#copy",
        )

    def fits(self, width):
        """No line is wider than the window, at this width, whatever is shown."""
        browser = self.browser
        browser.size(width, 780)
        for ngram, alphabet, string in (
            (2, 3, "aabacbbcca"),
            (2, 4, "abcabd"),
            (8, 26, "zyxwvuts"),
            (3, 6, "abcdef" * 33),
        ):
            browser.set(ngram, alphabet, string)
            browser.wait(lambda: "Searching" not in browser.text("#machine"), "the search")
            browser.run("document.querySelector('details').open = true")
            wide, window = browser.run(
                "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
            )
            same("width of the window", window, width)
            widest = browser.run(WIDEST)
            need(wide <= window, "the page is %d pixels wide in a window of %d: %s" % (wide, window, widest))
            small = browser.run(SMALL_TARGETS)
            same("targets under 24 pixels", small, [])

    def is_dark(self):
        page = self.browser.run("return getComputedStyle(document.body).backgroundColor")
        need(luminance(page) < 0.05, "dark page: %s" % page)
        need(
            luminance(self.browser.run("return getComputedStyle(document.body).color")) > 0.5,
            "dark page, dark text",
        )
        self.has_contrast()

    def is_light(self):
        page = self.browser.run("return getComputedStyle(document.body).backgroundColor")
        need(luminance(page) > 0.9, "light page: %s" % page)
        self.has_contrast()

    def has_contrast(self):
        """Every text has 4.5 to 1 against what is behind it (WCAG 2.2, 1.4.3)."""
        for string in ("aabacbbcca", "abcabd"):
            self.browser.set(2, 4, string)
            self.browser.run("document.querySelector('#keys .exact').focus()")
            weak = sorted(
                {
                    "%s on %s: %.2f, %r" % (color, behind, contrast(color, behind), text)
                    for color, behind, text in self.browser.run(TEXTS)
                    if contrast(color, behind) < 4.5
                }
            )
            same("texts with too little contrast", weak[:5], [])

    def keeps_still(self):
        times = self.browser.run(
            "return [...document.querySelectorAll('*')].map(e => getComputedStyle(e))"
            ".filter(s => parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0).length"
        )
        same("elements that move although the user asked for none", times, 0)

    def stays_responsive(self):
        """200 letters: the page answers while it computes."""
        self.browser.set(3, 6, "a")
        self.browser.run(
            "window.slow = []; new PerformanceObserver(l => l.getEntries().forEach(e => slow.push(e.duration)))"
            ".observe({ entryTypes: ['longtask'] }); window.began = performance.now()"
        )
        string = self.browser.run("return deBruijn(6, 3).slice(0, 200)")
        self.browser.set(3, 6, string)
        seconds, slow = self.browser.run(
            "return [(performance.now() - began) / 1000, Math.max(0, ...slow) / 1000]"
        )
        need(self.browser.text("#verdict").startswith("Copied: 200 letters"), self.browser.text("#verdict"))
        begin = self.browser.run(
            "const b = performance.now(); goTo(100); document.body.offsetHeight; return performance.now() - b"
        )
        # Far more than it takes, since the machine may do other work; a page that computes all at once takes longer.
        need(slow < 2, "the page was busy for %.2f s without a break" % slow)
        return "200 letters in %.2f s, busy for at most %.2f s, a step drawn in %.3f s" % (
            seconds,
            slow,
            begin / 1000,
        )


# MARK: - Computed here


def fraction(text):
    from fractions import Fraction

    return Fraction(text)


def weight(trace, step, position):
    return next(key["weight"] for key in trace["steps"][step]["keys"] if key["position"] == position)


def conflict(string, ngram):
    """The first step whose n-gram had another successor, after the step at which it had it."""
    due = list(string) + [EOS]
    for second in range(ngram, len(string) + 1):
        for first in range(ngram, second):
            if string[first - ngram : first] == string[second - ngram : second] and due[first] != due[second]:
                return first, second
    raise AssertionError("%s repeats no %d-gram" % (string, ngram))


def machine(kind, bits, alphabet):
    width = max(1, (alphabet - 1).bit_length())
    if kind == "register":
        return lambda state, token: (state * 2**width + token) % 2**bits
    return lambda state, token: (37 * state + token + 1) % 2**bits


def after(update, tokens):
    state = 0
    for token in tokens:
        state = update(state, token)
    return state


def first_collision(update, alphabet):
    """The first two strings of one length, in order, that share a state, and how many were read till then."""
    read = 0
    for length in itertools.count(1):
        seen = {}
        for string in itertools.product(range(alphabet), repeat=length):
            read += 1
            other = seen.setdefault(after(update, string), string)
            if other != string:
                return other, string, read


def channels(color):
    return [float(part) for part in color[color.index("(") + 1 : -1].split(",")[:3]]


def luminance(color):
    parts = [value / 255 for value in channels(color)]
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# MARK: - Asked of the page

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
