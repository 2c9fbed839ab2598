"""Laws about the copy: its string, its steps, what is refused."""

import os
from fractions import Fraction

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from page import Page, letters, name, need, same
from questions import HIDDEN, ORDER, STALE, TAPE, TYPE


class Copying(Page):
    def is_small(self):
        size = os.path.getsize(self.path)
        need(size < 1_000_000, "the page has %d bytes, expected fewer than 1,000,000" % size)

    def opens(self):
        same("string", self.browser.find("#string").get_attribute("value"), "aabacbbcca")
        same(
            "n, D",
            [self.browser.find(selector).get_attribute("value") for selector in ("#ngram", "#alphabet")],
            ["2", "3"],
        )
        need(
            self.browser.text("#verdict").startswith("Copied: 10 characters, then EOS"),
            self.browser.text("#verdict"),
        )
        run = self.trace(2, 3, "aabacbbcca")["run"]
        for index, key in enumerate(("minAttention", "minMargin")):
            self.browser.run("document.querySelectorAll('#verdict .exact')[arguments[0]].focus()", index)
            same(key, self.panel(), run[key])

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
            ("#logits tbody tr:first-child .exact", max(step["logits"], key=Fraction)),
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
                    verdict.startswith("Copied: %d characters, then EOS" % len(string)),
                    "%s: %r" % (string, verdict),
                )
            else:
                need(
                    "at step %d, where %s is due" % (wrong["step"], name(wrong["due"], alphabet)) in verdict,
                    "%s: %r" % (string, verdict),
                )
                need("%d of %d characters" % (trace["run"]["copied"], len(string)) in verdict, verdict)
                same(
                    "the step shown is that of the mistake",
                    self.browser.find("#step").get_attribute("value"),
                    str(wrong["step"]),
                )
            for index in range(len(trace["steps"])):
                self.browser.run("goTo(arguments[0])", index)
                self.step_is(trace, index)

    def refuses(self):
        """What is wrong with a string is said, and nothing of another string stands beside it."""
        for string, expected in (("", "Type a character"), ("a" * 201, "More than 200 characters")):
            self.browser.set(2, 3, "abcab")
            same("the look of a mistake", self.browser.find("#verdict").get_attribute("class"), "verdict wrong")
            self.browser.set(2, 3, "abc")
            same("the look of a copy", self.browser.find("#verdict").get_attribute("class"), "verdict right")
            need(self.browser.find("#tape").is_displayed(), "the tape is not shown")
            self.browser.run("document.querySelector('#keys .exact').focus()")
            self.browser.set(2, 3, string)
            found = self.browser.text("#string-error")
            need(expected in found, "%r: %r" % (string, found))
            same("aria-invalid", self.browser.find("#string").get_attribute("aria-invalid"), "true")
            verdict = self.browser.find("#verdict")
            same("the look of the verdict", verdict.get_attribute("class"), "verdict")
            need("Copied" not in verdict.text, "%r: the verdict is %r" % (string, verdict.text))
            shown = self.browser.run(STALE)
            same("%r: shown of the copy before" % string, shown, [])
        self.browser.set(2, 3, "abc" * 66 + "ab")
        same("complaint about 200 characters", self.browser.text("#string-error"), "")
        need(self.browser.find("#tape").is_displayed(), "the tape is not shown again")

    def is_honest_while_it_works(self):
        """As long as a string is read, nothing of the one before is shown, nor its verdict."""
        self.browser.set(2, 3, "abc")
        self.browser.run(
            "window.seen = []; const look = () => {"
            " if (document.body.getAttribute('aria-busy') !== 'true') return;"
            " const v = document.getElementById('verdict');"
            " seen.push([v.className, v.textContent.startsWith('Reading'), document.getElementById('tape').offsetParent === null]) };"
            "new MutationObserver(look).observe(document.getElementById('verdict'), { childList: true, characterData: true, subtree: true });"
        )
        self.browser.set(3, 6, "abcdef" * 33)
        seen = self.browser.run("return seen")
        need(seen, "the page did not say that it was reading")
        same("while it is read", [one for one in seen if one != ["verdict", True, True]], [])

    def takes_texts(self):
        """n and D follow the text that is typed, whatever its characters are, and are told."""
        for string, symbols, ngram in (
            ("banana", ["a", "b", "n"], 4),
            ("Hello, world!", ["\u2423", "!", ",", "H", "d", "e", "l", "o", "r", "w"], 2),
            ("\u05e9\u05dc\u05d5\u05dd", ["\u05d5", "\u05dc", "\u05dd", "\u05e9"], 1),
            ("zz", ["z", "a"], 2),
            ("na\u00efve", ["a", "e", "n", "v", "\u00ef"], 1),
            ("\U0001f600\U0001f601\U0001f600\U0001f602", ["\U0001f600", "\U0001f601", "\U0001f602"], 2),
            ("a" * 20, ["a", "b"], 8),
        ):
            # As a visitor does it: nothing was chosen.
            self.browser.open(self.path)
            self.browser.run(TYPE, string)
            self.browser.settle()
            same("%r: complaint" % string, self.browser.text("#string-error"), "")
            taken = self.browser.text("#taken")
            need("D = %d" % len(symbols) in taken and "n = %d, the " % ngram in taken, "%r: %r" % (string, taken))
            tokens = [element.text for element in self.browser.all("#taken .token")]
            same("%r: alphabet" % string, tokens, symbols)
            for selector, value in (("#ngram", ngram), ("#alphabet", len(symbols))):
                choice = self.browser.run(
                    "const s = document.querySelector(arguments[0]); return s.selectedOptions[0].textContent", selector
                )
                same("%r: %s" % (string, selector), choice, "%d, by the text" % value)
            shown = {" ": "\u2423"}
            content = [symbols.index(shown.get(character, character)) for character in string]
            trace = self.trace(ngram, len(symbols), letters(content))
            same("%r: copied" % string, self.browser.run("return page.summary.copied"), trace["run"]["copied"])
            same("%r: tape" % string, self.browser.run(TAPE), [symbols[token] for token in content])
            if ngram < 8:
                need(
                    self.browser.text("#verdict").startswith("Copied: %d characters" % len(content)),
                    "%r: %r" % (string, self.browser.text("#verdict")),
                )

    def keeps_choices(self):
        """An n that was chosen stays when the text changes; a D stays if the text has its letters alone."""
        self.browser.choose("ngram", 1)
        self.browser.choose("alphabet", 5)
        self.browser.run(TYPE, "abba")
        self.browser.settle()
        same("n, D", [self.browser.find(one).get_attribute("value") for one in ("#ngram", "#alphabet")], ["1", "5"])
        need("letters from a to e" in self.browser.text("#taken"), self.browser.text("#taken"))
        need("n = 1, as chosen" in self.browser.text("#taken"), self.browser.text("#taken"))
        self.browser.run(TYPE, "abbz")
        self.browser.settle()
        same("n", self.browser.find("#ngram").get_attribute("value"), "1")
        same("D", self.browser.run("return page.parameters.alphabet"), 3)
        need("D = 3, the characters of the text" in self.browser.text("#taken"), self.browser.text("#taken"))
        self.browser.run(TYPE, "abb")
        self.browser.settle()
        same("D again", self.browser.run("return page.parameters.alphabet"), 5)

    def offers_scales(self):
        """The proved scale, all smaller ones, and the least power of two that does; that is promised a copy too."""
        texts = "return [...document.getElementById('scale').options].map(option => option.text)"
        smaller = ["5", "4", "3", "2", "1"]
        for ngram, alphabet, scales in (
            (3, 5, ["8, a power of two", "6, as proved", *smaller]),
            (2, 3, ["4, as proved", *smaller[2:]]),
        ):
            self.browser.set(ngram, alphabet, "aabacbbcca")
            same("scales of n = %d, D = %d" % (ngram, alphabet), self.browser.run(texts), scales)
        self.browser.set(3, 5, "aabacbbcca")
        self.browser.set(3, 5, "aabacbbcca", scale=8)
        self.browser.find("#step").send_keys(Keys.HOME)
        self.step_is(self.trace(3, 5, "aabacbbcca", "--scale", "power-of-two"), 0)
        text = self.browser.text("#repeats-text")
        need("Theorem 2.3 promises the copy" in text, text)

    def shows_what_is_hidden(self):
        """Characters that cannot be seen or turn their neighbors around are shown by their codes, everywhere."""
        self.browser.run(TYPE, "a\u202eb\u202cab\u200f\u0007\ufeff")
        self.browser.settle()
        same(
            "tape",
            self.browser.run(TAPE),
            ["a", "\u27e8U+202E\u27e9", "b", "\u27e8U+202C\u27e9", "a", "b"]
            + ["\u27e8U+%s\u27e9" % code for code in ("200F", "0007", "FEFF")],
        )
        for step in range(9):
            self.browser.run("goTo(arguments[0])", step)
            same("hidden characters in the page at step %d" % step, self.browser.run(HIDDEN), [])
        # A word in a script from right to left stands token by token, from left to right.
        self.browser.run(TYPE, "\u05e9\u05dc\u05d5\u05dd\u05e9\u05dc\u05d5\u05dd")
        self.browser.settle()
        same("the order of what is quoted", self.browser.run(ORDER), [])
