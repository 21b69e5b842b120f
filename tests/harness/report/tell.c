/* tell.c - see tell.h. */
#include "tell.h"

#include "guide.h"
#include "text.h"

void tell_finding(FILE *out, const char *lab, const struct finding *f)
{
    char words[sizeof f->sentence + sizeof f->question];
    struct guide g;
    if (f->weight == UNNAMED)
        return;
    fprintf(out, "\n  %s  %s\n", f->weight == LIKELY ? "perhaps" : "mistake",
            f->name);
    snprintf(words, sizeof words, "%s %s", f->sentence, f->question);
    text_put_folded(out, "           ", words);
    if (f->line)
        fprintf(out, "  see      %s, line %d\n", f->file, f->line);
    if (f->step > 0 && guide_read(&g, lab) && f->step <= g.count)
        fprintf(out, "  read     handouts/%s.md, \"Step %d. %s\"\n", lab,
                f->step, g.steps[f->step].title);
}

void tell_failure(FILE *out, const char *lab, const struct outcome *o)
{
    fputs(o->story ? o->story : "", out);
    tell_finding(out, lab, &o->shown.of[0]);
}
