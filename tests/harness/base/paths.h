/* paths.h - where the kit lies. Every path is told from the project's root. */
#ifndef PATHS_H
#define PATHS_H

enum { PATH_MOST = 4096 };

/* Find the root from the program's own place (tests/build/...), or end it. */
void paths_init(const char *argv0);
/* ROOT/relative into out, which has PATH_MOST bytes; returns out. */
char *path_of(char *out, const char *relative);
/* The same for glob(3): what it would take for a pattern in ROOT is escaped. */
char *path_pattern(char *out, const char *relative);
/* All of a file, malloc'ed; NULL, with errno, if it cannot be opened. */
char *path_read(const char *path);
/* The root itself. */
const char *path_root(void);

#endif
