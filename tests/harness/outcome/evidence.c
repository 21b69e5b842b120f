/* evidence.c - see evidence.h. */
#include "evidence.h"

#include <stdlib.h>

static void free_conversation(struct conversation *c)
{
    for (int i = 0; i < c->count; i++) {
        free(c->lines[i].text);
        free(c->lines[i].raw);
    }
    free(c->lines);
    free(c->title);
    free((char *)c->file);
    free(c);
}

void evidence_free(struct evidence *e)
{
    if (e == NULL)
        return;
    if (e->own)
        free_conversation(e->own);
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
