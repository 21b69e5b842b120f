"""draw.py - which programs are made and played: all, or a sample.

A pair of a patch and a program has a number that follows from the seed and the
two names alone. The pairs with the lowest numbers are drawn first, and one place
of each; so a new patch, or a new program, leaves most of a sample as it was."""

import difflib
import itertools

from apply import Pair
from kit import digest


class Draw:
    def __init__(self, pairs, seed, rules, pool):
        self.pairs, self.seed = pairs, seed
        self.rules, self.pool = rules, pool
        self.equivalent, self.seen = [], set()

    def number(self, *names):
        return digest(str(self.seed), *names)

    def is_new(self, result):
        """Two patches may lead to the same program: it counts once."""
        new = result.bare not in self.seen
        self.seen.add(result.bare)
        return new

    def is_equivalent(self, result):
        """Nobody could tell it from a right program: a rule says so."""
        changed = changed_lines(result)
        rule = self.rules.find(result.patch, result.program, changed)
        if rule:
            self.equivalent.append(result)
        return bool(rule)

    def wanted(self, results):
        return [result for result in results if result and self.is_new(result)
                and not self.is_equivalent(result)]

    def all(self):
        return self.wanted(itertools.chain.from_iterable(
            self.pool.map(results_of, self.pairs)))

    def sample(self, count):
        """First one place of each pair, then a second, until there are enough."""
        order = sorted(self.pairs, key=lambda pair: self.number(pair.name))
        drawn, turn = [], 0
        while order and len(drawn) < count:
            order = self.round(order, turn, drawn, count)
            turn += 1
        return drawn[:count]

    def round(self, order, turn, drawn, count):
        """One turn of all pairs, a few at a time. Returns those that had one."""
        had, start = [], 0
        while start < len(order) and len(drawn) < count:
            some = order[start:start + 2 * (count - len(drawn))]
            found = list(self.pool.map(lambda pair: self.nth(pair, turn), some))
            drawn += self.wanted(found)
            had += [pair for pair, one in zip(some, found) if one]
            start += len(some)
        return had

    def nth(self, pair, turn):
        """The pair's result whose turn it is, in an order of the seed's."""
        ranks = sorted(pair.ranks(),
                       key=lambda rank: self.number(pair.name, str(rank)))
        made = (pair.result(rank) for rank in ranks)
        return next(itertools.islice(filter(None, made), turn, None), None)


def results_of(pair):
    return [pair.result(rank) for rank in pair.ranks()]


def changed_lines(result):
    """The lines of the program that a patch has taken away, in one line."""
    lines = difflib.unified_diff(result.program.text.splitlines(),
                                 result.text.splitlines(), lineterm="", n=0)
    return " ".join(line[1:].strip() for line in lines
                    if line[0] == "-" and not line.startswith("---"))


def pairs_of(patches, programs, version):
    return [Pair(patch, program, version) for patch in patches
            for program in programs if patch.fits(program)]
