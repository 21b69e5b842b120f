/* bench.h - functions for all measurements. */
#ifndef BENCH_H
#define BENCH_H

/* Milliseconds of the monotonic clock, with fractions. */
double bench_ms(void);
/* The median; it sorts the values. */
double bench_median(double *values, int count);
/* Print a message, as printf(3) does, and exit with status 1. */
__attribute__((format(printf, 1, 2))) _Noreturn void
bench_die(const char *format, ...);

#endif
