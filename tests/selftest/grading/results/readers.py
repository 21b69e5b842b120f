#!/usr/bin/python3
"""readers.py - what readers that know nothing of this kit make of the results.

usage: readers.py CHECK OUT

Numbers are counted anew, from the records. Exit status 1 and a sentence, if what a
reader finds is something else.
"""

import csv
import glob
import html.parser
import json
import os
import re
import subprocess
import sys

OUT = sys.argv[2]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
UNSEEN = "[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufffe\uffff]"


def want(found, wanted, what):
    if found != wanted:
        sys.exit(f"{what}: {found!r}, wanted {wanted!r}")


def path(*parts):
    return os.path.join(OUT, *parts)


def keys():
    return sorted(key for key in os.listdir(path("units")) if " " not in key)


def record(key):
    """A record that lies there whole, or None."""
    try:
        with open(path("records", key + ".json"), encoding="utf-8", errors="replace") as file:
            text = file.read(4194305)
        one = json.loads(text)
        whole = one["format"] == "socket-labs record 1" and len(text) <= 4194304
        whole &= one["points"] == sum(lab["points"] for lab in one["labs"])
        whole &= len({lab["lab"] for lab in one["labs"]}) == len(one["labs"])
        whole &= all(step["passed"] == step["of"] or step["verdict"] != "pass"
                     for lab in one["labs"] for step in lab["steps"])
        return one if whole and '"PASS"' not in text else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def graded():
    return {key: record(key) for key in keys() if record(key)}


def steps(one):
    return [(lab, step) for lab in one["labs"] for step in lab["steps"]]


def table():
    """grades.csv has a row for each student, and no formula anywhere."""
    with open(path("grades.csv"), encoding="utf-8", newline="") as file:
        text = file.read()
    rows = list(csv.DictReader(text.splitlines(), strict=True))
    want([row["key"] for row in rows], keys(), "students")
    for row in rows:
        one = record(row["key"])
        want(row["points"], str(one["points"]) if one else "", row["key"])
        for lab in one["labs"] if one else []:
            want(row[lab["lab"]], str(lab["points"]), f"{row['key']} {lab['lab']}")
        graded_well = one is not None and not one["refused"]
        want(row["status"] == "graded", graded_well, f"status of {row['key']}")
    for mark in ",", ";", "\t", "|":
        for row in csv.reader(text.splitlines(), delimiter=mark):
            for cell in row:
                want(cell.lstrip(' "').startswith(FORMULA), False, f"a formula, {cell}")


def junit():
    """junit.xml has the cases of each student, and counts them right."""
    import junitparser

    suites = list(junitparser.JUnitXml.fromfile(path("junit.xml")))
    want(len(suites), len(keys()), "suites")
    for key, suite in zip(keys(), suites):
        one = record(key)
        cases = list(suite)
        results = [case.result[0] if case.result else None for case in cases]
        kinds = [type(result).__name__ for result in results]
        want(suite.tests, len(cases), f"tests of {key}")
        want(suite.failures, kinds.count("Failure"), f"failures of {key}")
        want(suite.errors, kinds.count("Error"), f"errors of {key}")
        want(suite.skipped, kinds.count("Skipped"), f"skipped of {key}")
        if one and not one["refused"]:
            want(len(cases), len(steps(one)), f"cases of {key}")
            passed = sum(step["verdict"] == "pass" for _, step in steps(one))
            want(kinds.count("NoneType"), passed, f"passed by {key}")
            want({case.classname for case in cases},
                 {f"{key}.{lab['lab']}" for lab in one["labs"]}, "classnames")
        else:
            want(kinds.count("Error"), 1, f"errors of {key}")


