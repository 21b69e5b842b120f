/* arguments.h - what every program here refuses. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

/* After the options that a program has were taken off: end it with a usage line
 * and status 2 if it has fewer arguments than `least` or more than `most`, or
 * one that looks like an option. */
void arguments_check(int argc, char **argv, int least, int most,
                     const char *usage);
/* The same end. */
_Noreturn void arguments_refuse(const char *usage);

#endif
