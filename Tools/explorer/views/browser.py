"""A headless Chromium with one page open, and everything that it complains about or asks for."""

import json
import shutil
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

# How long the page may take to show something, on a machine that does other work too.
PATIENCE = 60


class Browser:
    def __init__(self):
        options = Options()
        options.binary_location = shutil.which("chromium")
        for flag in (
            "--headless=new",
            "--no-sandbox",  # which root must give up; the page is our own
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            "--disable-background-networking",
            "--disable-component-update",
        ):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_script_timeout(PATIENCE * 5)
        self.messages, self.requests = [], []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def open(self, path, width=1280, height=900, dark=False, still=False):
        """Opens a file, in a window of this size and with these wishes of its user."""
        self.collect()
        self.messages, self.requests = [], []
        self.size(width, height)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get("file://" + path)
        self.settle()

    def size(self, width, height):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def settle(self):
        """Waits until the copy on the page is the one of its controls."""
        self.wait(lambda: self.run("return document.body.getAttribute('aria-busy') !== 'true'"), "the copy")

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError("waited %d s for %s" % (PATIENCE, what))
            time.sleep(0.02)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def choose(self, name, value):
        """Chooses an option of a select, as a user's choice arrives at the page."""
        self.run(
            "const s = document.getElementById(arguments[0]); s.value = arguments[1];"
            "if (s.value !== arguments[1]) throw new Error('no option ' + arguments[1]);"
            "s.dispatchEvent(new Event('change', { bubbles: true }))",
            name,
            str(value),
        )
        self.settle()

    def type(self, text):
        """Types a string in place of the one that is there, key by key."""
        from selenium.webdriver.common.keys import Keys

        field = self.find("#string")
        field.send_keys(Keys.CONTROL + "a")
        field.send_keys(Keys.DELETE)
        field.send_keys(text)
        self.settle()

    def set(self, ngram, alphabet, string, scale=None):
        self.choose("alphabet", alphabet)
        self.choose("ngram", ngram)
        if scale is not None:
            self.choose("scale", scale)
        self.run(
            "const f = document.getElementById('string'); f.value = arguments[0];"
            "f.dispatchEvent(new Event('input', { bubbles: true }))",
            string,
        )
        self.settle()

    def collect(self):
        """What the page wrote to the console, and what it asked for, since it was opened."""
        for entry in self.driver.get_log("browser"):
            self.messages.append("%s: %s" % (entry["level"], entry["message"]))
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        return self.messages, self.requests

    def screenshot(self, path, whole=True):
        """A picture of the whole page, or of the window."""
        import base64

        options = {"format": "png", "captureBeyondViewport": whole}
        if whole:
            size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
            options["clip"] = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
