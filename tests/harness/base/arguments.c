/* arguments.c - see arguments.h. */
#include "arguments.h"

#include <stdio.h>
#include <stdlib.h>

void arguments_refuse(const char *usage)
{
    fprintf(stderr, "usage: %s\n", usage);
    exit(2);
}

void arguments_check(int argc, char **argv, int least, int most,
                     const char *usage)
{
    if (argc - 1 < least || argc - 1 > most)
        arguments_refuse(usage);
    for (int i = 1; i < argc; i++)
        if (*argv[i] == '-')
            arguments_refuse(usage);
}
