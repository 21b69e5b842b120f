/* mistakes.h - from what was observed to what was done wrong.
 *
 * A row of the table is one kind of mistake. Its sign says whether the evidence
 * shows it, and puts that evidence into a sentence. */
#ifndef MISTAKES_H
#define MISTAKES_H

#include <stdio.h>

#include "evidence.h"

/* What one sign has found. */
struct finding {
    char sentence[512];
    char file[64];  /* where, if that is known: "server.c" */
    int line, step; /* 0: not known */
};

/* How surely its sign means this mistake and no other: the surest is named. */
enum weight { LIKELY = 1, CLEAR, CERTAIN };

struct mistake {
    const char *name;
    enum weight weight;
    bool (*sign)(const struct evidence *, const struct subject *,
                 struct finding *);
    const char *question;
    const char *where; /* labs and their steps: "2.2 5.1" */
    const char *notes; /* numbers in the catalogue of the notes; or NULL */
};

/* The topics, each a table that ends with a row without a name. */
extern const struct mistake mistakes_memory[], mistakes_setup[],
    mistakes_errors[], mistakes_bytes[], mistakes_life[], mistakes_time[],
    mistakes_datagrams[], mistakes_select[];

/* List the mistakes of a lab by their steps, in Markdown. */
void mistakes_list(FILE *out, const char *lab);
/* Those that a compiler finds, which belong to no step. */
void mistakes_list_compiler(FILE *out);

/* Name what was done wrong, for people; nothing, if nothing fits. */
void mistakes_put(FILE *out, const struct evidence *e);
/* The same for what a compiler has said. */
void mistakes_put_compiler(FILE *out, const char *words);
/* The name of what a compiler's words say was done wrong, into name; "" if it
 * is not known. Returns name. */
const char *mistakes_named_compiler(const char *words, char *name, size_t size);
/* The name in what one of these has put: CERTAIN, LIKELY, or 0 if there is
 * none, and the name is "". */
enum weight mistakes_named(const char *story, char *name, size_t size);

#endif
