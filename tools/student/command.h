/* command.h - run a command to its end, and capture its output. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

/* Run argv[0] (looked up in PATH). Its stdout and stderr go to *said,
 * malloc'ed, its exit status (128 and more for a signal) to *status. go_on(fd)
 * is called in a loop: it waits until fd, or another descriptor that it knows,
 * is readable, and returns false to break the command off. Then command_run()
 * returns false; no process of the command is left. */
bool command_run(char *const argv[], bool (*go_on)(int fd), char **said,
                 int *status);

#endif
