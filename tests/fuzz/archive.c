/* archive.c - evidence that was written to a file. */
#include <stdio.h>

#include "evidence_archive.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    FILE *file = fopen(file_with(bytes, len), "re");
    PROMISE(file);
    evidence_free(evidence_read(file, "fuzz", 0));
    fclose(file);
    return 0;
}
