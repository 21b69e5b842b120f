/* choose_told.c - see choose_told.h. */
#include "choose_told.h"

#include <stdlib.h>

#include "must.h"
#include "together.h"

void choose_told(struct result *results, int count)
{
    struct failure *of = must_calloc((size_t)count + 1, sizeof *of);
    int *rows = must_calloc((size_t)count + 1, sizeof *rows), failures = 0;
    for (int i = 0; i < count; i++) {
        results[i].told = false;
        if (results[i].verdict != FAIL)
            continue;
        rows[failures] = i;
        of[failures++] = (struct failure){results[i].step, &results[i].shown};
    }
    struct choice c = together(of, failures);
    if (c.told != -1) {
        results[rows[c.told]].told = true;
        results[rows[c.told]].finding = c.finding;
    }
    free(of);
    free(rows);
}
