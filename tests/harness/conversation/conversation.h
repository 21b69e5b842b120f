/* conversation.h - read conversations and excerpts from a Markdown file.
 *
 * The notation is told in tests/README.md. */
#ifndef CONVERSATION_H
#define CONVERSATION_H

#include <stdbool.h>
#include <stdio.h>

#include "fault.h"

/* How many lines `S refuses`, and how many `S ignores`, there may be. */
enum { PLACES_MOST = 4 };

enum line_kind {
    WHY,
    LIMIT,
    NO_STDIN,
    FAULT,
    NOT_WINE,
    WINE_AS_LINUX,
    NOT_WINDOWS,
    EDIT_SERVER,
    EDIT_CLIENT,
    START,
    TYPES,
    TYPES_END,
    PRINTS,
    COMPLAINS,
    EXITS,
    CLIENT_SAYS,
    CLIENT_CONNECTS,
    CLIENT_ENDS,
    CLIENT_CLOSES,
    CLIENT_RESETS,
    CLIENT_DEAF,
    SERVER_SAYS,
    SERVER_ENDS,
    SERVER_CLOSES,
    SERVER_RESETS,
    LISTENS,
    REFUSES,
    IGNORES,
    STRANGER_SAYS,
};

struct line {
    enum line_kind kind;
    int who;    /* which terminal, client or connection: 1 to 9 */
    char *text; /* what follows the notation's word; "" if nothing does */
    char *raw;  /* the line as it stands in the file */
    int number; /* ...and where */
    union {     /* what it means, by its kind */
        struct fault fault;
    };
};

struct conversation {
    const char *file; /* as it was given to document_read() */
    char *title;
    int step;   /* 0: the whole lab */
    int number; /* the line of its fence */
    bool udp;
    bool windows; /* for Windows programs alone */
    struct line *lines;
    int count;
};

struct excerpt {
    char *source; /* path from the project's root */
    int step, number;
    char *text;
};

struct document {
    const char *file;
    struct conversation *conversations;
    int conversation_count;
    struct conversation *windows; /* those that are for Windows alone */
    int windows_count;
    struct excerpt *excerpts;
    int excerpt_count;
};

/* Read a file. False, after FILE:LINE: MESSAGE on stderr, if anything in it is
 * not understood. */
bool document_read(struct document *d, const char *file);
void document_free(struct document *d);

/* The paragraph of a step in a program's text, without its indentation and its
 * marks, malloc'ed; empty if there is none. */
char *excerpt_of(FILE *file, int step);

/* Compare an excerpt with its source below root. Returns NULL if they agree, or
 * a malloc'ed message FILE:LINE: ... */
char *excerpt_problem(const struct document *d, const struct excerpt *e,
                      const char *root);

/* True if the file's conversation plays the server (`S listens` and its like),
 * so that the program under test is the client. */
bool conversation_tests_client(const struct conversation *c);
/* Are calls to fail, or to do less? Only the sanitized build has a spy in it
 * that can make them. */
bool conversation_has_faults(const struct conversation *c);

#endif
