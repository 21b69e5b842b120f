/* mistakes.h - from evidence to findings.
 *
 * A row of the table is one kind of mistake. Its sign says whether the evidence
 * shows it, and puts that evidence into a sentence. */
#ifndef MISTAKES_H
#define MISTAKES_H

#include <stdio.h>

#include "evidence.h"
#include "finding.h"

/* A step of a lab. Lab 0: none. */
struct lab_step {
    int lab, step;
};

enum { WHERE_MOST = 8 };

struct mistake {
    const char *name;
    enum weight weight;
    bool undone; /* it tells what was left undone: not of a program that has
                  * crashed, or has come to its todo() */
    bool (*sign)(const struct evidence *, const struct subject *,
                 struct finding *);
    bool reported; /* it is what a sanitizer's report tells of */
    const char *question;
    struct lab_step where[WHERE_MOST]; /* empty: it may occur in any step */
};

/* A table for each topic; its last row has no name. */
extern const struct mistake mistakes_memory[], mistakes_address[],
    mistakes_listen[], mistakes_options[], mistakes_socket[], mistakes_shown[],
    mistakes_lookup[], mistakes_datagrams[], mistakes_answers[],
    mistakes_sets[], mistakes_waking[], mistakes_blocking[], mistakes_chat[],
    mistakes_failures[], mistakes_results[], mistakes_survival[],
    mistakes_messages[], mistakes_connecting[], mistakes_deadlines[],
    mistakes_limits[], mistakes_silence[], mistakes_requests[],
    mistakes_processes[], mistakes_ends[], mistakes_numbers[],
    mistakes_closing[], mistakes_bytes[], mistakes_lines[], mistakes_pieces[],
    mistakes_output[], mistakes_echo[], mistakes_kept[], mistakes_relay[],
    mistakes_queue[], mistakes_crowd[];
/* All tables, in the order of the search; the last pointer is NULL. */
extern const struct mistake *const mistakes_topics[];

/* List the mistakes of a lab by their steps, in Markdown. */
void mistakes_list(FILE *out, const char *lab);
/* List the mistakes that a compiler finds; they belong to no step. */
void mistakes_list_compiler(FILE *out);

/* The mistakes that the evidence shows. */
struct findings mistakes_find(const struct evidence *e);
/* The same for the output of a compiler. */
struct finding mistakes_find_compiler(const char *words);

#endif
