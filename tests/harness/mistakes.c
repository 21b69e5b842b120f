/* mistakes.c - see mistakes.h. */
#include "mistakes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide.h"
#include "must.h"
#include "text.h"

static const struct mistake *const topics[] = {
    mistakes_memory, mistakes_setup,  mistakes_datagrams,
    mistakes_select, mistakes_errors, mistakes_time,
    mistakes_life,   mistakes_bytes,  NULL,
};

/* --- telling -------------------------------------------------------------- */

/* The step of the lab that a row belongs to first; 0: none. */
static int step_in(const struct mistake *m, const char *lab)
{
    char key[8];
    snprintf(key, sizeof key, "%c.", lab[4]);
    const char *found = strstr(m->where, key);
    return found ? atoi(found + 2) : 0;
}

/* Has this name been listed for the step by a row before m? */
static bool is_listed(const struct mistake *m, const char *lab, int step)
{
    for (const struct mistake *const *topic = topics; *topic; topic++)
        for (const struct mistake *at = *topic; at->name; at++)
            if (at == m)
                return false;
            else if (strcmp(at->name, m->name) == 0 && step_in(at, lab) == step)
                return true;
    return false;
}

static void list_step(FILE *out, const char *lab, int step, bool anywhere)
{
    char words[512];
    for (const struct mistake *const *topic = topics; *topic; topic++)
        for (const struct mistake *m = *topic; m->name; m++) {
            if (step_in(m, lab) != step || is_listed(m, lab, step) ||
                anywhere != (*m->where == '\0'))
                continue;
            snprintf(words, sizeof words, "`%s`: %s", m->name, m->question);
            text_put_folded(out, "- ", words);
        }
}

void mistakes_list(FILE *out, const char *lab)
{
    struct guide g;
    fprintf(out, "In any step:\n\n");
    list_step(out, lab, 0, true);
    mistakes_list_compiler(out);
    for (int step = 1; guide_read(&g, lab) && step <= g.count; step++) {
        fprintf(out, "\nStep %d, %s:\n\n", step, g.steps[step].title);
        list_step(out, lab, step, false);
    }
}

/* Where to read on: the step of the place, or else of the mistake in this lab,
 * or else of the scenario. */
static void put_reference(FILE *out, const char *lab, int scenario_step,
                          const struct mistake *m, const struct finding *f)
{
    struct guide g;
    char key[8];
    snprintf(key, sizeof key, "%c.%d", lab[4], scenario_step);
    int home = strstr(m->where, key) ? scenario_step : step_in(m, lab);
    int step = f->step ? f->step : home ? home : scenario_step;
    if (f->line)
        fprintf(out, "  see      %s, line %d\n", f->file, f->line);
    if (step > 0 && guide_read(&g, lab) && step <= g.count)
        fprintf(out, "  read     handouts/%s.md, \"Step %d. %s\"\n", lab, step,
                g.steps[step].title);
}

static void put(FILE *out, const char *lab, int step, const struct mistake *m,
                const struct finding *f)
{
    char sentence[1024];
    snprintf(sentence, sizeof sentence, "%s %s", f->sentence, m->question);
    fprintf(out, "\n  %s  %s\n", m->weight == LIKELY ? "perhaps" : "mistake",
            m->name);
    text_put_folded(out, "           ", sentence);
    put_reference(out, lab, step, m, f);
}

/* --- searching ------------------------------------------------------------ */

/* A mistake that fits, and how. */
struct fit {
    const struct mistake *mistake;
    struct finding finding;
};

static void consider(struct fit *best, const struct mistake *m,
                     const struct evidence *e, const struct subject *s)
{
    struct finding f = {0};
    if ((best->mistake && best->mistake->weight >= m->weight) ||
        !m->sign(e, s, &f))
        return;
    best->mistake = m;
    best->finding = f;
}

/* The surest fit; among equals the first one in the tables. */
static struct fit search(const struct evidence *e)
{
    struct fit best = {0};
    for (const struct mistake *const *topic = topics; *topic; topic++)
        for (const struct mistake *m = *topic; m->name; m++)
            for (int i = 0; i < e->count; i++)
                consider(&best, m, e, &e->of[i]);
    return best;
}

void mistakes_put(FILE *out, const struct evidence *e)
{
    struct fit best = search(e);
    if (best.mistake)
        put(out, e->lab, e->step, best.mistake, &best.finding);
}

enum weight mistakes_named(const char *story, char *name, size_t size)
{
    static const char sure[] = "\n  mistake  ", likely[] = "\n  perhaps  ";
    const char *at = story ? strstr(story, sure) : NULL;
    enum weight weight = at ? CERTAIN : LIKELY;
    if (at == NULL && story)
        at = strstr(story, likely);
    if (at)
        at += sizeof sure - 1;
    snprintf(name, size, "%.*s", at ? (int)strcspn(at, "\n") : 0, at ? at : "");
    return at ? weight : 0;
}

const char *mistakes_named_compiler(const char *words, char *name, size_t size)
{
    char *story = NULL;
    size_t len;
    FILE *out = must_open_memstream(&story, &len);
    mistakes_put_compiler(out, words);
    must_fclose(out);
    mistakes_named(story, name, size);
    free(story);
    return name;
}
