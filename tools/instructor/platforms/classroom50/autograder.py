#!/usr/bin/env python3
"""autograder.py - what Classroom 50 runs in a student's checkout: result.json.

Exit status 0: it was graded, whatever the points. Otherwise the grader had
trouble of its own, and says so.
"""
import contextlib
import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KIT = HERE / "kit"
SECONDS = float(os.environ.get("WALL", 780))  # the platform allows 15 minutes


def settings():
    lines = (HERE / "settings").read_text().splitlines()
    pairs = (line.split("=", 1) for line in lines)
    return {name: value for name, value in pairs if value}


class Trouble(Exception):
    pass


def run(*words, **more):
    """Run a command to its end, or to the end of its time; nothing of it remains."""
    with subprocess.Popen(
        words, stdin=subprocess.DEVNULL, start_new_session=True, **more
    ) as command:
        try:
            said, _ = command.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            raise Trouble(f"{words[0]} was not done within {SECONDS} seconds") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(command.pid, signal.SIGKILL)
    if command.returncode != 0:
        raise Trouble(f"{words[0]} failed: exit {command.returncode}")
    return said


def grade(submission, record):
    tools = KIT / "tools/instructor"
    run("make", "-s", "-C", KIT, "engine", "helpers", stdout=sys.stderr)
    run(tools / "grade-one", submission, record, env={**os.environ, **settings()})
    result = run(
        tools / "grading/one-result", "classroom50", record, stdout=subprocess.PIPE
    )
    return json.loads(result)


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
