"""The Markdown pages of this repository: which there are, their headings, and their links.

Read by Tools/docs/make and Tools/docs/check. Only inline links and images are known, `[text](target)` and
`![text](target)`: the pages use no others, and Tools/docs/check complains where one does.
"""

import os
import re
from collections import namedtuple

# `start` and `end` enclose the whole link in the page.
Link = namedtuple("Link", "start end image text target")
Heading = namedtuple("Heading", "line level title")

# The text may hold one more pair of brackets, the target none; a title may follow, which is left out.
LINK = re.compile(r'(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]+)(?:\s+"[^"]*")?\)')
# With as many backticks at the end as at the beginning, in one paragraph.
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)((?:(?!\n[ ]*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# The definition of a link by reference, which is one too many ways.
REFERENCE = re.compile(r" {0,3}\[[^\]^]+\]:\s")
# Where they lead away from the repository. They are not fetched.
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def page_paths(root):
    """All pages below a folder, sorted, relative to it. Hidden folders hold what was built or fetched."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in files if name.endswith(".md")]
    return sorted(found)


def blank(text):
    """As many characters, all of them without meaning, in the same lines."""
    return re.sub(r"[^\n]", "\0", text)


def without_code(text):
    """The page with code blanked out: every other character stays where it was."""
    lines, fence, previous = [], None, ""
    for line in text.splitlines(keepends=True):
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" \n" + fence[0]):
                fence = None
            line = blank(line)
        elif mark:
            fence = mark[1]
            line = blank(line)
        elif line.startswith("    ") and not previous.strip(" \n\0"):
            line = blank(line)
        lines.append(line)
        previous = line
    return CODE_SPAN.sub(lambda match: blank(match[0]), "".join(lines))


def links(text):
    """The links and images of a page, in order. What the text of one holds, such as an image, is not among them."""
    return [
        Link(match.start(), match.end(), match[1] == "!", text[match.start(2) : match.end(2)], match[3])
        for match in LINK.finditer(without_code(text))
    ]


def headings(text):
    """The headings of a page, in order: `# ...` to `###### ...`."""
    found = []
    shown = without_code(text).splitlines()
    for number, (line, kept) in enumerate(zip(text.splitlines(), shown)):
        match = re.match(r"(#{1,6}) +", kept)
        if match:
            found.append(Heading(number, len(match[1]), line[match.end() :].strip().rstrip("#").strip()))
    return found


def plain(title):
    """The words of a heading without their markup."""
    title = LINK.sub(lambda match: match[2], title)
    return re.sub(r"[`*]", "", title)


def anchors(text):
    """The names under which a page's headings can be linked to, as the common hosts of Git form them."""
    names = []
    for heading in headings(text):
        name = re.sub(r"[^\w\- ]", "", plain(heading.title).lower()).replace(" ", "-")
        again = sum(1 for other in names if re.fullmatch(re.escape(name) + r"(-\d+)?", other))
        names.append(name if not again else f"{name}-{again}")
    return names


def target_path(page, target):
    """The path that a relative target of a page means, from the root of the repository, and its anchor or ''."""
    path, _, anchor = target.partition("#")
    if not path:
        return page, anchor
    return os.path.normpath(os.path.join(os.path.dirname(page), path)), anchor


MARKER = re.compile(r" *(?:([-+*]|\d{1,9}[.)]) +|>|#{1,6} )")


def interruptions(text):
    """Lines of a paragraph that Markdown takes for something else, because of what they happen to begin with: a
    list (`- 1 zeros`, `1. Hence`), a quotation (`>= 2`) or a heading. Yields (line number, line).

    After a line that ends with a colon a list is meant. So is one whose first word ends with a colon, as in
    `- Precondition: ...`.
    """
    column, previous = None, ""
    for number, line in enumerate(without_code(text).splitlines()):
        marker = MARKER.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip(" ").startswith("|"):
            column = None
        elif not marker:
            column = indent if column is None else column
        else:
            # In a paragraph only a list that begins with 1 can begin.
            ends = not (marker[1] or "-")[0].isdigit() or marker[1][:-1] == "1"
            meant = previous.rstrip().endswith(":") or re.match(r" *- [A-Z][a-z]+( [a-z]\w*)?:", line)
            if column is not None and indent >= column and ends and not meant:
                yield number, line
            if ends or column is None:
                column = marker.end() if marker[1] else None
        previous = line
