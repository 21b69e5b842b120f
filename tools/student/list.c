/* list.c - list which steps are done, which are next, and how long they take.
 *
 * usage: list [LAB]
 *
 * It tells the results of the last tests, and runs none. The steps are those of
 * LAB, or of the lab that the student works on. */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "labs.h"
#include "paths.h"
#include "student.h"

static void put_steps(const struct topic *t)
{
    for (int k = 1; k <= t->guide.count; k++)
        printf("%s step %d  %-40s %-12s %3d min\n",
               k == t->step ? "  ->" : "    ", k, t->guide.steps[k].title,
               verdict_word(t->score.steps[k].verdict),
               t->guide.steps[k].minutes);
}

/* Print the line of a lab; returns how many minutes of work are left. */
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
    printf("%s%s\n", *topic_remark(t->guide.lab) ? ", " : "",
           topic_remark(t->guide.lab));
    return left;
}

int main(int argc, char **argv)
{
    const char *lab;
    int left = 0;
    struct topic chosen, t;
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 1, "list [LAB]");
    topic_choose(&chosen, argc, argv);
    for (int i = 0; (lab = labs_here(i)) != NULL; i++) {
        char *args[] = {argv[0], (char *)lab, NULL};
        topic_choose(&t, 2, args);
        left += put_lab(&t);
        if (strcmp(lab, chosen.guide.lab) == 0)
            put_steps(&t);
        guide_free(&t.guide);
    }
    guide_free(&chosen.guide);
    if (left == 0)
        printf("\nAll is done.\n");
    else
        printf("\nAbout %d h %02d min are left.\n", left / 60, left % 60);
    return 0;
}
