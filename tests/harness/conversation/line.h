/* line.h - a line of a conversation, and what it means.
 *
 * The notation is told in tests/README.md. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>

#include "fault.h"
#include "text.h"

enum { ADDRESS_MOST = 32, WORDS_MOST = 30 };

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
    union {     /* what the text means, for some kinds; text.h reads the rest */
        int descriptors;    /* LIMIT */
        struct fault fault; /* FAULT */
        struct {
            char *old, *new;
        } edit; /* EDIT_SERVER and EDIT_CLIENT */
        struct {
            char *words[WORDS_MOST + 1]; /* texts; behind the last: NULL */
        } start;                         /* START */
        int error; /* COMPLAINS: the error that it names, below 0 one of
                    * getaddrinfo(); 0: none */
        struct {
            int signal; /* 0: none */
            int status;
        } exit; /* EXITS */
        struct {
            char name[NAME_MOST], address[ADDRESS_MOST];
        } place; /* LISTENS, REFUSES and IGNORES */
    };
};

/* Read a line. False, after FILE:LINE: MESSAGE on stderr, if it is not
 * understood. Either way it is to be freed. */
bool line_read(struct line *l, const char *raw, const char *file, int number);
void line_free(struct line *l);
/* Does it start this program ("server", "client")? */
bool line_starts(const struct line *l, const char *program);

#endif
