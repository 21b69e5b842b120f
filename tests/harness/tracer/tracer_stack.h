/* tracer_stack.h - copies the stack of a traced thread: stack_log.h. */
#ifndef TRACER_STACK_H
#define TRACER_STACK_H

#include <sys/types.h>

#include "stack_log.h"

/* A process has a new image: call this when exec has happened, and give its
 * number with every stack of the process, and of its children until they call
 * exec themselves. 0: there is no room for one more. */
uint32_t tracer_stack_image(struct stack_log *log);
/* The number of the stack that this thread has now, for spy_call.from[0]. The
 * thread is stopped, at the entry of a system call; ip and sp are its own, as
 * PTRACE_GET_SYSCALL_INFO tells them. STACK_NONE: it cannot be said. */
uint32_t tracer_stack_take(struct stack_log *log, uint32_t image, pid_t tid,
                           uint64_t ip, uint64_t sp);
/* The same for a stack that was taken before; STACK_NONE: it was not. */
uint32_t tracer_stack_known(const struct stack_log *log, uint32_t image,
                            pid_t tid, uint64_t ip, uint64_t sp);

#endif
