/* mistakes.c - see mistakes.h. */
#include "mistakes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guide.h"
#include "labs.h"
#include "must.h"
#include "signs.h"
#include "text.h"

const struct mistake *const mistakes_topics[] = {
    mistakes_memory,     mistakes_address,   mistakes_listen,
    mistakes_socket,     mistakes_options,   mistakes_shown,
    mistakes_lookup,     mistakes_datagrams, mistakes_answers,
    mistakes_sets,       mistakes_waking,    mistakes_blocking,
    mistakes_chat,       mistakes_relay,     mistakes_crowd,
    mistakes_queue,      mistakes_failures,  mistakes_kept,
    mistakes_results,    mistakes_survival,  mistakes_messages,
    mistakes_connecting, mistakes_limits,    mistakes_deadlines,
    mistakes_silence,    mistakes_requests,  mistakes_processes,
    mistakes_ends,       mistakes_numbers,   mistakes_closing,
    mistakes_pieces,     mistakes_bytes,     mistakes_echo,
    mistakes_lines,      mistakes_output,    NULL,
};

/* --- listing -------------------------------------------------------------- */

/* The first step of the lab where this mistake occurs; 0: none. */
static int step_in(const struct mistake *m, const char *lab)
{
    for (int i = 0; i < WHERE_MOST && m->where[i].lab; i++)
        if (m->where[i].lab == labs_number(lab))
            return m->where[i].step;
    return 0;
}

/* Has a row before m listed this name for the step? */
static bool is_listed(const struct mistake *m, const char *lab, int step)
{
    for (const struct mistake *const *topic = mistakes_topics; *topic; topic++)
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
    for (const struct mistake *const *topic = mistakes_topics; *topic; topic++)
        for (const struct mistake *m = *topic; m->name; m++) {
            if (step_in(m, lab) != step || is_listed(m, lab, step) ||
                anywhere != (m->where[0].lab == 0))
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

/* --- searching ------------------------------------------------------------ */

/* Is this step of the lab written in that program? */
static bool is_written_in(const struct guide *g, int step,
                          const struct subject *s)
{
    return step > 0 && step <= g->count &&
           g->steps[step].of_server == s->is_server;
}

/* The step where the mistake belongs in this program: that of the line, or that
 * of the scenario, if its row has that one, or else the row's first. 0:
 * none. */
static int home_of(const struct mistake *m, const struct evidence *e,
                   const struct subject *s, const struct finding *f,
                   const struct guide *g)
{
    int home = 0;
    for (int i = 0; i < WHERE_MOST && m->where[i].lab; i++) {
        int step = m->where[i].step;
        if (m->where[i].lab != labs_number(e->lab) ||
            !is_written_in(g, step, s))
            continue;
        if (step == f->step)
            return step;
        if (home == 0 || step == e->step)
            home = step;
    }
    return home;
}

/* The step that the student should read again: where the mistake is mended,
 * which its row knows; or else, if it may occur in any step, that of the line
 * in the source, or that of the scenario. 0: none of this program. */
static int step_to_read(const struct evidence *e, const struct mistake *m,
                        const struct subject *s, const struct finding *f)
{
    struct guide g;
    if (!guide_read(&g, e->lab))
        return f->step;
    int home = home_of(m, e, s, f, &g);
    if (home == 0 && f->step)
        home = f->step;
    if (home == 0 && is_written_in(&g, e->step, s))
        home = e->step;
    guide_free(&g);
    return home;
}

/* Each name once; what comes first is as sure, or surer. */
static void add(struct findings *all, const struct finding *f)
{
    for (int i = 0; i < all->count; i++)
        if (strcmp(all->of[i].name, f->name) == 0)
            return;
    if (all->count < FINDINGS_MOST)
        all->of[all->count++] = *f;
}

static void consider(struct findings *all, const struct mistake *m,
                     const struct evidence *e, const struct subject *s)
{
    struct finding f = {.weight = m->weight};
    if ((m->undone && is_cut_short(s)) || !m->sign(e, s, &f))
        return;
    if (m->reported && report_place(&s->calls))
        tell_place(&f, report_place(&s->calls));
    snprintf(f.name, sizeof f.name, "%s", m->name);
    snprintf(f.question, sizeof f.question, "%s", m->question);
    f.step = step_to_read(e, m, s, &f);
    add(all, &f);
}

/* What the scenario has done to its program: findings.fault. */
static int fault_of(const struct evidence *e)
{
    int most = 0;
    for (int i = 0; i < e->faults.count; i++) {
        int fault = e->faults.of[i].kind == FAULT_LESS ? 1 : 2;
        most = fault > most ? fault : most;
    }
    return most;
}

/* In the order of the tables. */
static void consider_all(struct findings *all, const struct evidence *e,
                         enum weight weight)
{
    for (const struct mistake *const *topic = mistakes_topics; *topic; topic++)
        for (const struct mistake *m = *topic; m->name; m++)
            for (int i = 0; i < e->count && m->weight == weight; i++)
                consider(all, m, e, &e->of[i]);
}

struct findings mistakes_find(const struct evidence *e)
{
    enum { OF_A_CHECK = 6 }; /* lines, as it were */
    struct findings all = {.fault = fault_of(e),
                           .lines = e->talk ? e->talk->count : OF_A_CHECK};
    for (int weight = CERTAIN; weight > UNNAMED; weight--)
        consider_all(&all, e, (enum weight)weight);
    return all;
}
