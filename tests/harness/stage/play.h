/* play.h - play a conversation with real programs. */
#ifndef PLAY_H
#define PLAY_H

#include "cast.h"
#include "conversation.h"
#include "outcome.h"

/* Called after each line that went well; shown is its text with the names
 * filled in. */
typedef void play_show(void *arg, const struct line *line, const char *shown);

/* Play. Of a failure there is evidence, and no story yet: explain.h. show may
 * be NULL. Nothing that was started is left when this returns. */
struct outcome play(const struct conversation *c, const struct cast *cast,
                    play_show *show, void *arg);

#endif
