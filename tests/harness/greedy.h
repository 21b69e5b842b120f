/* greedy.h - do the processes of a jail hold more memory than they may? */
#ifndef GREEDY_H
#define GREEDY_H

#include <stdbool.h>

/* All processes that this namespace has, together. proc(5). */
bool greedy(void);

#endif
