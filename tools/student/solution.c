/* solution.c - show the solution of a step.
 *
 * usage: solution LAB STEP       (FORCE=1 before the step passes)
 *
 * A student's copy made with NO_SOLUTIONS=1 has no solutions. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "labs.h"
#include "paths.h"
#include "student.h"

static bool read_sealed(struct source *s, const char *relative)
{
    char sealed[256], path[PATH_MOST], command[300];
    snprintf(sealed, sizeof sealed, "tests/solutions/%s.gz", relative);
    if (access(path_of(path, sealed), R_OK) == -1) {
        fprintf(stderr, "This copy was made without solutions. Ask your "
                        "instructor, or for a hint: make hint\n");
        exit(2);
    }
    snprintf(command, sizeof command, "gzip -dc %s", sealed);
    FILE *pipe = chdir(path_root()) == 0 ? popen(command, "re") : NULL;
    bool good = pipe && source_read_from(s, pipe, relative);
    return pipe && pclose(pipe) == 0 && good;
}

static bool read_reference(struct source *s, const char *relative)
{
    char path[PATH_MOST];
    return (labs_are_starters() ? read_sealed(s, relative)
                                : source_read(s, path_of(path, relative))) &&
           source_marks(s);
}

static void demand_pass(const struct topic *t)
{
    const char *force = getenv("FORCE");
    bool passes = t->score.steps[t->step].verdict == PASS &&
                  *topic_remark(t->guide.lab) == '\0';
    if (passes || !labs_are_starters() || (force && *force))
        return;
    fprintf(stderr,
            "Step %d of %s does not pass yet. Try a hint first (make hint), or "
            "insist with FORCE=1.\n",
            t->step, t->guide.lab);
    exit(2);
}

int main(int argc, char **argv)
{
    static const char *const programs[] = {"server", "client"};
    struct topic t;
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 2,
                    "make solution LAB=lab03 STEP=2 [FORCE=1]");
    if (argc < 3 || *argv[1] == '\0' || *argv[2] == '\0') {
        fprintf(stderr, "usage: make solution LAB=lab03 STEP=2 [FORCE=1]\n");
        return 2;
    }
    topic_choose(&t, argc, argv);
    for (int i = 0; i < 2; i++) {
        struct source s;
        char relative[128];
        snprintf(relative, sizeof relative, "%s/%s.c", t.guide.lab,
                 programs[i]);
        if (!read_reference(&s, relative))
            return 2;
        if (s.steps[t.step].open == 0)
            continue;
        demand_pass(&t);
        printf("%s, step %d:\n\n", relative, t.step);
        source_put_solution(&s, t.step, stdout);
        return 0;
    }
    return 2;
}
