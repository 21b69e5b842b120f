/* gather.h - from programs to evidence: what they did, and how they ended. */
#ifndef GATHER_H
#define GATHER_H

#include "cast.h"
#include "evidence.h"
#include "program.h"

/* No program yet, of a scenario with this cast and these options. */
struct evidence *evidence_new(const struct cast *cast, int step,
                              const struct program_options *options);
/* A program as it is now, still running or not; path is its file. */
void evidence_add(struct evidence *e, int terminal, struct program *p,
                  const char *command, const char *path);
/* Stop the programs, and take what they have called and said until the end.
 * One that is about to end by itself is given a moment for that. */
void evidence_close(struct evidence *e);

#endif
