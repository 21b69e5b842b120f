/* fault_words.h - a fault as pages write it: "EINTR on accept". */
#ifndef FAULT_WORDS_H
#define FAULT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "fault.h"

/* Enough for FAULTS_MOST of them, each with a semicolon behind it. */
enum { FAULT_WORDS_MOST = 256 };

/* Read one: "EINTR on accept", "send at most 7 bytes", "reset before accept 3".
 * False if it is none of these. */
bool fault_read(struct fault *f, const char *words);
/* Write one. */
void fault_write(const struct fault *f, char *words, size_t size);
/* The same for all of them: "EINTR on accept;send at most 7 bytes;". */
bool faults_read(struct faults *all, const char *words);
void faults_write(const struct faults *all, char words[FAULT_WORDS_MOST]);

#endif
