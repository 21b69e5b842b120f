/* jail.h - what a stranger's program may see: less than its tests do.
 *
 * A program of one's own runs in the cell of its run. A stranger's has another
 * sandbox around it, one for all programs of a lab, made by bubblewrap: a tree
 * that has the lab's folder, and little else. A jailer lives there, who starts
 * each program on order, in a box with processes and a /tmp of its own. It
 * shares the cell's network, for that is where it is tested. */
#ifndef JAIL_H
#define JAIL_H

#include <stdbool.h>
#include <sys/socket.h>
#include <sys/types.h>

/* The exit status of who could not make one: then there are no verdicts. */
enum { NO_JAIL = 70 };

/* The bytes of an order: words, and an environment. */
enum { ORDER_MOST = 16 * 1024 };

/* What comes with an order: what a box has as its own (box.h), and an end of a
 * socket pair on which the jailer answers. */
enum {
    JAIL_ANSWER,
    JAIL_LIFE,
    JAIL_STATUS,
    JAIL_STDIO,
    JAIL_LOG = 6,
    JAIL_FDS
};

/* From now on every program is a stranger's, and we may have as many
 * descriptors as this system lets us. */
void jail_close(void);
bool jail_is_closed(void);

/* Make the jail of the programs in this folder: the jailer is a child of ours,
 * and ends when we do, and all that we have forked. False if it cannot be. */
bool jail_open(const char *folder);

/* Start a box in the jail of argv[BOX_PROGRAM] (box.h), which is /lab/NAME
 * there. The last of fds may be -1. Returns its pid here, or 0: none. */
pid_t jail_start(char **argv, char **env, const int fds[JAIL_FDS]);

/* sendmsg(2) of descriptors. How many may be on their way is counted for a
 * user in all sandboxes together: where a stranger has sent too many, we
 * wait until that program has ended. */
ssize_t jail_send(int to, const struct msghdr *message);

/* The pid here of the process that has the pid `inside` in a jail, and whose
 * parent is this box. 0: there is none. */
pid_t jail_find(pid_t box, pid_t inside);

#endif
