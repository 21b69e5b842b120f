/* command.h - run a command, and take what it says, until it ends. */
#ifndef COMMAND_H
#define COMMAND_H

#include <stdbool.h>

/* Run argv[0] (looked up in PATH); what it prints, both ways, goes to *said,
 * malloc'ed, its exit status (or 128 and more) to *status. go_on(fd) is called
 * again and again: it waits until fd (or whatever else it knows of) is
 * readable, and says false to break the command off. False if that happened;
 * nothing of the command is left. */
bool command_run(char *const argv[], bool (*go_on)(int fd), char **said,
                 int *status);

#endif
