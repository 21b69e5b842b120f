/* suites.c - the list of all suites. */
#include "harness/suites/suite.h"

extern const struct suite lab01, lab02, lab03, lab04, lab05, lab06;

const struct suite *const suites[] = {&lab01, &lab02, &lab03, &lab04,
                                      &lab05, &lab06, NULL};
