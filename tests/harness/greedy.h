/* greedy.h - do the processes of a jail take more than they may? */
#ifndef GREEDY_H
#define GREEDY_H

enum greed { MODEST, GREEDY_FOR_MEMORY, GREEDY_FOR_TIME, GREEDY_FOR_PROCESSES };

/* All processes that this namespace has or had, together. proc(5). */
enum greed greed(void);

#endif
