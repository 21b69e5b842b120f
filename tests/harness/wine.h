/* wine.h - Windows programs on this machine, by Wine, and nothing left of it.
 *
 * The sockets of all of them live in one process, the wineserver, and in the
 * network where that was started; so it has to be here, before the programs. */
#ifndef WINE_H
#define WINE_H

#include <stdbool.h>

/* A prefix of our own below TMPDIR, and its wineserver, which stays until
 * wine_end(). False, after a sentence on stderr, if that cannot be had. */
bool wine_begin(void);
/* False if the wineserver had ended already: then Wine has failed, and nobody
 * knows what a failure says of a program. */
bool wine_end(void);

/* What stands before a program's path, and before its arguments: the loader,
 * and its name. Returns how many words were written. */
int wine_words(char **words);
/* What its environment needs; how many. At most WINE_VARIABLES. */
enum { WINE_VARIABLES = 7 };
int wine_environment(char **env);

/* Is this path that of a Windows program? */
bool wine_runs(const char *path);

#endif
