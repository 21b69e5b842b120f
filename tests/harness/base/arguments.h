/* arguments.h - refuse a command line that does not fit the usage. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

/* Call it once the program's own options are taken off. With fewer arguments
 * than `least`, more than `most`, or one that looks like an option, it prints
 * the usage and ends the program with status 2. */
void arguments_check(int argc, char **argv, int least, int most,
                     const char *usage);
/* Print the usage and end the program with status 2. */
_Noreturn void arguments_refuse(const char *usage);

#endif
