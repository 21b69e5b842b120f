/* score.c - see score.h. */
#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paths.h"

bool score_lacks(const struct score *s)
{
    return s->verdict == NOT_CHECKED && s->why == HARNESS_LACKS;
}

int score_points(const struct score *s, int points)
{
    return s->verdict == PASS || s->had ? points : 0;
}

static char *file_of(const struct guide *g, char *path)
{
    char relative[128];
    snprintf(relative, sizeof relative, "tests/build/progress/%s", g->lab);
    return path_of(path, relative);
}

void score_load(struct lab_score *all, const struct guide *g)
{
    char path[PATH_MOST], word[16];
    int step;
    struct score s = {0};
    *all = (struct lab_score){0};
    for (int k = 1; k <= g->count; k++)
        all->steps[k] = (struct score){.verdict = k == 1 ? TODO : NOT_CHECKED,
                                       .why = k > 1 ? NEEDS_STEP : 0,
                                       .needs = k > 1};
    FILE *file = fopen(file_of(g, path), "re");
    while (file && fscanf(file, "%d %d %d %d %15[a-zA-Z ]", &step, &s.needs,
                          &s.passed, &s.of, word) == 5)
        if (step >= 1 && step <= g->count && verdict_of(word, &s.verdict)) {
            s.why = s.needs > 0 ? NEEDS_STEP : CANNOT_SHOW;
            all->steps[step] = s;
        }
    if (file)
        fclose(file);
}

void score_save(const struct lab_score *all, const struct lab_score *before,
                const struct guide *g)
{
    char path[PATH_MOST], new[PATH_MOST + 16];
    path_of(path, "tests/build/progress");
    mkdir(path, 0777);
    snprintf(new, sizeof new, "%s.%d", file_of(g, path), (int)getpid());
    FILE *file = fopen(new, "we");
    if (file == NULL)
        return;
    for (int k = 1; k <= g->count; k++) {
        const struct score *s =
            &(score_lacks(&all->steps[k]) ? before : all)->steps[k];
        fprintf(file, "%d %d %d %d %s\n", k, s->needs, s->passed, s->of,
                verdict_word(s->verdict));
    }
    if (fclose(file) == 0)
        rename(new, path);
    else
        unlink(new);
}

int score_next(const struct lab_score *all, const struct guide *g)
{
    for (int k = 1; k <= g->count; k++)
        if (all->steps[k].verdict != PASS)
            return k;
    return 0;
}
