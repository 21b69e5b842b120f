/* conversation.h - a conversation: a block of a page, whose lines say in which
 * order programs are started, bytes are sent, and output is demanded. */
#ifndef CONVERSATION_H
#define CONVERSATION_H

#include "line.h"
#include "markdown.h"

/* How many lines `S refuses`, and how many `S ignores`, there may be. */
enum { PLACES_MOST = 4 };

struct conversation {
    const char *file; /* as it was given to document_read() */
    char *title;
    int step;   /* 0: the whole lab */
    int number; /* the line of its fence */
    bool udp;
    bool windows; /* only for Windows programs */
    struct line *lines;
    int count;
};

/* Read the lines of a fence into a conversation that has all else. False, after
 * FILE:LINE: MESSAGE on stderr, if anything is not understood. */
bool conversation_read(struct conversation *c, const struct block *b);
/* Free its lines and its title. */
void conversation_free(struct conversation *c);

/* Its first line of this kind; NULL: there is none. */
const struct line *conversation_line(const struct conversation *c,
                                     enum line_kind kind);
/* Does it play the server (`S listens` and its like), so that the program under
 * test is the client? */
bool conversation_tests_client(const struct conversation *c);
/* Are calls to fail, or to do less? Only POSIX has a tracer
 * that can make them. */
bool conversation_has_faults(const struct conversation *c);
/* Does it change a program, and build it again? */
bool conversation_has_edits(const struct conversation *c);

#endif
