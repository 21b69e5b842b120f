/* frames_source.h - the lines that an address stands for, by libdw: a part of
 * tests/build/frames, and of nothing else.
 *
 * Where there is no libdw, HAVE_LIBDW is not defined, and the part is empty. */
#ifndef FRAMES_SOURCE_H
#define FRAMES_SOURCE_H

#if defined __has_include && !defined NO_LIBDW
#if __has_include(<elfutils/libdwfl.h>)
#define HAVE_LIBDW
#endif
#endif

#ifdef HAVE_LIBDW
#include <elfutils/libdwfl.h>
#include <stdint.h>

/* Print the frames that this address of the program stands for, the innermost
 * first: its function, and those that it was inlined into. */
void source_say(Dwfl_Module *m, Dwarf_Addr address, uint32_t stack);

#endif
#endif
