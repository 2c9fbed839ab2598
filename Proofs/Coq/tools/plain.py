#!/usr/bin/env python3
"""Says whether what readers read holds nothing but what is allowed there, and ties theorems to statements.

    plain.py statements FILE...           propositions and the words they need, of the kinds listed below
    plain.py definitions FILE...          definitions, of the kinds listed below
    plain.py fresh FILE...                prints a Coq file: no name in these statements is a name they import
    plain.py bind PROOFS FILE...          prints a Coq file: each proposition of these statements is the type of the
                                          theorem of its name in the folder PROOFS, both by absolute names

Files are named from the folder of _CoqProject, and PROOFS holds what Coq noted down while it compiled (.glob). A
sentence of no listed kind ends the program with status 1. Python's standard library only.
"""
import glob
import os
import re
import sys

NAME = r"[A-Za-z]\w*"
IMPORTS = rf"From (Coq|mathcomp|Verbatim) Require (Import|Export)((?: {NAME})+)"
# What statements may import of the libraries. Of this development: definitions, and other statements.
LIBRARIES = "all_ssreflect all_algebra all_fingroup reals sequences exp".split()
SETTINGS = ["Set Implicit Arguments", "Unset Strict Implicit", "Unset Printing Implicit Defensive",
            "Local Open Scope ring_scope"]
# Notations can make a proposition say something else, so there are these and no other.
NOTATIONS = ["rational := [realFieldType of rat]"]
LOCAL_NOTATIONS = NOTATIONS + [
    "crd := (slot_finType n d)", "pc := [finType of piece d]", "T := (body H)", "d := (bits D)",
    "zvec := (seq Z)", "zmat := (seq (seq Z))", "fraction := (Z * seq Z)%type"]

STATEMENTS = [rf"Definition {NAME} : Prop := .*", rf"Definition {NAME} .*:=.*", rf"Arguments {NAME}[^%]*"]
DEFINITIONS = STATEMENTS + [
    rf"(Fixpoint|Inductive|Record) {NAME} .*", rf"Canonical (slot|sym)_\w+Type := .*", rf"(Section|End) {NAME}",
    r"(Variables?|Hypothesis|Implicit Types?) .*", "Import GRing.Theory Num.Theory",
    r"Fact (slot|sym)_codeK : .*", "Proof", "by case", "Qed"]


class Refused(Exception):
    pass


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sentences(text):
    """The sentences of a file without its comments, each with one space for all white space."""
    found, words, depth, quoted, place = [], "", 0, False, 0
    while place < len(text):
        two, one = text[place:place + 2], text[place]
        if two == "(*" and not quoted:
            depth, place, words = depth + 1, place + 2, words + " "
        elif two == "*)" and depth and not quoted:
            depth, place = depth - 1, place + 2
        else:
            quoted ^= one == '"'
            if not depth:
                if one == "." and not quoted and (not text[place + 1:] or text[place + 1].isspace()):
                    found.append(" ".join(words.split()))
                    words = ""
                else:
                    words += one
            place += 1
    if words.strip() or depth or quoted:
        raise Refused(f"a sentence without end: {words.strip()[:80]}")
    return found


def allowed(path, kinds, notations):
    """Every sentence is of one of the kinds, and no name is defined twice."""
    names = set()
    for sentence in sentences(read(path)):
        imports = re.fullmatch(IMPORTS, sentence)
        if imports and imports.group(1) == "Verbatim":
            for module in imports.group(3).split():
                there = [os.path.exists(f"theories/{folder}/{module}.v")
                         for folder in ("Definitions", "Statements", os.path.basename(os.path.dirname(path)))]
                if module.endswith("Proofs") or not any(there) or kinds is STATEMENTS and not any(there[:2]):
                    raise Refused(f"imports {module}, which is not among the definitions")
        elif imports and kinds is STATEMENTS:
            for module in imports.group(3).split():
                if imports.group(1) != "mathcomp" or module not in LIBRARIES:
                    raise Refused(f"imports {module}, which is not among {', '.join(LIBRARIES)}")
        elif sentence.startswith("Notation "):
            if sentence[len("Notation "):] not in notations:
                raise Refused(f"a notation that is not listed in plain.py: {sentence[:100]}")
        elif not imports and sentence not in SETTINGS and not any(re.fullmatch(kind, sentence) for kind in kinds):
            raise Refused(f"a sentence of a kind that is not allowed here: {sentence[:100]}")
        if match := re.match(rf"(?:Definition|Fixpoint|Record|Inductive) ({NAME})", sentence):
            if match.group(1) in names:
                raise Refused(f"{match.group(1)} is defined twice")
            names.add(match.group(1))


