/* document.h - a page, read for its conversations and its excerpts. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "conversation.h"
#include "excerpt.h"

struct document {
    const char *file;
    struct conversation *conversations;
    int conversation_count;
    struct conversation *windows; /* only for Windows programs */
    int windows_count;
    struct excerpt *excerpts;
    int excerpt_count;
};

/* Read a file. False, after FILE:LINE: MESSAGE on stderr, if anything in it is
 * not understood. */
bool document_read(struct document *d, const char *file);
void document_free(struct document *d);

#endif
