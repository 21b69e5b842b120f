/* reset.c - begin a step, or a lab, again.
 *
 * usage: reset LAB [STEP]
 *
 * The lines of the step, from its comment to its END, are replaced by those of
 * the starter; without STEP, both programs of the lab are. The old file is kept
 * as server.c.kept-1, server.c.kept-2 and so on. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "labs.h"
#include "paths.h"
#include "student.h"

static void put_all(const struct source *s, FILE *out)
{
    source_put(s, 1, s->count, out);
}

/* Write the student's text, with one step taken from the starter. */
static void put_mixed(const struct source *own, const struct source *starter,
                      int step, FILE *out)
{
    const struct step *mine = &own->steps[step], *its = &starter->steps[step];
    source_put(own, 1, mine->first - 1, out);
    source_put(starter, its->first, its->last, out);
    source_put(own, mine->last + 1, own->count, out);
}

static void give_up(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(2);
}

/* Keep a copy under the first name that is free. */
static void keep(const struct source *own, const char *relative, char *kept)
{
    char path[PATH_MOST];
    FILE *file = NULL;
    for (int n = 1; file == NULL && n < 1000; n++) {
        snprintf(kept, 160, "%s.kept-%d", relative, n);
        file = fopen(path_of(path, kept), "wxe");
        if (file == NULL && errno != EEXIST)
            give_up(kept);
    }
    if (file == NULL)
        give_up(relative);
    put_all(own, file);
    if (fclose(file) != 0)
        give_up(kept);
}

static bool is_same(const struct source *own, const struct source *starter,
                    int step)
{
    int a = step ? own->steps[step].first : 1;
    int b = step ? starter->steps[step].first : 1;
    int last = step ? own->steps[step].last : own->count;
    int its_last = step ? starter->steps[step].last : starter->count;
    if (last - a != its_last - b)
        return false;
    for (; a <= last; a++, b++)
        if (strcmp(own->lines[a], starter->lines[b]) != 0)
            return false;
    return true;
}

/* Replace a step of a program; step 0: all of it. */
static void write_new(const struct source *own, const struct source *starter,
                      const char *relative, int step)
{
    char path[PATH_MOST], new[PATH_MOST + 8], kept[160];
    if (is_same(own, starter, step)) {
        printf("%s: there is nothing to begin anew\n", relative);
        return;
    }
    keep(own, relative, kept);
    snprintf(new, sizeof new, "%s.new", path_of(path, relative));
    FILE *file = fopen(new, "we");
    if (file == NULL)
        give_up(new);
    if (step)
        put_mixed(own, starter, step, file);
    else
        put_all(starter, file);
    if (fclose(file) != 0 || rename(new, path) == -1)
        give_up(new);
    if (step)
        printf("step %d of %s begins anew", step, relative);
    else
        printf("%s begins anew", relative);
    printf("; as it was, the file is kept in %s\n", kept);
}

static void reset_step(const struct topic *t)
{
    struct source own, starter;
    char relative[128];
    if (!topic_source(&starter, t, "tests/starters/", relative)) {
        fprintf(stderr, "tests/starters/%s is spoilt\n", t->guide.lab);
        exit(2);
    }
    char path[PATH_MOST];
    if (!source_read(&own, path_of(path, relative)))
        exit(2);
    source_steps(&own);
    const struct step *mine = &own.steps[t->step];
    if (mine->first == 0 || mine->last <= mine->first) {
        fprintf(stderr,
                "%s: cannot tell where step %d %s: put '/* %s %d%s' back, on "
                "a line of its own.\n(make reset LAB=%s, without STEP, begins "
                "the whole lab anew, and keeps yours.)\n",
                relative, t->step, mine->first ? "ends" : "begins",
                mine->first ? "END" : "Step", t->step,
                mine->first ? " */" : ". ", t->guide.lab);
        exit(2);
    }
    write_new(&own, &starter, relative, t->step);
}

static void reset_lab(const struct topic *t)
{
    static const char *const programs[] = {"server", "client"};
    for (int i = 0; i < 2; i++) {
        char relative[128], below[160], path[PATH_MOST];
        struct source own, starter;
        snprintf(relative, sizeof relative, "%s/%s.c", t->guide.lab,
                 programs[i]);
        snprintf(below, sizeof below, "tests/starters/%s", relative);
        if (!source_read(&starter, path_of(path, below)) ||
            !source_read(&own, path_of(path, relative)))
            exit(2);
        write_new(&own, &starter, relative, 0);
    }
}

int main(int argc, char **argv)
{
    struct topic t;
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 2, "make reset LAB=lab03 [STEP=2]");
    if (!labs_are_starters()) {
        fprintf(stderr, "These are the complete labs, and nothing in them is "
                        "reset. `make start` writes a copy to work in.\n");
        return 2;
    }
    if (argc < 2 || *argv[1] == '\0') {
        fprintf(stderr, "usage: make reset LAB=lab03 [STEP=2]\n");
        return 2;
    }
    topic_choose(&t, argc, argv);
    if (argc > 2 && *argv[2])
        reset_step(&t);
    else
        reset_lab(&t);
    return 0;
}
