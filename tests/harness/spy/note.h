/* note.h - what the spy inside a program tells its tracer.
 *
 * A note is a system call that no kernel has: without a tracer it fails, and
 * nothing else happens. It is evidence; no point is decided by it. */
#ifndef NOTE_H
#define NOTE_H

enum { NOTE_CALL = 0x50cce7 };

/* The first argument says what is told; the others are: */
enum note {
    NOTE_WATCHES_HEAP = 1, /* nothing: there will be a note of what may leak */
    NOTE_MAY_LEAK,         /* nothing */
    NOTE_LOOKUP,           /* a family, a type, flags, and where it is called */
    NOTE_FOUND             /* getaddrinfo()'s result */
};

#endif
