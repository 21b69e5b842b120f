/* jailer.h - who starts boxes in a jail: jail.h. */
#ifndef JAILER_H
#define JAILER_H

/* Take orders on BOX_ORDERS until nobody can give any more, and exit. Comes
 * back once for each, in a new process: the first one of its own namespace,
 * with a /tmp of its own, and with the words (*argv, how many is returned), the
 * environment and the descriptors of a box. */
int jailer(char ***argv);

#endif
