/* changes.h - notice that a program of a lab was saved.
 *
 * Events come from inotify(7) where they do come: on shared folders of a
 * virtual machine, under /mnt in WSL and on network folders they may not. So
 * all files are looked at once a second as well, and if that finds what no
 * event has told, five times a second from then on. */
#ifndef CHANGES_H
#define CHANGES_H

#include <stdbool.h>

/* Begin to watch all labs: what is there now is no change. */
void changes_begin(void);
/* Becomes readable when something may have changed; -1 if nothing ever does. */
int changes_fd(void);
/* How many milliseconds to wait for that before looking all the same. */
int changes_patience(void);
/* Look, and wait until the saving is over: a lab that was changed, and which of
 * its programs (server, client); NULL if none was. A touch is no change. */
const char *changes_look(bool touched[2]);

#endif
