/* explain.c - see explain.h. */
#include "explain.h"

#include "mistakes.h"
#include "must.h"
#include "story.h"

void explain(struct outcome *o)
{
    struct evidence *e = o->evidence;
    size_t len;
    if (e == NULL)
        return;
    FILE *out = must_open_memstream(&o->story, &len);
    if (e->talk)
        story_tell(out, e);
    else
        story_tell_check(out, e);
    must_fclose(out);
    for (int i = 0; i < e->count; i++)
        calls_resolve(&e->of[i].calls, e->of[i].report);
    if (!e->windows) /* the signs know only what Linux does */
        o->shown = mistakes_find(e);
    evidence_free(e);
    o->evidence = NULL;
}
