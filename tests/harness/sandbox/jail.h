/* jail.h - a second sandbox, for a stranger's programs.
 *
 * Your own program runs in the cell of its run. A stranger's programs run in
 * one more sandbox for each lab, made by bubblewrap: its file system has the
 * lab's folder, and little else. A process inside it, the jailer, starts each
 * program on order, in a box with a pid namespace and a /tmp of its own. The
 * programs share the network with the tests, since the tests connect to
 * them. */
#ifndef JAIL_H
#define JAIL_H

#include <stdbool.h>
#include <sys/socket.h>
#include <sys/types.h>

/* The exit status of a process that could not make a jail: no verdicts then. */
enum { NO_JAIL = 70 };

/* The most bytes of an order: argv and environment of a box. */
enum { ORDER_MOST = 16 * 1024 };

/* The descriptors that are sent with an order: those of a box (box.h), and one
 * end of a socket pair, on which the jailer answers. */
enum {
    JAIL_ANSWER,
    JAIL_LIFE,
    JAIL_STATUS,
    JAIL_STDIO,
    JAIL_LOG = 6,
    JAIL_FDS
};

/* From now on every program is a stranger's. This raises our own limit on
 * descriptors. */
void jail_close(void);
bool jail_is_closed(void);

/* Make a jail for the programs in this folder. Its jailer is a child of this
 * process, and ends when this process and all that it has forked have ended.
 * False if the jail cannot be made. */
bool jail_open(const char *folder);

/* Start a box in the jail of argv[BOX_PROGRAM] (box.h); inside, that program is
 * /lab/NAME. fds[JAIL_LOG] may be -1. Returns the pid of the box in our
 * namespace; 0: it was not started. */
pid_t jail_start(char **argv, char **env, const int fds[JAIL_FDS]);

/* sendmsg(2) of descriptors. The kernel counts the descriptors in flight for
 * each user, across all sandboxes. While a stranger's program holds too many,
 * this call tries again, for some seconds. */
ssize_t jail_send(int to, const struct msghdr *message);

/* The pid, in our namespace, of the child of this box that has the pid `inside`
 * in its own namespace. 0: there is none. */
pid_t jail_find(pid_t box, pid_t inside);

#endif
