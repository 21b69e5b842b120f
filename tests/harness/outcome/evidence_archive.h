/* evidence_archive.h - evidence as a text file, and back. */
#ifndef EVIDENCE_ARCHIVE_H
#define EVIDENCE_ARCHIVE_H

#include <stdio.h>

#include "evidence.h"

/* Write the evidence, with the place of each call in the program's source: the
 * program may be gone when the file is read. False: a write error. */
bool evidence_write(FILE *file, struct evidence *e);
/* Read what evidence_write() has written. `name` and `lines`, the number of
 * lines already read, are for messages. NULL, after NAME:LINE: MESSAGE on
 * stderr, if the file is not understood. */
struct evidence *evidence_read(FILE *file, const char *name, int lines);

#endif
