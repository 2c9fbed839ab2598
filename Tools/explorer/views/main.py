"""Checks the explorer's page in a headless browser; see Tools/explorer/views/check, which finds what this needs."""

import argparse
import os
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # no cache beside the sources

from breakages import BREAKAGES, POLICY
from browser import Browser
from copying import Copying
from everybody import Everybody
from policy import sealed
from tables import Tables


class Views(Copying, Tables, Everybody):
    """The page, with all that is checked of it."""


def written(construct, folder):
    """The page that construct writes, for the string that the examples of the README copy."""
    path = os.path.join(folder, "explorer.html")
    command = [
        construct,
        "trace",
        "--string",
        "aabacbbcca",
        "--ngram",
        "2",
        "--alphabet",
        "3",
        "--html",
        path,
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0 or done.stdout or done.stderr:
        raise AssertionError(
            "%s\nstatus %d: %s%s" % (" ".join(command), done.returncode, done.stdout, done.stderr)
        )
    return path


def laws(views):
    """Every law by its name, in the order of checking: how the page is opened, and what must hold then."""
    return {
        "is smaller than 1 MB": ({}, views.is_small),
        "opens with the string it was made for": ({}, views.opens),
        "steps by keyboard": ({}, views.steps_by_keyboard),
        "steps by pointer": ({}, views.steps_by_pointer),
        "runs what is typed": ({}, views.types),
        "takes any text": ({}, views.takes_texts),
        "keeps what was chosen": ({}, views.keeps_choices),
        "offers the scales": ({}, views.offers_scales),
        "shows what is hidden": ({}, views.shows_what_is_hidden),
        "shows nothing beside an error": ({}, views.refuses),
        "shows nothing while it works": ({}, views.is_honest_while_it_works),
        "shows every slot": ({}, views.shows_slots),
        "shows exact values in the maps": ({}, views.maps),
        "keeps what the keys show when the pointer leaves": ({}, views.leaves_late),
        "shows exact values under the pointer": ({}, views.hovers),
        "explains repeated n-grams": ({}, views.explains_repeats),
        "shows the strings that a machine confuses": ({}, views.shows_machines),
        "has names, roles and structure": ({}, views.is_accessible),
        "is reached by keyboard": ({}, views.keyboard_reaches),
        "is light": ({}, views.is_light),
        "is dark": ({"dark": True}, views.is_dark),
        "keeps still where that is asked for": ({"still": True}, views.keeps_still),
        "shows score and weight at 390 pixels": ({"width": 390, "height": 844}, lambda: views.shows_numbers(390)),
        "shows score and weight at 320 pixels": ({"width": 320, "height": 640}, lambda: views.shows_numbers(320)),
        "can be printed": ({}, views.prints),
        "can be printed from a dark page": ({"dark": True}, views.prints),
        "lets nothing in": ({}, views.lets_nothing_in),
        "fits 360 pixels": ({"width": 360, "height": 780}, lambda: views.fits(360)),
        "fits 320 pixels": ({"width": 320, "height": 640}, lambda: views.fits(320)),
        "stays responsive": ({}, views.stays_responsive),
    }


def check_law(views, options, law):
    """Opens the page, checks the law, and that nothing was complained about or asked for meanwhile."""
    views.browser.open(views.path, **options)
    note = law()
    views.is_quiet()
    return note


def pictures(views):
    """The page as people see it, for people."""
    for title, options, example in (
        ("light", {}, None),
        ("dark", {"dark": True}, None),
        ("phone", {"width": 390, "height": 844}, None),
        ("light-repeat", {}, 2),
        ("dark-repeat", {"dark": True}, 2),
        ("phone-dark-repeat", {"width": 360, "dark": True}, 2),
        ("light-long", {}, -1),
        ("phone-long", {"width": 360}, -1),
    ):
        views.browser.open(views.path, **options)
        if example is not None:
            count = len(views.browser.all("#example option")) - 1
            views.browser.choose("example", example % count)
        views.browser.wait(lambda: "Searching" not in views.browser.text("#machine"), "the search")
        views.picture(title)


def self_test(browser, page, construct):
    """Breaks the page in every way of the list. Returns the breakages that their check does not notice."""
    with open(page, encoding="utf-8") as file:
        whole = file.read()
    missed = []
    for name, old, new, law in BREAKAGES:
        if whole.count(old) != 1:
            raise AssertionError(
                "%s: %r stands in the page %d times, expected once" % (name, old, whole.count(old))
            )
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8", delete=False) as file:
            file.write(sealed(whole.replace(old, new)) if law != POLICY else whole.replace(old, new))
        begin = time.monotonic()
        try:
            views = Views(browser, file.name, construct, None)
            check_law(views, *laws(views)[law])
            missed.append(name)
            print("NOT NOTICED  %s (%s)" % (name, law))
        except AssertionError as problem:
            text = str(problem).replace("\n", " ")
            print("noticed      %s: %s (%.1f s)" % (name, text[:160], time.monotonic() - begin))
        except Exception as problem:  # a page that is broken so badly that it cannot be asked
            text = str(problem).split("\n")[0]
            print(
                "noticed      %s: the page fails: %s (%.1f s)" % (name, text[:160], time.monotonic() - begin)
            )
        finally:
            os.unlink(file.name)
        sys.stdout.flush()
    return missed


def main():
    parser = argparse.ArgumentParser(prog="Tools/explorer/views/check")
    parser.add_argument("--construct", required=True)
    parser.add_argument("--screenshots", metavar="FOLDER", help="pictures of the page, for people")
    parser.add_argument(
        "--page", metavar="FILE", help="a page that is there already (default: construct writes one)"
    )
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.screenshots:
        os.makedirs(arguments.screenshots, exist_ok=True)

    failures = 0
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        page = os.path.abspath(arguments.page or written(arguments.construct, folder))
        if arguments.self_test:
            missed = self_test(browser, page, arguments.construct)
            print("%d passed, %d failed" % (len(BREAKAGES) - len(missed), len(missed)))
            return 1 if missed else 0
        views = Views(browser, page, arguments.construct, arguments.screenshots)
        all_laws = laws(views)
        for name, (options, law) in all_laws.items():
            begin = time.monotonic()
            try:
                note = check_law(views, options, law)
                print(
                    "passed  %s (%.1f s)%s" % (name, time.monotonic() - begin, ": " + note if note else ""),
                    flush=True,
                )
            except Exception as problem:  # one law that fails does not keep the others from being checked
                failures += 1
                print("FAILED  %s: %s" % (name, problem), flush=True)
        if arguments.screenshots:
            pictures(views)
    print("%d passed, %d failed" % (len(all_laws) - failures, failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
