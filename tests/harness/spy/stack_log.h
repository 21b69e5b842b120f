/* stack_log.h - copies of the stacks of a program under test, in memory that
 * its tracer and the harness share.
 *
 * A call is made from a stack, and many calls from the same one: it is copied
 * once. Where its frames lie is found out much later, and only if something has
 * failed. So the copy has all that this needs: registers, memory, and which
 * files were mapped where. */
#ifndef STACK_LOG_H
#define STACK_LOG_H

#include <stddef.h>
#include <stdint.h>

/* Registers have the numbers that DWARF gives them: on x86-64 the 17th is the
 * address of the instruction; on aarch64 sp is the 32nd, and pc is next. */
#if defined __aarch64__
enum { STACK_REGISTERS = 33, STACK_SP = 31, STACK_PC = 32 };
#else
enum { STACK_REGISTERS = 17, STACK_SP = 7, STACK_PC = 16 };
#endif

enum {
    STACK_NONE = 0, /* they count from 1 */
    STACKS = 256,
    STACK_BYTES = 8192,
    STACK_IMAGES = 32,
    STACK_MODULES = 512,
    STACK_PATHS = 65536
};

/* Text of a file in an image: what one exec has made, and what was loaded
 * since. Children have their parent's image. */
struct stack_module {
    uint64_t start, end, offset; /* of the mapping; where it is in the file */
    uint32_t image;              /* from 1 */
    uint16_t path;               /* where in `paths` it begins */
    uint16_t own;                /* the program itself, and no library of it */
};

struct stack_copy {
    uint64_t registers[STACK_REGISTERS];
    uint32_t image;
    uint32_t length; /* of the bytes, which begin at the stack pointer */
    uint8_t bytes[STACK_BYTES];
};

struct stack_log {
    uint32_t image_count, module_count, path_bytes;
    uint32_t count;
    struct stack_module modules[STACK_MODULES];
    char paths[STACK_PATHS];
    struct stack_copy stacks[STACKS]; /* the last: the rest was never touched */
};

/* As far as it is filled. */
static inline size_t stack_log_length(const struct stack_log *log)
{
    return offsetof(struct stack_log, stacks) +
           log->count * sizeof *log->stacks;
}

#endif
