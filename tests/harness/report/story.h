/* story.h - tell people how a conversation failed. */
#ifndef STORY_H
#define STORY_H

#include "evidence.h"

/* The whole story of a conversation, or of a check in C. */
void story_tell(FILE *out, const struct evidence *e);
void story_tell_check(FILE *out, const struct evidence *e);

#endif
