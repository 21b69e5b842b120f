"""hold.py - a program is built, held to its lab's tests, and judged."""

import glob
import os
import subprocess
import tempfile

from kit import BUILD, digest, text_of, write

ROOT = os.getcwd()


class Verdict:
    """What became of a program: a word, the name that was said, what failed."""

    def __init__(self, word, said="", failed=()):
        self.word, self.said, self.failed = word, said, list(failed)

    def lines(self):
        return "\n".join([self.word, self.said] + self.failed)

    @staticmethod
    def read(text):
        word, said, *failed = text.split("\n")
        return Verdict(word, said, failed)


def of_what_plays(program):
    """Whatever decides about a verdict beside the program: if any of it is not
    as it was, an old verdict counts for nothing."""
    built = ["suites", "box", "spy.a", "helpers-sanitized.a", "helpers.a",
             program.folder + "/server", program.folder + "/client"]
    files = ["tests/build/" + name for name in built]
    files += sorted(glob.glob("tests/%s/*" % program.folder))
    files.append("handouts/%s.md" % program.folder)
    parts = []
    for name in files:
        if os.path.exists(name):
            with open(name, "rb") as file:
                parts.append(file.read().decode("latin-1"))
    return digest(*parts)


def call(command, **more):
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", **more)


def build(result, folder):
    """In FOLDER, beside the lab's other program. Returns what the compiler says
    if it fails."""
    program = result.program
    for kind in ("server", "client"):
        if kind != program.kind:
            os.symlink("%s/tests/build/%s/%s" % (ROOT, program.folder, kind),
                       "%s/%s" % (folder, kind))
    source = "%s/%s.c" % (folder, program.kind)
    write(source, result.text)
    done = call(compile_command(result, source, source[:-2]))
    return "" if done.returncode == 0 else done.stdout


def compile_command(result, source, output):
    """As the tests compile a program; a row of right/builds may say that it is
    the plain build, which has no sanitizers."""
    flags = list(result.patch.flags or [])[1:]
    if flags and flags[0] == "plain":
        return (flags[1:] + ["-D_POSIX_C_SOURCE=200809L", "-Icommon", "-std=c11",
                             "-w", "-o", output, source,
                             "tests/build/helpers.a"] + spy())
    return ["tests/sanitized", source, output, "-w"] + flags


def spy():
    """Some scenarios make calls fail: what does that has to be linked."""
    flags = "tests/build/spy.flags"
    if not os.path.exists(flags):
        return []
    wrap = [flag for flag in text_of(flags).split() if "--wrap=" in flag]
    return ["-fno-omit-frame-pointer", "tests/build/spy.a"] + wrap


def play(result, folder):
    """The lab's words about it, a line for each scenario that was not passed:
    its fate, its step, its title, the name that was said."""
    lab = result.program.folder
    command = ["timeout", "150", "tests/build/cell", "140",
               "tests/build/suites", "--programs", folder, lab]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, errors="replace")
    return [line.split("\t") for line in done.stdout.splitlines()]


def hold(result):
    """Build and play; the folder has the lab's name, as a student's has."""
    with tempfile.TemporaryDirectory(dir=BUILD + "/held") as above:
        folder = "%s/%s/%s" % (ROOT, above, result.program.folder)
        os.mkdir(folder)
        wrong = build(result, folder)
        if wrong:
            return Verdict("unbuilt", "", wrong.splitlines()[:3])
        return judge(result, play(result, folder))


def judge(result, rows):
    told = [row for row in rows if row[0] in ("told", "todo")]
    failed = [row for row in rows if row[0] in ("told", "FAIL", "todo")]
    titles = ["%s: %s" % (row[1], row[2]) for row in failed]
    said = " ".join(row[3] for row in told if len(row) > 3 and row[3])
    if not any(row[0] == "pass" for row in rows) and not failed:
        return Verdict("unplayed")
    if not failed:
        return Verdict("accepted" if result.patch.right else "passed")
    if result.patch.right:
        return Verdict("refused", said, titles)
    if not said:
        return Verdict("unnamed", "", titles)
    right = set(said.split()) & set(result.patch.names(result.program))
    return Verdict("right" if right else "misleading", said, titles)


class Verdicts:
    """They are kept: an interrupted run goes on where it was."""

    def __init__(self):
        os.makedirs(BUILD + "/held", exist_ok=True)
        os.makedirs(BUILD + "/verdicts", exist_ok=True)
        self.kits = {}
        make = ["make", "-s", "-f", "common/build.mk", "TOP=",
                "sanitized-command"]
        os.environ["COMPILE"] = call(make).stdout.strip()

    def key(self, result):
        program = result.program
        if program.folder not in self.kits:
            self.kits[program.folder] = of_what_plays(program)
        return digest(self.kits[program.folder], result.text,
                      os.environ["COMPILE"],
                      " ".join(compile_command(result, "", "")),
                      " ".join(result.patch.names(program)))

    def kept(self, result):
        """Its verdict from an earlier run, or None."""
        path = "%s/verdicts/%s" % (BUILD, result.name)
        if os.path.exists(path):
            key, _, rest = text_of(path).partition("\n")
            if key == self.key(result):
                return Verdict.read(rest)
        return None

    def keep(self, result, verdict):
        write("%s/verdicts/%s" % (BUILD, result.name),
              self.key(result) + "\n" + verdict.lines())
