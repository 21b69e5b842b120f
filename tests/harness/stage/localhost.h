/* localhost.h - "localhost" is first ::1 and then 127.0.0.1, for programs under
 * test: in the sandbox, or where their tracer answers for this machine. */
#ifndef LOCALHOST_H
#define LOCALHOST_H

#include "program.h"

#define LOCALHOST_NEEDS                                                        \
    "needs a sandbox, where localhost is ::1 and 127.0.0.1, or ptrace(2): "    \
    "install bubblewrap, or see that it may make one"

/* Let it be so for the next start. False: it cannot be. */
bool localhost_has_both(struct program_options *options);
/* Was it so for this program, which was started with these options? */
bool localhost_had_both(const struct program_options *options,
                        const struct program *p);

#endif
