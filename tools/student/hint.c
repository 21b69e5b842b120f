/* hint.c - give a hint; asked again, the next one.
 *
 * usage: hint [LAB [STEP]]
 *
 * There are three for each step: a question, a place to look, and nearly the
 * answer. How many were given is kept in tests/build/progress. */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "paths.h"
#include "student.h"

static char *kept_in(const struct topic *t, char *path)
{
    char relative[128];
    snprintf(relative, sizeof relative, "tests/build/progress/%s.hints",
             t->guide.lab);
    return path_of(path, relative);
}

static void load(const struct topic *t, int given[STEPS_MOST + 1])
{
    char path[PATH_MOST];
    int step, count;
    FILE *file = fopen(kept_in(t, path), "re");
    while (file && fscanf(file, "%d %d", &step, &count) == 2)
        if (step >= 1 && step <= STEPS_MOST && count >= 0 && count <= HINTS)
            given[step] = count;
    if (file)
        fclose(file);
}

static void keep(const struct topic *t, const int given[STEPS_MOST + 1])
{
    char path[PATH_MOST];
    FILE *file = fopen(kept_in(t, path), "we");
    for (int k = 1; file && k <= t->guide.count; k++)
        if (given[k])
            fprintf(file, "%d %d\n", k, given[k]);
    if (file)
        fclose(file);
}

/* Print "1. " before the first line, and blanks before the others. */
static void put_hint(int number, const char *text)
{
    for (int line = 0; *text; line++) {
        int len = (int)strcspn(text, "\n");
        if (line == 0)
            printf("  %d. %.*s\n", number, len, text);
        else
            printf("     %.*s\n", len, text);
        text += len + (text[len] == '\n');
    }
}

int main(int argc, char **argv)
{
    struct topic t;
    int given[STEPS_MOST + 1] = {0};
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 2, "hint [LAB [STEP]]");
    topic_choose(&t, argc, argv);
    const char *remark = topic_remark(t.guide.lab);
    if (t.step == 0) {
        printf("All steps of %s passed%s%s: %s\n", t.guide.lab,
               *remark ? ", but it was " : "", remark,
               *remark ? "make test, first." : "no hint is needed.");
        return 0;
    }
    load(&t, given);
    given[t.step] += given[t.step] < HINTS;
    keep(&t, given);
    printf("%s, step %d. %s\n\n", t.guide.lab, t.step,
           t.guide.steps[t.step].title);
    for (int i = 0; i < given[t.step]; i++)
        put_hint(i + 1, t.guide.steps[t.step].hints[i]);
    printf("\n%s\n", given[t.step] < HINTS
                         ? "Ask again for the next of three hints."
                         : "That was the last hint. The handout's table \"If "
                           "you are stuck\" may help.");
    return 0;
}