def propositions(path):
    """The propositions that a file states; each stands in the form that the tables read, after its claim."""
    text = read(path)
    claimed = re.findall(rf"^\(\* claim: \S+ \*\)$(?:(?!^Definition ).*\n)*^Definition ({NAME}) : Prop :=", text, re.M)
    stated = [match.group(1) for sentence in sentences(text)
              if (match := re.match(rf"Definition ({NAME}) : Prop\b", sentence))]
    if claimed != stated:
        raise Refused(f"a proposition without a claim before it, or in a comment: {set(claimed) ^ set(stated)}")
    return stated


def module(path):
    return path.removesuffix(".v").replace("theories", "Verbatim", 1).replace("/", ".")


def each_statement_once(paths):
    seen = {}
    for path in paths:
        if not re.fullmatch(r"Statement\w*\.v", os.path.basename(path)):
            raise Refused(f"{path}: a file of statements is called Statement...")
        for name in propositions(path):
            if seen.setdefault(name.lower(), path) != path:
                raise Refused(f"{path}: {name} is stated in {seen[name.lower()]} too")


def fresh(paths):
    """Coq accepts what this prints if no name that a file defines means something already where it stands."""
    for path in paths:
        found = sentences(read(path))
        names = [match.group(1) for sentence in found if (match := re.match(rf"Definition ({NAME})", sentence))]
        imports = [f"{sentence}." for sentence in found if re.fullmatch(IMPORTS, sentence)]
        file = os.path.basename(path).removesuffix(".v")
        print("\n".join([f"Module {file}."] + imports + [f"Fail Check {name}." for name in names] + [f"End {file}."]))


def bind(proofs, paths):
    """The names are those that Coq noted down, so a theorem that stands in a comment is none."""
    proved = {}
    for path in sorted(glob.glob(f"{proofs}/*Proofs.glob")):
        for line in read(path).splitlines():
            words = line.split()
            if words[0] == "prf":
                proved.setdefault(words[3], []).append(module(path.replace(".glob", ".v")))
    required, lines = set(), []
    for path in paths:
        for name in propositions(path):
            found = proved.get(name.lower(), [])
            if len(found) != 1:
                raise Refused(f"{path}: {len(found)} theorems {name.lower()} for {name}, expected one")
            required |= {module(path), found[0]}
            lines.append(f"Definition proved_{name} : {module(path)}.{name} := @{found[0]}.{name.lower()}.")
    print("\n".join([f"Require {name}." for name in sorted(required)] + lines))


def main(arguments):
    what, paths = arguments[0] if arguments else "", arguments[1:]
    path = None
    try:
        if what in ("statements", "definitions") and paths:
            for path in paths:
                if what == "statements":
                    allowed(path, STATEMENTS, NOTATIONS)
                else:
                    allowed(path, DEFINITIONS, LOCAL_NOTATIONS)
            path = None
            if what == "statements":
                each_statement_once(paths)
        elif what == "bind" and paths[1:]:
            bind(paths[0], paths[1:])
        elif what == "fresh" and paths:
            fresh(paths)
        else:
            sys.exit(__doc__)
    except (Refused, OSError) as problem:
        sys.exit(f"plain.py: {path + ': ' if path else ''}{problem}")


main(sys.argv[1:])
