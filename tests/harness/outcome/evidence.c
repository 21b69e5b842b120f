/* evidence.c - see evidence.h. */
#include "evidence.h"

#include <stdlib.h>

static void free_own(struct conversation *c)
{
    conversation_free(c);
    free((char *)c->file);
    free(c);
}

void evidence_free(struct evidence *e)
{
    if (e == NULL)
        return;
    if (e->own)
        free_own(e->own);
    for (int i = 0; i < e->count; i++) {
        calls_free(&e->of[i].calls);
        free(e->of[i].said);
        free(e->of[i].said_before);
    }
    free(e->wrong.expected);
    free(e->wrong.received);
    free(e->demand);
    free(e);
}
