/* archive.c - fuzz evidence files: reading, the search for a mistake, the
 * story. */
#include <stdio.h>

#include "evidence_archive.h"
#include "explain.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    FILE *file = fopen(file_with(bytes, len), "re");
    PROMISE(file);
    struct evidence *e = evidence_read(file, "fuzz", 0);
    fclose(file);
    struct outcome o = {.verdict = FAIL, .evidence = e};
    explain(&o);
    outcome_free(&o);
    return 0;
}
