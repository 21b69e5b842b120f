/* outcome.c - see outcome.h.
 *
 * The text begins with numbers, among them the lengths of the strings; these
 * follow, one behind the other. */
#include "outcome.h"

#include <stdlib.h>
#include <string.h>

#include "must.h"

void outcome_free(struct outcome *o)
{
    evidence_free(o->evidence);
    free(o->story);
    *o = (struct outcome){0};
}

static const char head[] = "%d %d %d %d %d %zu %zu %zu %zu %zu:%n";

char *outcome_text(const struct outcome *o)
{
    const struct finding *f = &o->finding;
    const char *story = o->story ? o->story : "";
    return must_asprintf("%d %d %d %d %d %zu %zu %zu %zu %zu:%s%s%s%s%s",
                         o->verdict, o->why, f->weight, f->line, f->step,
                         strlen(f->name), strlen(f->sentence),
                         strlen(f->question), strlen(f->file), strlen(story),
                         f->name, f->sentence, f->question, f->file, story);
}

/* A string of this length at *text, which moves behind it. False: it has no
 * room, or is cut. */
static bool take(char *to, size_t size, size_t len, const char **text)
{
    if (len >= size || strnlen(*text, len) < len)
        return false;
    memcpy(to, *text, len);
    to[len] = '\0';
    *text += len;
    return true;
}

bool outcome_read(struct outcome *o, const char *text)
{
    struct finding f = {0};
    int verdict, why, weight, behind = 0;
    size_t name, sentence, question, file, story;
    if (sscanf(text, head, &verdict, &why, &weight, &f.line, &f.step, &name,
               &sentence, &question, &file, &story, &behind) != 10 ||
        behind == 0)
        return false;
    text += behind;
    f.weight = (enum weight)weight;
    *o = (struct outcome){.verdict = (enum verdict)verdict,
                          .why = (enum unchecked)why,
                          .finding = f};
    if (!take(o->finding.name, sizeof f.name, name, &text) ||
        !take(o->finding.sentence, sizeof f.sentence, sentence, &text) ||
        !take(o->finding.question, sizeof f.question, question, &text) ||
        !take(o->finding.file, sizeof f.file, file, &text) ||
        strlen(text) != story)
        return false;
    o->story = story > 0 ? must_strdup(text) : NULL;
    return true;
}
