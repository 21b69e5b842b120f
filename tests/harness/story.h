/* story.h - tell people how a conversation failed. */
#ifndef STORY_H
#define STORY_H

#include "conversation.h"
#include "program.h"
#include "text.h"

/* What was demanded, and what came instead. */
struct mismatch {
    const struct line *at; /* the line that failed; NULL: behind the last */
    char from[64];         /* "the server to client 2", "stdout of ./server" */
    char *expected; /* bytes, malloc'ed; NULL if there is nothing to show */
    size_t expected_len;
    char *received; /* bytes, malloc'ed */
    size_t received_len;
    size_t same;   /* how many of them agree */
    char how[256]; /* how it stopped */
};

/* Tell the whole story; the programs are those of the terminals,
 * which were started by these commands. */
void story_tell(FILE *out, const struct conversation *c, const char *build,
                const struct names *names, const struct mismatch *m,
                struct program *programs, const bool *started,
                char commands[][32]);

#endif
