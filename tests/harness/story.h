/* story.h - tell people how a conversation failed. */
#ifndef STORY_H
#define STORY_H

#include "evidence.h"

/* Tell the whole story of a conversation, once the evidence is closed. */
void story_tell(FILE *out, const struct evidence *e, const char *build);

#endif
