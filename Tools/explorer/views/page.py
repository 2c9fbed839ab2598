"""What every law needs: the page, what construct says about a string, and comparing."""

import json
import os
import subprocess

BOS, COPY, EOS = "BOS", "COPY", "EOS"


def need(condition, message):
    if not condition:
        raise AssertionError(message)


def same(what, found, expected):
    need(found == expected, "%s: found %r, expected %r" % (what, found, expected))


def letters(tokens):
    return "".join(chr(ord("a") + token) for token in tokens)


def name(token, alphabet):
    return letters([token]) if token < alphabet else (BOS, COPY, EOS)[token - alphabet]


def weight(trace, step, position):
    return next(key["weight"] for key in trace["steps"][step]["keys"] if key["position"] == position)


class Page:
    def __init__(self, browser, path, construct, screenshots):
        self.browser, self.path, self.construct, self.screenshots = browser, path, construct, screenshots

    def trace(self, ngram, alphabet, string, *options):
        """What 'construct trace' says about a string; that its status fits is checked with the model."""
        command = [self.construct, "trace", "--string", string, "--ngram", str(ngram)]
        command += ["--alphabet", str(alphabet), "--keys", "all", "--json", *options]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1) or done.stderr:
            raise AssertionError("%s\nstatus %d: %s" % (" ".join(command), done.returncode, done.stderr))
        return json.loads(done.stdout)

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

    def is_quiet(self):
        """Nothing on the console, and nothing asked for but the page itself."""
        messages, requests = self.browser.collect()
        same("messages on the console", messages, [])
        others = [url for url in requests if url != "file://" + self.path and not url.startswith("data:")]
        same("requests", others, [])
        need(requests, "the browser did not report its requests")
