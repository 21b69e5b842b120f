/* diagnose.c - what was done wrong in failures that grading has kept, as it is
 * told now. No program is run.
 *
 * usage: diagnose outcomes FILE    OUT/outcomes/KEY.txt; prints a line of JSON
 *                                  for each step of each lab: record.h has
 *                                  record_failures()
 *        diagnose compiler FILE    a compiler's words; prints the name of the
 *                                  mistake, or an empty line
 *
 * Exit status 1: some of the file was not understood, which was said. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../tests/harness/base/arguments.h"
#include "../../tests/harness/base/must.h"
#include "../../tests/harness/base/paths.h"
#include "../../tests/harness/diagnosis/mistakes.h"
#include "../../tests/harness/outcome/kept.h"
#include "../../tests/harness/report/record.h"
#include "../../tests/harness/suites/choose_told.h"
#include "../../tests/harness/suites/explain.h"

static struct result explained(struct kept *k, const char *lab)
{
    struct outcome o = {.verdict = FAIL, .evidence = k->evidence};
    k->evidence = NULL;
    explain(&o);
    return (struct result){.lab = lab,
                           .title = k->title,
                           .step = k->step,
                           .verdict = FAIL,
                           .shown = o.shown,
                           .finding = o.shown.of[0],
                           .story = o.story};
}

/* The failures of a lab: those from the first on that are of the same one. */
static int diagnose_lab(struct kept *all, int count)
{
    char lab[sizeof all->evidence->lab];
    int same = 0, step = 0;
    snprintf(lab, sizeof lab, "%s", all->evidence->lab);
    struct result *results = must_calloc((size_t)count, sizeof *results);
    while (same < count && strcmp(all[same].evidence->lab, lab) == 0) {
        results[same] = explained(&all[same], lab);
        same++;
    }
    choose_told(results, same);
    for (int i = 0; i < same; step = results[i++].step)
        if (results[i].step != step)
            record_failures(stdout, results, same, results[i].step);
    for (int i = 0; i < same; i++)
        free(results[i].story);
    free(results);
    return same;
}

static int diagnose_all(const char *path)
{
    struct kept *all;
    int broken, count = kept_read_many(path, &all, &broken);
    if (count == -1)
        return 1;
    for (int i = 0; i < count;)
        i += diagnose_lab(all + i, count - i);
    kept_free(all, count);
    return broken ? 1 : 0;
}

static int diagnose_compiler(const char *path)
{
    char *words = path_read(path);
    if (words == NULL) {
        perror(path);
        return 1;
    }
    puts(mistakes_find_compiler(words).name);
    free(words);
    return 0;
}

int main(int argc, char **argv)
{
    static const char usage[] = "diagnose outcomes|compiler FILE";
    paths_init(argv[0]);
    arguments_check(argc, argv, 2, 2, usage);
    if (strcmp(argv[1], "outcomes") == 0)
        return diagnose_all(argv[2]);
    if (strcmp(argv[1], "compiler") == 0)
        return diagnose_compiler(argv[2]);
    arguments_refuse(usage);
}
