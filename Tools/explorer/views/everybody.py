"""Laws for everybody: structure, keyboard, contrast, stillness, narrow windows, waiting."""

from selenium.webdriver.common.keys import Keys

from page import Page, need, same
from questions import CUT_OFF, INTRUSIONS, PAPER, PROBLEMS, SHOWN, SMALL_TARGETS, TEXTS, WIDEST


class Everybody(Page):
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

    def shows_numbers(self, width):
        """Score and weight of every key stand in the window, without scrolling."""
        browser = self.browser
        for ngram, alphabet, string in (
            (2, 3, "aabacbbcca"),
            (8, 26, "zyxwvutszyxwvutrab"),
            (3, 6, "abcdef" * 33),
            (8, "by text", "\u202e\u202c" * 8),
        ):
            browser.set(ngram, alphabet, string)
            same("width of the window", browser.run("return document.documentElement.clientWidth"), width)
            for step in range(0, browser.run("return page.decoding.steps.length"), 7):
                browser.run("goTo(arguments[0])", step)
                same("%r, step %d: numbers that are cut off" % (string, step), browser.run(CUT_OFF), [])

    def prints(self):
        """On paper, which has no backgrounds, every digit can be read and every bar be seen; nothing is cut off."""
        browser = self.browser
        browser.set(2, 4, "abcabd")
        dark = browser.run("return matchMedia('(prefers-color-scheme: dark)').matches")
        browser.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {
                "media": "print",
                "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}],
            },
        )
        try:
            browser.run("dispatchEvent(new Event('beforeprint'))")
            found = browser.run(PAPER)
            cell = browser.run(
                "const s = secondMap.size, d = secondMap.canvas.getContext('2d').getImageData("
                "CELL.margin + Math.floor(.4 * s), CELL.margin + Math.floor(2.4 * s), 1, 1).data; return [...d].slice(0, 3)"
            )
            browser.run("dispatchEvent(new Event('afterprint'))")
        finally:
            browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        pale = {text for color, white, text in found["pale"] if contrast(color, white) < 4.5}
        same("texts that white paper swallows", sorted(pale)[:5], [])
        same("bars without a frame", found["unframed"], [])
        same("boxes that cut off", found["clipped"], [])
        need(luminance(found["page"]) > 0.9, "paper is %s" % found["page"])
        need(min(cell) > 200, "a light cell of the map is %r" % cell)

    def lets_nothing_in(self):
        """What gets into the page does not run, has no looks, sends nothing and moves no address."""
        browser = self.browser
        policy = browser.find("meta[http-equiv]").get_attribute("content")
        need("unsafe" not in policy, policy)
        for directive in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
            need(directive in policy, "the policy lacks %s: %s" % (directive, policy))
        same("ways into the page", browser.driver.execute_async_script(INTRUSIONS), [])
        # The browser tells of each on the console; that is the one place where it may.
        browser.collect()
        need(browser.messages, "the browser blocked nothing")
        browser.messages.clear()
        same("after it", browser.text("#verdict")[:6], "Copied")

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
        """200 characters: the page answers while it computes."""
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
        need(self.browser.text("#verdict").startswith("Copied: 200 characters"), self.browser.text("#verdict"))
        begin = self.browser.run(
            "const b = performance.now(); goTo(100); document.body.offsetHeight; return performance.now() - b"
        )
        # Far more than it takes, since the machine may do other work; a page that computes all at once takes longer.
        need(slow < 2, "the page was busy for %.2f s without a break" % slow)
        return "200 characters in %.2f s, busy for at most %.2f s, a step drawn in %.3f s" % (
            seconds,
            slow,
            begin / 1000,
        )


# MARK: - Colors


def channels(color):
    return [float(part) for part in color[color.index("(") + 1 : -1].split(",")[:3]]


def luminance(color):
    parts = [value / 255 for value in channels(color)]
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
