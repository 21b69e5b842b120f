/* wine.h - Windows programs on this machine, by Wine, and nothing left of it.
 *
 * The sockets of all of them live in one process, the wineserver, and in the
 * network where that was started; so it has to be here, before the programs. */
#ifndef WINE_H
#define WINE_H

#include <stdbool.h>
#include <sys/types.h>

/* A prefix of our own below TMPDIR, and its wineserver, which stays until
 * wine_end(). False, after a sentence on stderr, if that cannot be had. */
bool wine_begin(void);
void wine_end(void);

/* The wineserver is a child of ours. If it ends by itself, so do all programs,
 * and how they do says nothing about them. Its last words, if any. */
bool wine_is_server(pid_t pid);
void wine_said(char *line, size_t size);

/* What stands before a program's path, and before its arguments: the loader,
 * and its name. Returns how many words were written. */
int wine_words(char **words);
/* What its environment needs; how many. At most WINE_VARIABLES. */
enum { WINE_VARIABLES = 7 };
int wine_environment(char **env);

/* Is this path that of a Windows program? */
bool wine_runs(const char *path);

#endif
