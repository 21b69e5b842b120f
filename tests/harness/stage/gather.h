/* gather.h - gather evidence: what the programs did, and how they ended. */
#ifndef GATHER_H
#define GATHER_H

#include "cast.h"
#include "evidence.h"
#include "program.h"

/* Evidence of a scenario with this cast and these options, without programs. */
struct evidence *evidence_new(const struct cast *cast, int step,
                              const struct program_options *options);
/* Add a program as it is now, whether it runs or has ended; path is its
 * file. */
void evidence_add(struct evidence *e, int terminal, struct program *p,
                  const char *command, const char *path);
/* Stop the programs, and take their calls and their output. A program that is
 * about to end by itself gets a moment for that. */
void evidence_close(struct evidence *e);

#endif
