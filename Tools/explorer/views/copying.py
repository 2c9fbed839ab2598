"""Laws about the copy: its string, its steps, what is refused."""

import os
from fractions import Fraction

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from page import Page, name, need, same


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
            self.browser.text("#verdict").startswith("Copied: 10 letters, then EOS"),
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
