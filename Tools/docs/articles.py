"""A DocC catalogue made of the repository's Markdown pages: one article for each, and the landing page."""

import os
import re
import shutil

import pages

LANDING = "Sources/Verbatim/Verbatim.docc/Verbatim.md"

# Articles with a better name than that of their file or folder.
NAMES = {
    LANDING: "Verbatim",
    "README.md": "Front-Page",
    "CONTRIBUTING.md": "Contributing",
    "CHANGELOG.md": "Changelog",
    "Proofs/README.md": "Ledger",
    "Proofs/TRUST.md": "Trust",
    "Proofs/Certificates/FORMAT.md": "Certificate-Format",
    "Proofs/Coq/README.md": "Machine-Checked-Proofs",
}

# What the landing page lists: headings, and which pages stand below them.
LESSON = r"Examples/lesson-\d+/README\.md"
CLAIM = r"Proofs/Claims/.+\.md"
TOPICS = [
    ("Begin here", r"README\.md"),
    ("Lessons", LESSON),
    ("Claims", CLAIM),
    ("What is proved, and what is trusted", r"Proofs/(\w+/)?[A-Z]+\.md"),
    ("Working on it", r"CONTRIBUTING\.md|CHANGELOG\.md|Benchmarks/.*"),
    ("Examples", r"Examples/.*"),
]


class PageError(Exception):
    """What is wrong with a page, for people."""


def article_name(path):
    """The last part of an article's address: that of its file, or of the folder that a README describes."""
    stem = os.path.dirname(path) if os.path.basename(path) == "README.md" else path.removesuffix(".md")
    return NAMES.get(path) or os.path.basename(stem)


# Targets of the manifest that are no modules of the site: C; the command, which its --help documents; the kit of the
# tests; and the module that only re-exports others, whose page is the landing page.
UNDOCUMENTED = {"CBitKernels", "ConstructCommand", "TestSupport", "Verbatim"}


def library_modules(root):
    """The modules of the site: the library's targets, in the order of Package.swift."""
    with open(os.path.join(root, "Package.swift"), encoding="utf-8") as file:
        targets = re.findall(r'\.target\(\s*name: "(\w+)"', file.read())
    return [name for name in targets if name not in UNDOCUMENTED]


def documentation_compiler():
    """The path of the docc that belongs to the Swift in use."""
    swift = shutil.which(os.environ.get("SWIFT", "swift"))
    beside = os.path.join(os.path.dirname(os.path.realpath(swift or "")), "docc")
    return beside if os.access(beside, os.X_OK) else shutil.which("docc") or "docc"


class Catalogue:
    """The pages below `root`, with what they can link to."""

    def __init__(self, root, types):
        """`types` are pairs (module, name) of public types, to which links to their source files lead."""
        self.root, self.types = root, types
        found = [path for path in pages.page_paths(root) if ".docc/" not in path or path == LANDING]
        self.names = {path: article_name(path) for path in found}
        names = sorted(name.lower() for name in self.names.values())
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise PageError(f"articles of one name: {', '.join(sorted(twice))}: add one of them to NAMES")
        self.abstracts = self.ledger()

    def write(self, folder):
        """Writes the catalogue into a new folder."""
        os.makedirs(folder)
        self.images = {}
        for path, name in self.names.items():
            with open(os.path.join(folder, f"{name}.md"), "w", encoding="utf-8") as file:
                file.write(self.article(path))
        for image, name in self.images.items():
            shutil.copyfile(os.path.join(self.root, image), os.path.join(folder, name))

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as file:
            return file.read()

    def ledger(self):
        """For each claim, what the ledger says of its standing."""
        rows = {}
        for line in self.read("Proofs/README.md").splitlines():
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if len(cells) == 5 and (match := re.match(r"\[([\w.-]+)\]\(Claims/\1\.md\)", cells[0])):
                machine = cells[3].split(":")[0]
                rows[f"Proofs/Claims/{match[1]}.md"] = f"Machine-checked: {machine}. Trusted besides: {cells[4]}."
        return rows

    # MARK: - One page

    def article(self, path):
        """The page as an article."""
        text = self.converted(path, self.read(path))
        title = next((heading for heading in pages.headings(text) if heading.level == 1), None)
        if title is None or title.line != 0:
            raise PageError(f"{path}: expected a heading in its first line")
        lines = text.splitlines()
        if re.fullmatch(CLAIM, path) and path not in self.abstracts:
            raise PageError(f"{path}: no row of this claim in Proofs/README.md")
        if path in self.abstracts:
            lines[1:1] = ["", self.abstracts[path]]
        if path == "README.md":
            lines[0] = "# The front page"
        if path == LANDING:
            lines += self.topics()
        return "\n".join(lines) + "\n"

    def converted(self, path, text):
        """The page with its links and images turned into those of DocC."""
        parts, at = [], 0
        for link in pages.links(text):
            in_table = text[: link.start].rpartition("\n")[2].startswith("|")
            parts += [text[at : link.start], self.replacement(path, link, in_table)]
            at = link.end
        text = "".join(parts + [text[at:]])
        shown = pages.without_code(text)
        if tag := re.search(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>", shown):
            raise PageError(f"{path}: {tag[0]}: DocC leaves HTML out, write Markdown")
        return text

    def replacement(self, path, link, in_table):
        """A link or image of a page, as DocC writes it. In a table a file has its name only, for want of room."""
        link = link._replace(text=self.converted(path, link.text))
        if pages.ELSEWHERE.match(link.target):
            return f"{'!' * link.image}[{link.text}]({link.target})"
        target, anchor = pages.target_path(path, link.target)
        if link.image:
            self.images[target] = target.replace("/", "-")
            return f"![{link.text}]({self.images[target]})"
        page = target if target in self.names else os.path.join(target, "README.md")
        if page in self.names:
            return f"[{link.text}](doc:{self.names[page]}{self.fragment(page, anchor)})"
        parts, name = target.split("/"), link.text.strip("`")
        stem = parts[-1].removesuffix(".swift")
        if parts[0] == "Sources" and (parts[1], stem) in self.types:
            if name in (stem, parts[-1]):
                return f"``/{parts[1]}/{stem}``"
            return f"[{link.text}](doc:/{parts[1]}/{stem})"
        if target.endswith(name):
            return f"`{name if in_table else target}`"
        return f"{link.text} (`{target}`)"

    def fragment(self, page, anchor):
        """The heading that an anchor names, as a part of an address; nothing for no anchor."""
        if not anchor:
            return ""
        text = self.read(page)
        for heading, name in zip(pages.headings(text), pages.anchors(text)):
            if name == anchor:
                return "#" + pages.plain(heading.title).replace(" ", "-")
        raise PageError(f"{page}: no heading #{anchor}")

    # MARK: - The landing page

    def topics(self):
        """The lists at the end of the landing page: each page once, claims in the order of the ledger."""
        lines, listed = ["", "## Topics"], {LANDING}
        order = list(self.abstracts)
        for title, pattern in TOPICS:
            group = [path for path in self.names if path not in listed and re.fullmatch(pattern, path)]
            group.sort(key=lambda path: (order.index(path) if path in order else -1, natural(path)))
            listed.update(group)
            if group:
                lines += ["", f"### {title}", ""] + [f"- <doc:{self.names[path]}>" for path in group]
        if left := sorted(set(self.names) - listed):
            raise PageError(f"pages that no list of the landing page holds: {', '.join(left)}: see TOPICS")
        return lines


def natural(path):
    """Sorts lesson-10 after lesson-9."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path)]
