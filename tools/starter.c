/* starter.c - turn a program into what a student begins with.
 *
 * usage: starter [--filled K] FILE.c
 *
 * Prints the file with todo() in place of each solution; those of the steps 1
 * to K stay. Exit status 2, after FILE:LINE: MESSAGE, if its marks are wrong. */
#include <stdlib.h>
#include <string.h>

#include "source.h"

int main(int argc, char **argv)
{
    int filled = 0, at = 1;
    struct source source;
    if (argc > 3 && strcmp(argv[1], "--filled") == 0) {
        filled = atoi(argv[2]);
        at = 3;
    }
    if (argc != at + 1) {
        fprintf(stderr, "usage: starter [--filled K] FILE.c\n");
        return 2;
    }
    if (!source_read(&source, argv[at]) || !source_marks(&source))
        return 2;
    source_put_starter(&source, filled, stdout);
    return 0;
}
