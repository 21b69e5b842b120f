/* record.c - see record.h. */
#include "record.h"

#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "tell.h"

/* A string of JSON: RFC 8259, 7. Bytes that are not UTF-8 stay as they are; a
 * reader replaces them by U+FFFD. */
static void put_string(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < ' ' || c == 127)
            fprintf(out, "\\u%04x", c);
        else
            putc(c, out);
    }
    putc('"', out);
}

static void put_text(FILE *out, const char *name, const char *text)
{
    fprintf(out, ",\"%s\":", name);
    put_string(out, text);
}

/* What happened and what was done wrong, as text for people. */
static char *whole_story(const struct result *r)
{
    char *text;
    size_t len;
    FILE *to = must_open_memstream(&text, &len);
    fputs(r->story, to);
    tell_finding(to, r->lab, &r->finding);
    must_fclose(to);
    return text;
}

/* One failure, with its story if `whole`. */
static void put_failure(FILE *out, const struct result *r, bool told,
                        bool whole)
{
    char *story = whole ? whole_story(r) : NULL;
    fprintf(out, "{\"told\":%s", told ? "true" : "false");
    put_text(out, "title", r->title);
    put_text(out, "mistake", r->finding.name);
    put_text(out, "story", whole ? story : "");
    putc('}', out);
    free(story);
}

/* Those of a step; the story of the one that is told, or of all. */
static void put_failures(FILE *out, const struct result *results, int count,
                         int step, bool whole)
{
    int told = report_told(results, count), shown = 0;
    for (int i = 0; i < count; i++) {
        if (results[i].verdict != FAIL || results[i].step != step)
            continue;
        if (shown++ > 0)
            putc(',', out);
        put_failure(out, &results[i], i == told, whole || i == told);
    }
}

void record_failures(FILE *out, const struct result *results, int count,
                     int step)
{
    fprintf(out, "{\"step\":%d", step);
    put_text(out, "lab", results->lab);
    fputs(",\"failed\":[", out);
    put_failures(out, results, count, step, true);
    fputs("]}\n", out);
}

static void put_step(FILE *out, const struct guide *g, const struct score *s,
                     int k)
{
    fprintf(out,
            "{\"step\":%d,\"needs\":%d,\"passed\":%d,\"of\":%d,"
            "\"points\":%d,\"most\":%d",
            k, s->verdict == NOT_CHECKED ? s->needs : 0,
            s->verdict == TODO ? 0 : s->passed, /* not all were played */
            s->of, score_points(s, g->steps[k].points), g->steps[k].points);
    put_text(out, "title", g->steps[k].title);
    put_text(out, "verdict", verdict_word(s->verdict));
    put_text(out, "why",
             s->verdict == NOT_CHECKED ? unchecked_word(s->why) : "");
}

void record_lab(FILE *out, const struct guide *g, const struct lab_score *all,
                const struct result *results, int count, const char *state,
                const char *words)
{
    int points = 0, most = 0;
    bool compiled =
        strcmp(state, "graded") == 0 || strcmp(state, "stopped") == 0;
    for (int k = 1; k <= g->count; k++) {
        points += score_points(&all->steps[k], g->steps[k].points);
        most += g->steps[k].points;
    }
    fprintf(out, "{\"points\":%d,\"most\":%d", points, most);
    put_text(out, "lab", g->lab);
    put_text(out, "state", state);
    put_text(out, "words", words);
    put_text(out, "mistake", compiled ? "" : results->finding.name);
    fputs(",\"steps\":[", out);
    for (int k = 1; k <= g->count; k++) {
        put_step(out, g, &all->steps[k], k);
        fputs(",\"failed\":[", out);
        if (compiled)
            put_failures(out, results, count, k, false);
        fputs(k < g->count ? "]}," : "]}", out);
    }
    fputs("]}\n", out);
    fflush(out);
}
