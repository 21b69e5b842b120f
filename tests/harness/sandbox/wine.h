/* wine.h - run Windows programs with Wine, and leave nothing of it behind.
 *
 * One process, the wineserver, owns the sockets of all Windows programs, in the
 * network namespace where it was started. So it has to start inside the
 * sandbox, before the programs. */
#ifndef WINE_H
#define WINE_H

#include <stdbool.h>
#include <sys/types.h>

/* Make a prefix of our own below TMPDIR, and start its wineserver, which runs
 * until wine_end(). False, after a message on stderr, if that fails. */
bool wine_begin(void);
void wine_end(void);

/* The wineserver is a child of this process. If it ends by itself, all Windows
 * programs end with it, and that is no fault of theirs. wine_said() copies a
 * line that it wrote on stderr; "" if there is none. */
bool wine_is_server(pid_t pid);
void wine_said(char *line, size_t size);

/* The words before a program's path and arguments: the path of Wine's loader,
 * and its argv[0]. Returns how many words were written. */
int wine_words(char **words);
/* The variables that a program's environment needs. Returns how many: at most
 * WINE_VARIABLES. */
enum { WINE_VARIABLES = 7 };
int wine_environment(char **env);

/* Is this the path of a Windows program? */
bool wine_runs(const char *path);

#endif