def gradescope():
    """gradescope.json has the keys that Gradescope knows, and the points."""
    top = {"score", "execution_time", "output", "output_format", "test_output_format",
           "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests",
           "leaderboard"}
    inner = {"score", "max_score", "status", "name", "name_format", "number", "output",
             "output_format", "tags", "visibility", "extra_data"}
    formats = {"text", "html", "simple_format", "md", "ansi"}
    for key, one in graded().items():
        with open(path("students", key, "gradescope.json"), encoding="utf-8") as file:
            result = json.load(file)
        want(set(result) - top, set(), "unknown keys")
        want(result["score"], one["points"], f"score of {key}")
        want(result["output_format"] in formats, True, "output_format")
        want(sum(test["score"] for test in result["tests"]), one["points"], "sum of scores")
        want(sum(test["max_score"] for test in result["tests"]), one["most"], "sum of max")
        for test, (lab, step) in zip(result["tests"], steps(one)):
            want(set(test) - inner, set(), "unknown keys")
            want(test["number"], f"{int(lab['lab'][3:5])}.{step['step']}", "number")
            want(test["status"], "passed" if step["verdict"] == "pass" else "failed", "status")
            want({test["output_format"], test["name_format"]} <= formats, True, "formats")
            want("\r" in test["output"], False, "\\r in the output")
        want(one["refused"][:9] in result["output"], True, "the refusal")


def classroom50():
    """classroom50.json is what the schema of Classroom 50 asks for."""
    strings = ["classroom", "assignment", "assignment_type", "owner", "submission", "commit",
               "release", "review", "datetime"]
    numbers = ["score", "max-score"]
    for key, one in graded().items():
        with open(path("students", key, "classroom50.json"), encoding="utf-8") as file:
            result = json.load(file)
        want(sorted(result), sorted(["schema", "tests"] + strings + numbers), "keys")
        want(result["schema"], "classroom50/result/v1", "schema")
        want(all(isinstance(result[k], str) and result[k] for k in strings), True, "strings")
        time = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", result["datetime"])
        want(time is not None, True, "datetime")
        want(result["submission"].startswith("submit/"), True, "submission")
        want((result["score"], result["max-score"]), (one["points"], one["most"]), key)
        for test in result["tests"]:
            want(isinstance(test["test-name"], str) and bool(test["test-name"]), True, "test-name")
            want(isinstance(test["passed"], bool), True, "passed")
            want(type(test["score"]), int, "the kind of a score")
            want(0 <= test["score"] <= test["max-score"], True, "score")


def autolab():
    """The last line of autolab.txt, and no other, is JSON: a score for each lab."""
    for key, one in graded().items():
        with open(path("students", key, "autolab.txt"), encoding="utf-8", newline="\n") as file:
            lines = file.read().rstrip("\n").split("\n")
        scores = {lab["lab"]: lab["points"] for lab in one["labs"]}
        want(json.loads(lines[-1]), {"scores": scores}, key)
        want([line for line in lines[:-1] if line and not line.startswith(" ")], [], "other lines")


class Text(html.parser.HTMLParser):
    """The text of a page, without its head, and the tags that are in it."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.inside = [], set(), False

    def handle_starttag(self, tag, attrs):
        self.inside |= tag == "h1"
        self.tags.add(tag)

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)


def read(page):
    text = Text()
    text.feed(page)
    return "".join("".join(text.words).split()), text.tags


def feedback():
    """feedback.md, as cmark-gfm understands it, says what feedback.html says: so
    nothing in a text became a tag, or was lost."""
    for key in keys():
        with open(path("students", key, "feedback.html"), encoding="utf-8") as file:
            said, _ = read(file.read())
        page = subprocess.run(
            ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough",
             "-e", "tasklist", "--to", "html", path("students", key, "feedback.md")],
            check=True, capture_output=True, text=True).stdout
        understood, tags = read(page)
        want(understood, said, f"feedback of {key}")
        want(tags & {"a", "img", "script", "svg", "b", "em", "strong", "del", "hr", "blockquote"},
             set(), f"tags in the feedback of {key}")


def clean():
    """No file has a character that is not to be seen; lines end with a newline."""
    files = [path(name) for name in ("grades.csv", "gradebook.html", "junit.xml", "results.tap")]
    for name in files + glob.glob(path("students", "*", "*")):
        with open(name, encoding="utf-8", newline="") as file:
            text = file.read()
        want(re.findall(UNSEEN, text), [], name)
        want(text.endswith("\n"), True, f"the last newline of {name}")


globals()[sys.argv[1]]()
