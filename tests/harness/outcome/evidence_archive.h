/* evidence_archive.h - evidence as a text file, and back. */
#ifndef EVIDENCE_ARCHIVE_H
#define EVIDENCE_ARCHIVE_H

#include <stdio.h>

#include "evidence.h"

/* Write all of it, with the place of each call in the program's text, for the
 * program may be gone when it is read. False: it could not be written. */
bool evidence_write(FILE *file, struct evidence *e);
/* Read what evidence_write() has written, behind so many lines of a file of
 * this name. NULL, after NAME:LINE: MESSAGE on stderr, if it is something
 * else. */
struct evidence *evidence_read(FILE *file, const char *name, int lines);

#endif
