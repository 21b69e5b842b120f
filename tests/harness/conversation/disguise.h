/* disguise.h - other words in a conversation, so that no answer can be known
 * beforehand.
 *
 * With SEED=NUMBER in the environment each letter that is said, typed or
 * demanded becomes another one, the same everywhere in that conversation. What
 * the lab's programs know themselves stays: "listening on", "bye". So do
 * lengths, digits and bytes. The same number gives the same words. */
#ifndef DISGUISE_H
#define DISGUISE_H

#include "document.h"

/* Disguise all conversations of a document about this lab; without a SEED
 * nothing is changed. */
void disguise(struct document *d, const char *lab);

#endif
