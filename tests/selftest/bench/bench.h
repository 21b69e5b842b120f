/* bench.h - what all measurements share. */
#ifndef BENCH_H
#define BENCH_H

/* Milliseconds, with their fractions, on a clock that nobody sets. */
double bench_ms(void);
/* The middle one; sorts the values. */
double bench_median(double *values, int count);
/* Something cannot run: say what, and exit 1. printf(3). */
__attribute__((format(printf, 1, 2))) _Noreturn void
bench_die(const char *format, ...);

#endif
