// site.cocci - which places a patch may change. The runner puts this before
// each patch, since spatch looks for an included file from where it was started.
//
// SITE=line:column lets a patch change that place alone; without it, all of them.
// ASKED=file gets each place that was asked for, a line each: file, line:column.

@initialize:python@
@@
import os

SITE, ASKED = os.environ.get("SITE", ""), os.environ.get("ASKED", "")
texts, noted = {}, set()


def key(p):
    return "%s:%s" % (p[0].line, p[0].column)


def word(p):
    """The word that stands at a place: positions have no names."""
    name = p[0].file
    if name not in texts:
        with open(name, errors="replace") as text:
            texts[name] = text.read().split("\n")
    rest, n = texts[name][int(p[0].line) - 1][int(p[0].column):], 0
    while n < len(rest) and (rest[n].isalnum() or rest[n] == "_"):
        n += 1
    return rest[:n]


def here(p):
    """May this place be changed?"""
    if ASKED:
        with open(ASKED, "a") as asked:
            asked.write("%s\t%s\n" % (p[0].file, key(p)))
    return SITE in ("", key(p))


def note(p):
    """Remember the variable at a place, for this function of this file."""
    noted.add((p[0].file, p[0].current_element, word(p)))


def of(p):
    """The same as here(), for a variable that was noted."""
    return (p[0].file, p[0].current_element, word(p)) in noted and here(p)


def note_name(p):
    """Remember the variable at a place, for all of its file."""
    noted.add((p[0].file, "", word(p)))


def named(p):
    """The same as here(), for a variable that was noted for the whole file."""
    return (p[0].file, "", word(p)) in noted and here(p)
