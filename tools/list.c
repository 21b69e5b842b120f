/* list.c - what is done, what is next, and how long it takes.
 *
 * usage: list
 *
 * It tells what the last tests said, and tests nothing. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "labs.h"
#include "paths.h"
#include "student.h"

/* When the file was changed, in nanoseconds; 0 if there is none. */
static long long changed(const char *format, const char *lab)
{
    char relative[128], path[PATH_MOST];
    struct stat about;
    snprintf(relative, sizeof relative, format, lab);
    if (stat(path_of(path, relative), &about) == -1)
        return 0;
    return about.st_mtim.tv_sec * 1000000000LL + about.st_mtim.tv_nsec;
}

static const char *remark(const char *lab)
{
    long long tested = changed("tests/build/progress/%s", lab);
    if (tested == 0)
        return "not tested yet";
    if (changed("%s/server.c", lab) > tested ||
        changed("%s/client.c", lab) > tested)
        return "changed since it was tested";
    return "";
}

static void put_step(const struct topic *t, int step, bool next)
{
    const struct score *s = &t->score.steps[step];
    printf("%s step %d  %-36s %-12s %3d min\n", next ? "->" : "  ", step,
           t->guide.steps[step].title, verdict_word(s->verdict),
           t->guide.steps[step].minutes);
}

int main(int argc, char **argv)
{
    const char *lab;
    bool next_shown = false;
    int left = 0;
    (void)argc;
    paths_init(argv[0]);
    for (int i = 0; (lab = labs_here(i)) != NULL; i++) {
        struct topic t;
        char *args[] = {argv[0], (char *)lab, NULL};
        topic_choose(&t, 2, args);
        printf("%s%-20s%s\n", i ? "\n" : "", lab, remark(lab));
        for (int k = 1; k <= t.guide.count; k++) {
            bool is_next = !next_shown && k == t.step;
            put_step(&t, k, is_next);
            next_shown |= is_next;
            if (t.score.steps[k].verdict != PASS)
                left += t.guide.steps[k].minutes;
        }
    }
    if (left == 0)
        printf("\nAll is done.\n");
    else
        printf("\nAbout %d h %02d min are left.\n", left / 60, left % 60);
    return 0;
}
