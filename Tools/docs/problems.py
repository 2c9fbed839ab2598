"""What can be wrong with the documentation: dead links in pages, symbols without it, and holes in the site.

Read by Tools/docs/check, which says what each of the three is.
"""

import glob
import json
import os
import re
import sys
import urllib.parse

import pages

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# Where the site is built.
SITE = os.path.join(ROOT, ".build", "docs")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


# MARK: - Pages


def page_problems(root, path, text=None):
    """What is wrong with the links of a page, or with those that `text` would have in its place."""

    def read(page):
        with open(os.path.join(root, page), encoding="utf-8") as file:
            return file.read()

    text = read(path) if text is None else text
    found = pages.links(text)
    found += [inner for link in found for inner in pages.links(link.text)]
    for link in found:
        if link.image and not link.text.strip():
            yield f"{path}: ![]({link.target}): no words for those who do not see it"
        if pages.ELSEWHERE.match(link.target):
            continue
        target, anchor = pages.target_path(path, urllib.parse.unquote(link.target))
        if target.startswith("..") or not os.path.exists(os.path.join(root, target)):
            yield f"{path}: [{link.text}]({link.target}): no such file"
        elif anchor:
            headed = text if target == path else read(target) if target.endswith(".md") else ""
            if anchor not in pages.anchors(headed):
                yield f"{path}: [{link.text}]({link.target}): no such heading"
    for line in pages.without_code(text).splitlines():
        if pages.REFERENCE.match(line):
            yield f"{path}: {line.strip()}: links by reference are not checked, write them inline"
    for number, line in pages.interruptions(text):
        yield f"{path}:{number + 1}: {line.strip()[:60]}: breaks its paragraph"


def all_page_problems(root):
    found = [problem for path in pages.page_paths(root) for problem in page_problems(root, path)]
    for path in sorted(glob.glob("Sources/**/*.swift", root_dir=root, recursive=True)):
        with open(os.path.join(root, path), encoding="utf-8") as file:
            found += comment_problems(path, file.read())
    return found


def doc_comments(source):
    """The doc comments of a Swift file as (number of lines before it, Markdown)."""
    for match in re.finditer(r"(?:^ *///.*\n)+", source, re.MULTILINE):
        yield source.count("\n", 0, match.start()), re.sub(r"^ */// ?", "", match[0], flags=re.MULTILINE)


def comment_problems(path, source):
    for before, comment in doc_comments(source):
        for number, line in pages.interruptions(comment):
            yield f"{path}:{before + number + 1}: {line.strip()[:60]}: breaks its paragraph"


# MARK: - Symbols


def symbol_graphs(modules):
    """The files of symbols that the documentation was built from."""
    found = {}
    for module in modules:
        pattern = os.path.join(ROOT, ".build", "*", "extracted-symbols", "*", module, f"{module}*.symbols.json")
        found[module] = glob.glob(pattern)
        if not found[module]:
            sys.exit(f"Tools/docs/check: no symbols of {module}: run make docs first")
    return [path for paths in found.values() for path in paths]


def undocumented(graph):
    """The symbols of a symbol graph, all of them public, that have no documentation, each with its place."""
    for symbol in graph["symbols"]:
        # A block `extension X { ... }` is no symbol of its own.
        if symbol["kind"]["identifier"] == "swift.extension" or "location" not in symbol:
            continue
        lines = symbol.get("docComment", {}).get("lines", [])
        if not any(line["text"].strip() for line in lines):
            location = symbol["location"]
            file = urllib.parse.unquote(location["uri"]).removeprefix("file://")
            line = location["position"]["line"] + 1
            yield f"{os.path.relpath(file, ROOT)}:{line}: {'.'.join(symbol['pathComponents'])}: no documentation"


# MARK: - Site


def values(node, key):
    """All texts that stand under a key anywhere in a JSON value."""
    if isinstance(node, dict):
        if isinstance(node.get(key), str):
            yield node[key]
        node = node.values()
    elif not isinstance(node, list):
        return
    for child in node:
        yield from values(child, key)


def site_problems(site):
    """What is referred to on a site and is not there."""
    data = os.path.join(site, "data")
    found = {}
    for path in glob.glob(os.path.join(glob.escape(data), "**", "*.json"), recursive=True):
        found["/" + os.path.relpath(path, data).removesuffix(".json")] = load(path)
    if not found:
        yield f"{site}: no pages"
    anchors = {url: set(values(page, "anchor")) for url, page in found.items()}
    # The modules of the site. Of others, such as the standard library, it holds names and no pages.
    ours = {url.split("/")[2] for url in found if url.startswith("/documentation/")}
    for url, page in sorted(found.items()):
        if not os.path.isfile(os.path.join(site, url.strip("/"), "index.html")):
            yield f"{url}: no index.html"
        for reference in page.get("references", {}).values():
            problem = reference_problem(reference, site, anchors, ours)
            if problem:
                yield f"{url}: {problem}"


def reference_problem(reference, site, anchors, ours):
    """What is wrong with one reference of a page; `None` if nothing."""
    kind = reference["type"]
    if kind == "unresolvable" and reference["title"].split(".")[0].lower() in ours:
        return f"{reference['title']}: leads nowhere"
    if kind == "image":
        for variant in reference["variants"]:
            if not os.path.isfile(os.path.join(site, urllib.parse.unquote(variant["url"]).strip("/"))):
                return f"{variant['url']}: no such picture"
    if kind == "link" and not pages.ELSEWHERE.match(reference["url"]):
        return f"{reference['url']}: a relative link: DocC leaves it as it stands"
    if kind in ("topic", "section") and reference.get("url"):
        target, _, anchor = urllib.parse.unquote(reference["url"]).partition("#")
        if target not in anchors:
            return f"{reference['url']}: no such page"
        if anchor and anchor not in anchors[target]:
            return f"{reference['url']}: no such heading"
    return None
