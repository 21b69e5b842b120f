/* mistakes.h - from what was observed to what was done wrong.
 *
 * A row of the table is one kind of mistake. Its sign says whether the evidence
 * shows it, and puts that evidence into a sentence. */
#ifndef MISTAKES_H
#define MISTAKES_H

#include <stdio.h>

#include "evidence.h"
#include "finding.h"

struct mistake {
    const char *name;
    enum weight weight;
    bool (*sign)(const struct evidence *, const struct subject *,
                 struct finding *);
    const char *question;
    const char *where; /* labs and their steps: "2.2 5.1" */
};

/* The topics, each a table that ends with a row without a name. */
extern const struct mistake mistakes_memory[], mistakes_setup[],
    mistakes_errors[], mistakes_bytes[], mistakes_life[], mistakes_time[],
    mistakes_datagrams[], mistakes_select[];

/* List the mistakes of a lab by their steps, in Markdown. */
void mistakes_list(FILE *out, const char *lab);
/* Those that a compiler finds, which belong to no step. */
void mistakes_list_compiler(FILE *out);

/* What was done wrong, as far as the evidence shows it. */
struct finding mistakes_find(const struct evidence *e);
/* The same of what a compiler has said. */
struct finding mistakes_find_compiler(const char *words);

#endif
