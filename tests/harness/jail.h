/* jail.h - what a stranger's program may see: less than its tests do.
 *
 * A program of one's own runs in the cell of its run. A stranger's gets another
 * sandbox around its box: processes, /tmp and a tree of its own. It shares the
 * cell's network, for that is where it is tested. */
#ifndef JAIL_H
#define JAIL_H

#include <stdbool.h>
#include <sys/types.h>

enum { JAIL_WORDS = 64 };

/* The exit status of who could not make one: then there are no verdicts. */
enum { NO_JAIL = 70 };

/* From now on every program is a stranger's. */
void jail_close(void);
bool jail_is_closed(void);

/* The words in front of a box's own that put it into a jail with the folder of
 * this program; how many there are. There, the program is /lab/NAME (put into
 * `inside`, PATH_MOST bytes) and the box is /box. */
int jail_words(char *words[JAIL_WORDS], const char *program, char *inside);

/* The pid here of the process that has the pid `inside` in the jail that
 * `outer` keeps, and at *box that of its parent, its box. 0: there is none. */
pid_t jail_find(pid_t outer, pid_t inside, pid_t *box);

#endif
