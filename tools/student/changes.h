/* changes.h - notice that a program of a lab was saved.
 *
 * inotify(7) reports changes, but perhaps not on shared folders of a virtual
 * machine, under /mnt in WSL and on network folders. So we also look at all
 * files once a second; if that finds a change that inotify has missed, we look
 * five times a second from then on. */
#ifndef CHANGES_H
#define CHANGES_H

#include <stdbool.h>

/* Begin to watch all labs. */
void changes_begin(void);
/* A descriptor that is readable when a file may have changed; -1: there is
 * none. */
int changes_fd(void);
/* After how many milliseconds to look even without an event. */
int changes_patience(void);
/* Look for a lab whose bytes have changed, and wait until the editor has saved
 * all. Sets which of its programs (server, client) changed; NULL: no lab
 * has. */
const char *changes_look(bool touched[2]);

#endif
