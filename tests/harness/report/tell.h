/* tell.h - tell people of a failure. */
#ifndef TELL_H
#define TELL_H

#include <stdio.h>

#include "outcome.h"

/* What was done wrong; writes nothing if the mistake is not known. */
void tell_finding(FILE *out, const char *lab, const struct finding *f);
/* What happened, and what was done wrong. */
void tell_failure(FILE *out, const char *lab, const struct outcome *o);

#endif
