/* disguise.h - change the words of a conversation, so that no program can know
 * the answers beforehand.
 *
 * With SEED=NUMBER in the environment each letter that is sent, typed or
 * demanded is replaced by another one, which is the same everywhere in the
 * conversation. Words that the lab's programs print themselves stay, such as
 * "listening on"; so do lengths, digits and escapes. The same number gives the
 * same words. */
#ifndef DISGUISE_H
#define DISGUISE_H

#include "document.h"

/* Disguise all conversations of a document about this lab; without a SEED
 * nothing is changed. */
void disguise(struct document *d, const char *lab);

#endif
