"""apply.py - a patch and a program become wrong programs, one place changed in
each; or one right program, with all places changed. All is kept in the build
folder, so that the next run has it at once."""

import os
import re
import shutil
import subprocess
import tempfile

from kit import BUILD, HERE, digest, text_of, write

SPATCH = ["spatch", "--very-quiet", "--timeout", "20",
          "--macro-file", HERE + "/macros.h"]
SITE, MACROS = text_of(HERE + "/site.cocci"), text_of(HERE + "/macros.h")

# Its Python is the system's: another one costs it a second at each start.
OWN_PYTHON = {"PATH": "/usr/bin:/bin:" + os.environ["PATH"]}
COMPILE = ["cc", "-D_POSIX_C_SOURCE=200809L", "-Icommon", "-std=c11", "-w",
           "-Werror=implicit-function-declaration", "-fsyntax-only"]


def bare(text):
    """A text without comments and blanks: what the compiler sees of it."""
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S)
    return "".join(text.split())


class Result:
    """One program that a patch has made."""

    def __init__(self, patch, program, rank, path):
        self.patch, self.program = patch, program
        self.name = "%s--%s--%s" % (patch.name, program.name, rank)
        self.path = path
        self.text = text_of(path)
        self.bare = digest(bare(self.text), *(patch.flags or []))


class Pair:
    """A patch and a program, and what comes of the two."""

    def __init__(self, patch, program, version):
        self.patch, self.program = patch, program
        self.name = patch.name + "--" + program.name
        key = digest(patch.text, SITE + MACROS, program.text, version)
        self.above = os.path.join(BUILD, "made", patch.name, program.name)
        self.folder = os.path.join(self.above, key)

    def prepare(self):
        """Forget what an older patch or program has led to."""
        if not os.path.isdir(self.folder):
            shutil.rmtree(self.above, ignore_errors=True)
            os.makedirs(self.folder)

    def ranks(self):
        """The places where the patch may fit, counted in reading order."""
        if self.patch.right:
            return [0]
        self.prepare()
        kept = self.folder + "/sites"
        if not os.path.exists(kept):
            write(kept, "\n".join(self.scan()))
        return list(range(1, len(text_of(kept).split()) + 1))

    def scan(self):
        with tempfile.NamedTemporaryFile("r") as asked:
            self.run_spatch("/dev/null", ASKED=asked.name)
            places = {line.split("\t")[1] for line in asked.read().splitlines()}
        return sorted(places, key=lambda at: list(map(int, at.split(":"))))

    def run_spatch(self, output, **variables):
        with tempfile.NamedTemporaryFile("w", suffix=".cocci") as whole:
            whole.write(SITE + "\n" + self.patch.text)
            whole.flush()
            subprocess.run(SPATCH + [whole.name, self.program.path, "-o", output],
                           env={**os.environ, **OWN_PYTHON, **variables},
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                           check=False)

    def result(self, rank):
        """The program with this place changed; None if there is none: nothing
        was changed, or what came out does not compile."""
        self.prepare()
        kept = "%s/%d.c" % (self.folder, rank)
        if not os.path.exists(kept):
            write(kept, self.make(rank))
        if os.path.getsize(kept) == 0:
            return None
        return Result(self.patch, self.program, rank, kept)

    def make(self, rank):
        if self.patch.flags:
            return self.program.text
        text = self.changed(rank)
        if not text or bare(text) == bare(self.program.text):
            return ""
        return text if compiles(text) else ""

    def changed(self, rank):
        if not self.patch.path.endswith(".cocci"):
            return filtered(self.patch.path, self.program)
        site = ""
        if rank > 0:
            site = text_of(self.folder + "/sites").split()[rank - 1]
        with tempfile.TemporaryDirectory() as folder:
            output = folder + "/out.c"
            self.run_spatch(output, SITE=site)
            return text_of(output) if os.path.exists(output) else ""


def filtered(script, program):
    """What a script makes of a program, from its stdin to its stdout."""
    done = subprocess.run([script], input=program.text, stdout=subprocess.PIPE,
                          text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def compiles(text):
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        source.write(text)
        source.flush()
        return subprocess.run(COMPILE + [source.name], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              check=False).returncode == 0
