/* archive.c - evidence that was written to a file, what signs make of it, and
 * how it is told. */
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
