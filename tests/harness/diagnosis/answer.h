/* answer.h - what the evidence says to a question: yes, no, or nothing.
 *
 * It is a structure so that nobody can write !answer: "not known" must not pass
 * for "no". A program may have no record of calls, its record may have lost
 * rows, or there was no time yet for the call. */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>

struct answer {
    enum { NOT_KNOWN, NO, YES } is;
};

static inline bool yes(struct answer a)
{
    return a.is == YES;
}

static inline bool no(struct answer a)
{
    return a.is == NO;
}

/* Something that was seen is a yes. Not to have seen it is a no only if it
 * would have been seen. */
static inline struct answer answer_seen(bool seen, bool would_be_seen)
{
    return (struct answer){seen ? YES : would_be_seen ? NO : NOT_KNOWN};
}

#endif
