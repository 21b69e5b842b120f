/* jailer.h - the process that starts boxes in a jail: jail.h. */
#ifndef JAILER_H
#define JAILER_H

/* Take orders on BOX_ORDERS until all senders have ended, then exit. For each
 * order it returns in a new process: process 1 of a new pid namespace, with its
 * own /tmp, and with argv (its count is returned), environment and descriptors
 * of a box. */
int jailer(char ***argv);

#endif
