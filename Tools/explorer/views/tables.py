"""Laws about what is shown below the copy: slots, maps, exact values, votes, the machine."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from page import Page, need, same, weight
from questions import MACHINE, VOTES


class Tables(Page):
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

    def point(self, x, y):
        """Moves the pointer to a place of the window."""
        chain = ActionChains(self.browser.driver)
        chain.w3c_actions.pointer_action.move_to_location(round(x), round(y))
        chain.perform()

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
            # The pointer is out of the way: where the page scrolls below it, it leaves one map while keys move in the
            # other.
            self.point(1, 1)
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
            self.point(*place)
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

    def leaves_late(self):
        """A map that the pointer leaves takes its own value away, and no other."""
        browser = self.browser
        browser.set(2, 3, "aabacbbcca")
        trace = self.trace(2, 3, "aabacbbcca")
        browser.find("#step").send_keys(Keys.HOME)
        self.point(1, 1)
        leave = "document.querySelector(arguments[0]).dispatchEvent(new PointerEvent('pointerleave'))"
        browser.find("#second-map .map").send_keys(Keys.HOME, *[Keys.ARROW_DOWN] * 3, *[Keys.ARROW_RIGHT] * 4)
        expected = weight(trace, 3, 4)
        same("by keyboard", self.panel(), expected)
        for selector in ("#first-map .map", "#second-map .map"):
            browser.run(leave, selector)
            same("after the pointer left %s" % selector, self.panel(), expected)
        # The pointer shows another value, and takes it away again.
        browser.run("firstMap.tell(7, 6)")
        same("by pointer", self.panel(), "1/3")
        browser.run(leave, "#first-map .map")
        same("after it", self.panel(), expected)
        browser.run("document.activeElement.blur(); firstMap.tell(7, 6)")
        browser.run(leave, "#first-map .map")
        same("after it, without keys", self.panel(), None)

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
        """Repeats and the votes at both steps in conflict are shown as the model finds them."""
        for ngram, alphabet, string, words in (
            (2, 4, "abcabd", ("ab", "c", "d")),
            (1, 4, "abac", ("a", "b", "c")),
            (1, 2, "aa", ("a", "a", "the end")),
        ):
            self.browser.set(ngram, alphabet, string)
            first = self.browser.all("#repeats-text table")[0].text
            need(
                words[0] in first and "%s, %s" % words[1:] in first,
                "%s: repeats are listed as %r" % (string, first),
            )
            votes = self.browser.run(VOTES)
            need(any(votes), "%s: no votes" % string)
            shown = []
            for table in self.browser.all("#repeats-text .columns > div"):
                rows = []
                for row in table.find_elements("css selector", "tbody tr"):
                    positions = row.find_element("css selector", "td").text
                    self.browser.run("arguments[0].focus()", row.find_element("css selector", ".exact"))
                    rows.append([positions, self.panel()])
                shown.append(rows)
            same("%s: votes" % string, shown, votes)
        self.browser.set(2, 3, "aabacbbcca")
        need(
            "no two of them are equal" in self.browser.text("#repeats-text"),
            self.browser.text("#repeats-text"),
        )

    def shows_machines(self):
        """The pair, the states on the way and the twin are shown as the model finds them."""
        for kind, bits, alphabet, string in (
            ("register", 4, 3, "aabacbbcca"),
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
            found = self.browser.run(MACHINE, kind, bits)
            case = "%s, %d bits, D = %d, %s" % (kind, bits, alphabet, string)
            shown = [element.text for element in self.browser.all("#collision .pair .token")]
            same(case + ": colliding strings", shown, found["pair"])
            text = self.browser.text("#collision")
            need("%s string" % found["read"] in text, "%s: %r" % (case, text))
            states = [item.text.split("\n")[-1] for item in self.browser.all("#machine-tape li")]
            same(case + ": states", states, found["states"])
            twin = self.browser.run(
                "const t = document.querySelector('#twin .twin'); return t && t.dataset.string"
            )
            same(case + ": twin", twin, found["twin"])
            need(twin or "There is none" in self.browser.text("#twin"), self.browser.text("#twin"))
