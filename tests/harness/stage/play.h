/* play.h - play a conversation with real programs. */
#ifndef PLAY_H
#define PLAY_H

#include "cast.h"
#include "conversation.h"
#include "outcome.h"

/* Called after each line that went well. `shown` is its text, with the known
 * [NAMES] filled in. */
typedef void play_show(void *arg, const struct line *line, const char *shown);

/* Play a conversation. After a failure the outcome has evidence, and no story
 * yet: explain.h writes it. `show` may be NULL. When this returns, all
 * processes that were started have ended. */
struct outcome play(const struct conversation *c, const struct cast *cast,
                    play_show *show, void *arg);

#endif
