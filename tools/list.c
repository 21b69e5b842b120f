/* list.c - what is done, what is next, and how long it takes.
 *
 * usage: list [LAB]
 *
 * It tells what the last tests said, and tests nothing. The steps are those of
 * LAB, or of the lab that the student works on. */
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

static void put_steps(const struct topic *t)
{
    for (int k = 1; k <= t->guide.count; k++)
        printf("%s step %d  %-40s %-12s %3d min\n",
               k == t->step ? "  ->" : "    ", k, t->guide.steps[k].title,
               verdict_word(t->score.steps[k].verdict),
               t->guide.steps[k].minutes);
}

/* One line of a lab; returns the minutes that are left of it. */
static int put_lab(const struct topic *t)
{
    int left = 0, done = 0;
    for (int k = 1; k <= t->guide.count; k++) {
        bool passes = t->score.steps[k].verdict == PASS;
        left += passes ? 0 : t->guide.steps[k].minutes;
        done += passes;
    }
    printf("%-20s %d of %d steps", t->guide.lab, done, t->guide.count);
    if (left > 0)
        printf(", %3d min left", left);
    printf("%s%s\n", *remark(t->guide.lab) ? ", " : "", remark(t->guide.lab));
    return left;
}

int main(int argc, char **argv)
{
    const char *lab;
    int left = 0;
    struct topic chosen, t;
    paths_init(argv[0]);
    topic_choose(&chosen, argc, argv);
    for (int i = 0; (lab = labs_here(i)) != NULL; i++) {
        char *args[] = {argv[0], (char *)lab, NULL};
        topic_choose(&t, 2, args);
        left += put_lab(&t);
        if (strcmp(lab, chosen.guide.lab) == 0)
            put_steps(&t);
    }
    if (left == 0)
        printf("\nAll is done.\n");
    else
        printf("\nAbout %d h %02d min are left.\n", left / 60, left % 60);
    return 0;
}
