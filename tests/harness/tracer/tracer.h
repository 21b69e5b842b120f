/* tracer.h - see each call of a program, and make some fail: ptrace(2).
 *
 * It works from outside, in the box: a filter of system calls stops a thread at
 * each call of a list, and the box looks at it before the kernel acts and once
 * more when it has. Nothing is linked into the program, and nothing in it can
 * see, change or avoid what is noted. */
#ifndef TRACER_H
#define TRACER_H

#include <stdbool.h>
#include <sys/types.h>

/* The log of calls lies in this descriptor (spy_log.h), with the plan of what
 * is to fail. True: calls are to be noted, and this machine can be traced. */
bool tracer_open(int log);
/* The numbers of the calls that the filter has to stop at. */
const long *tracer_numbers(int *count);
/* Trace this child, and all that it starts: 0, or an errno. It must not have
 * set up its filter before. */
int tracer_seize(pid_t child);
/* A process that waitpid() has told of: has it stopped, and not ended? Then the
 * stop is dealt with, and it goes on. */
bool tracer_takes(pid_t tid, int status);
/* Has the program become itself, by execve()? */
bool tracer_has_begun(void);
/* Did the filter stop it before? If not, the log says that nobody traces. */
bool tracer_works(void);
/* It has ended. Was it a process, and not one of several threads? */
bool tracer_ended(pid_t tid);

#endif
