/* outcome.c - see outcome.h. */
#include "outcome.h"

#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "must.h"

void outcome_free(struct outcome *o)
{
    evidence_free(o->evidence);
    free(o->story);
    *o = (struct outcome){0};
}

/* Write or read the fields: archive.h. */
static void archive_finding(struct archive *a, struct finding *f)
{
    int64_t numbers[] = {f->weight, f->line, f->step};
    archive_numbers(a, "finding", numbers, 3);
    f->weight = (enum weight)numbers[0];
    f->line = (int)numbers[1];
    f->step = (int)numbers[2];
    archive_text(a, "name", f->name, sizeof f->name);
    archive_text(a, "sentence", f->sentence, sizeof f->sentence);
    archive_text(a, "question", f->question, sizeof f->question);
    archive_text(a, "file", f->file, sizeof f->file);
}

static void archive_outcome(struct archive *a, struct outcome *o)
{
    int64_t numbers[] = {o->verdict, o->why, o->shown.fault, o->shown.lines};
    archive_numbers(a, "outcome", numbers, 4);
    o->verdict = (enum verdict)numbers[0];
    o->why = (enum unchecked)numbers[1];
    o->shown.fault = (int)numbers[2];
    o->shown.lines = (int)numbers[3];
    o->shown.count =
        archive_count(a, "findings", o->shown.count, FINDINGS_MOST);
    for (int i = 0; i < o->shown.count; i++)
        archive_finding(a, &o->shown.of[i]);
    archive_bytes(a, "story", &o->story, NULL);
}

char *outcome_text(const struct outcome *o)
{
    char *text;
    size_t len;
    struct outcome same = *o; /* not const, but writing does not change it */
    struct archive a = {.file = must_open_memstream(&text, &len)};
    archive_outcome(&a, &same);
    must_fclose(a.file);
    return text;
}

bool outcome_read(struct outcome *o, const char *text)
{
    size_t len = strlen(text);
    struct archive a = {.file = fmemopen((char *)text, len ? len : 1, "r"),
                        .name = "an outcome",
                        .reading = true,
                        .broken = len == 0};
    *o = (struct outcome){0};
    if (a.file == NULL)
        return false;
    archive_outcome(&a, o);
    fclose(a.file);
    if (a.broken)
        outcome_free(o);
    return !a.broken;
}
