/* lab01.c - what lab 1 demands. */
#include "harness/suites/suite.h"

static const struct row rows[] = {
    EXCERPTS("handouts/lab01-socket.md", 9),
    TALKS("handouts/lab01-socket.md", 15),
    WINDOWS("handouts/lab01-socket.md", 5),
    TALKS("tests/lab01-socket/arguments.md", 3),
    TALKS("tests/lab01-socket/client.md", 7),
    WINDOWS("tests/lab01-socket/client.md", 1),
    TALKS("tests/lab01-socket/limits.md", 7),
    TALKS("tests/lab01-socket/socket.md", 8),
    END_OF_SUITE,
};

const struct suite lab01 = {"lab01-socket", 8, rows};
