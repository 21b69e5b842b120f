"""kit.py - what there is: programs, patches, and the rules about both."""

import fnmatch
import glob
import hashlib
import os
import re
import shutil
import subprocess

HERE = "tests/selftest/patches"
BUILD = "tests/build/patches"


def text_of(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as file:
        return file.read()


def write(path, text):
    """Whole or not at all: the next run believes what is there."""
    part = "%s.%d" % (path, os.getpid())
    with open(part, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)
    os.replace(part, path)


def digest(*parts):
    joined = "\0".join(parts)
    return hashlib.md5(joined.encode("utf-8", "surrogateescape")).hexdigest()


class Program:
    """A right program: lab03-server is the reference, lab03-server-poll another."""

    def __init__(self, path):
        self.path = path
        self.folder = os.path.basename(os.path.dirname(path))
        self.lab = self.folder[:5]
        base = os.path.basename(path)[:-2]
        self.kind, _, self.style = base.partition("-")
        self.name = "%s-%s" % (self.lab, base)
        self.text = text_of(path)
        reference = "%s/%s.c" % (self.folder, self.kind)
        self.has_steps = "SOLUTION" in text_of(reference)


def programs():
    """References, variants, classics. Those with conversations of their own are
    not held to a lab, so they are left out."""
    patterns = ("lab0*-*/%s.c", "tests/selftest/variants/lab0*/%s-*.c",
                "tests/selftest/classics/lab0*/%s-*.c")
    paths = [path for pattern in patterns for kind in ("server", "client")
             for path in glob.glob(pattern % kind)
             if not os.path.exists(path[:-2] + ".md")]
    return sorted(map(Program, paths), key=lambda program: program.name)


class Patch:
    """A change to any program. Its first comments say what it fits, and which
    names are right for it."""

    def __init__(self, path, flags=None):
        self.path = path
        self.flags = flags
        self.right = "/right/" in path
        self.name = os.path.basename(path) if flags is None else flags[0]
        self.name = self.name.removesuffix(".cocci")
        self.text = text_of(path) if flags is None else " ".join(flags)
        head = re.findall(r"^(?://|#) (labs|program|expect(?: lab\d\d)?): (.*)$",
                          self.text, re.M)
        self.says = dict(head) if flags is None else {}

    @property
    def mistake(self):
        """What is said in two files is one mistake."""
        return self.name.removesuffix("-plain")

    def fits(self, program):
        labs = ["lab" + lab for lab in self.says.get("labs", "").split()]
        kind = self.says.get("program", program.kind)
        if not self.right and not program.has_steps:
            return False  # nobody writes it: it is given
        return (not labs or program.lab in labs) and kind == program.kind

    def names(self, program):
        """The names that are right for this mistake in this program."""
        of_lab = self.says.get("expect " + program.lab)
        return (of_lab or self.says.get("expect", "")).split()


def builds():
    """right/builds: another compiler, or other options, for the same text."""
    path = HERE + "/right/builds"
    rows = [line.split() for line in text_of(path).splitlines()]
    return [Patch(path, row) for row in rows if row and row[0][0] != "#" and
            (row[1] != "plain" or shutil.which(row[2]))]


def patches():
    paths = glob.glob(HERE + "/wrong/*.cocci")
    paths += [path for path in glob.glob(HERE + "/right/*")
              if path.endswith(".cocci") or os.access(path, os.X_OK)]
    return sorted(list(map(Patch, paths)) + builds(),
                  key=lambda patch: (patch.right, patch.name))


class Rules:
    """A file of rules, a line each: PATCH  PROGRAM  WORD  why. Patterns are those
    of the shell; the first that fits counts."""

    def __init__(self, name=None):
        self.rows, self.used = [], {}
        text = text_of(os.path.join(HERE, name)) if name else ""
        for line in text.splitlines():
            if line and line[0] != "#":
                self.rows.append(line.split(None, 3))

    def find(self, patch, program, said):
        """The row that fits; said is matched with its third word."""
        for row in self.rows:
            if (fnmatch.fnmatchcase(patch.mistake, row[0]) and
                    fnmatch.fnmatchcase(program.name, row[1]) and
                    fnmatch.fnmatchcase(said, row[2])):
                self.used[tuple(row)] = self.used.get(tuple(row), 0) + 1
                return row
        return None


def spatch_version():
    said = subprocess.run(["spatch", "--version"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout
    return said.splitlines()[0]
