"""The policy of a page: what its scripts and its style are named by."""

import base64
import hashlib
import re


def source(content):
    return "'sha256-%s'" % base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def sealed(page):
    """The page with the policy for the scripts and the style that are in it: a change runs, as if it were our own."""
    scripts = " ".join(map(source, re.findall(r"<script>(.*?)</script>", page, re.DOTALL)))
    style = " ".join(map(source, re.findall(r"<style>(.*?)</style>", page, re.DOTALL)))
    page = re.sub(r"script-src [^;]*;", lambda _: "script-src %s;" % scripts, page, count=1)
    return re.sub(r"style-src [^;]*;", lambda _: "style-src %s;" % style, page, count=1)
