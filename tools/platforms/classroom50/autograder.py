#!/usr/bin/env python3
"""autograder.py - what Classroom 50 runs in a student's checkout: result.json.

Exit status 0: it was graded, whatever the points. Otherwise the grader had
trouble of its own, and says so.
"""
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KIT = HERE / "kit"
FORMAT = KIT / "tools/grading/classroom50.jq"
SECONDS = os.environ.get("WALL", "780")  # the platform allows 15 minutes


def settings():
    lines = (HERE / "settings").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines)
    return {name: value for name, value in pairs if value}


class Trouble(Exception):
    pass


def run(*words, **more):
    words = [str(word) for word in words]
    ended = subprocess.run(
        ["timeout", "--kill-after=10", SECONDS, *words],
        stdin=subprocess.DEVNULL,
        **more,
    )
    if ended.returncode in (124, 137):
        raise Trouble(f"{words[0]} was not done within {SECONDS} seconds")
    if ended.returncode != 0:
        raise Trouble(f"{words[0]} failed: exit {ended.returncode}")
    return ended.stdout


def grade(submission, record):
    run("make", "-s", "-C", KIT, "engine", "helpers", stdout=sys.stderr)
    run(KIT / "tools/grade-one", submission, record, env={**os.environ, **settings()})
    words = run("jq", "-L", FORMAT.parent, "-f", FORMAT, record, stdout=subprocess.PIPE)
    return json.loads(words)


def who_and_when():
    now = datetime.datetime.now(datetime.timezone.utc)
    named = {
        "classroom": "CLASSROOM",
        "assignment": "ASSIGNMENT",
        "submission": "SUBMISSION_TAG",
        "commit": "COMMIT_URL",
        "release": "RELEASE_URL",
        "review": "REVIEW_URL" if os.environ.get("REVIEW_URL") else "COMMIT_URL",
    }
    missing = [name for name in named.values() if not os.environ.get(name)]
    if missing:
        raise Trouble(f"{missing[0]} is not in the environment")
    return {
        "schema": "classroom50/result/v1",
        **{field: os.environ[name] for field, name in named.items()},
        "datetime": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def remove(place):
    """The checkout may have anything of that name: a folder, a link."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)


def main():
    result = Path.cwd() / "result.json"
    try:
        remove(result)
        identity = who_and_when()
        with tempfile.TemporaryDirectory() as folder:
            graded = grade(Path.cwd(), Path(folder) / "record.json")
        result.write_text(json.dumps({**graded, **identity}, indent=2) + "\n")
    except (OSError, ValueError, Trouble) as trouble:
        sys.exit(f"autograder.py: {trouble}")


main()
