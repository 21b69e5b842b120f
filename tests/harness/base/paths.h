/* paths.h - where the kit lies. Every relative path starts at the project's
 * root. */
#ifndef PATHS_H
#define PATHS_H

enum { PATH_MOST = 4096 };

/* Find the root from the program's own path (tests/build/...); exit if it
 * cannot be found. */
void paths_init(const char *argv0);
/* ROOT/relative into out, which has PATH_MOST bytes; returns out. */
char *path_of(char *out, const char *relative);
/* The same for glob(3): wildcards in ROOT itself are escaped. */
char *path_pattern(char *out, const char *relative);
/* The whole text of a file, malloc'ed; NULL, with errno set, if the file cannot
 * be opened. */
char *path_read(const char *path);
const char *path_root(void);

#endif
