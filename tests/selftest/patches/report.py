"""report.py - what became of all: a line each, and how many of each kind."""

import collections
import fnmatch

from kit import HERE, text_of

WRONG = ["right", "misleading", "unnamed", "passed"]
RIGHT = ["accepted", "refused"]


def line_of(result, verdict):
    names = "/".join(result.patch.names(result.program)) or "-"
    return "%-10s  %-56s %s -> %s" % (verdict.word, result.name, names,
                                      verdict.said or "-")


def table(title, key, outcomes, words):
    """How many of each verdict, a row for each mistake or style."""
    counts = collections.defaultdict(collections.Counter)
    for result, verdict in outcomes:
        counts[key(result)][verdict.word] += 1
    print("\n%-34s" % title + "".join("%11s" % word for word in words))
    for name, row in sorted(counts.items()):
        print("%-34s" % name + "".join("%11s" % (row[word] or ".") for word in words))


def tables(outcomes):
    for words, right in ((WRONG, False), (RIGHT, True)):
        some = [one for one in outcomes if one[0].patch.right == right]
        if some:
            table("change" if right else "mistake",
                  lambda result: result.patch.mistake, some, words)
            table("style", lambda result: result.program.name, some, words)
            table("lab", lambda result: result.program.folder, some, words)


def limits():
    """The file of thresholds: a word and a percentage in each line."""
    rows = [line.split() for line in text_of(HERE + "/limits").splitlines()]
    return {row[0]: (row[1], float(row[2])) for row in rows
            if row and row[0][0] != "#"}


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


class Sum:
    """The rates, without the gaps that are known."""

    def __init__(self, outcomes, gaps):
        self.words, self.gaps, self.bad = collections.Counter(), [], []
        for result, verdict in outcomes:
            self.add(result, verdict, gaps)

    def add(self, result, verdict, gaps):
        fine = verdict.word in ("right", "accepted")
        row = None if fine else gaps.find(result.patch, result.program, verdict.word)
        if row:
            self.gaps.append((result, verdict, row))
            return
        self.words[verdict.word] += 1
        if not fine:
            self.bad.append((result, verdict))

    def rates(self):
        count = self.words
        wrong = sum(count[word] for word in WRONG)
        right = sum(count[word] for word in RIGHT)
        caught = wrong - count["passed"]
        return {
            "caught": share(caught, wrong),
            "named": share(count["right"], caught),
            "misleading": share(count["misleading"], caught) if caught else 0.0,
            "accepted": share(count["accepted"], right),
            "unplayed": count["unplayed"] + count["unbuilt"],
        }

    def breaches(self):
        """What is not within its limit, in words."""
        rates = self.rates()
        for name, (side, limit) in limits().items():
            short = side == "least" and rates[name] < limit
            if short or (side == "most" and rates[name] > limit):
                yield "%s: %.1f, and it must be at %s %g" % (name, rates[name],
                                                             side, limit)

    def tell(self, title):
        count, rates = self.words, self.rates()
        wrong = sum(count[word] for word in WRONG)
        right = sum(count[word] for word in RIGHT)
        print("%s: %d wrong, caught %.1f %%; of these named right %.1f %%, "
              "misleading %.1f %%" % (title, wrong, rates["caught"],
                                      rates["named"], rates["misleading"]))
        print("%s: %d right, accepted %.1f %%" % (" " * len(title), right,
                                                  rates["accepted"]))


def tell_gaps(known, gaps):
    """Each known gap that was met, and how often."""
    for row, times in sorted(gaps.used.items()):
        print("gap   %3d x  %s  %s  %s: %s" % (times, *row))
    print("known gaps: %d of those played, in %d rows of %d" %
          (len(known), len(gaps.used), len(gaps.rows)))


def mended(outcomes, gaps):
    """Rows whose programs were played, and are all as they should be now."""
    for row in gaps.rows:
        fits = [verdict for result, verdict in outcomes
                if fnmatch.fnmatchcase(result.patch.mistake, row[0]) and
                fnmatch.fnmatchcase(result.program.name, row[1])]
        if fits and all(v.word in ("right", "accepted") for v in fits):
            yield row
