/* archive.c - evidence that was written to a file, and what signs make of
 * it. */
#include <stdio.h>

#include "evidence_archive.h"
#include "fuzz.h"
#include "mistakes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    FILE *file = fopen(file_with(bytes, len), "re");
    PROMISE(file);
    struct evidence *e = evidence_read(file, "fuzz", 0);
    fclose(file);
    if (e)
        mistakes_find(e);
    evidence_free(e);
    return 0;
}
