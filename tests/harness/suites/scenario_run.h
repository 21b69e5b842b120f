/* scenario_run.h - run a scenario: with which programs, and what is kept of its
 * failures. */
#ifndef SCENARIO_RUN_H
#define SCENARIO_RUN_H

#include "scenario.h"

/* From now on play the programs in this folder as build 1, instead of the lab's
 * own: a mutant or a variant. If `each`, it has a folder for each lab: a
 * submission. */
void scenario_programs(const char *folder, bool each);
/* From now on play "server" or "client" of this folder, or both, in place of
 * the lab's own: programs whose source is not here. */
void scenario_foreign(const char *folder);
/* From now on play without a tracer: what needs it is not checked. */
void scenario_trace_nothing(void);
/* From now on save failures in this folder (NULL: that of the lab's last run),
 * so that they can be told again: kept.h. Those of a submission are saved in
 * FOLDER/LAB. Of several failures of a scenario the first is kept. */
void scenarios_keep(const char *folder);
/* Delete what scenarios_keep() has saved of this scenario, if it was given a
 * folder: the scenario passes after all, or is played again. */
void scenario_forget(const struct scenario *s);
/* Run a scenario with its builds: the plain one for readers, both for the first
 * of a step, else the sanitized one (quick: always, and alone). The outcome is
 * that of the first build that does not pass. */
struct outcome scenario_run(const struct scenario *s, bool quick);

#endif
