/* tracer_stack.c - see tracer_stack.h.
 *
 * Most calls come from a stack that was seen before: then one
 * process_vm_readv() is all. Two stacks are the same if ip and sp are, and
 * every word of the first that points into text: those decide how it unwinds.
 * Which of them are return addresses, and which were left by older calls,
 * cannot be told here. */
#include "tracer_stack.h"

#include <elf.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <unistd.h>

enum { WORDS = STACK_BYTES / 8, PAGE = 4096, PATH_OF_MODULE = 4096 };

/* What a stack is known by; beside the log, where looking is cheap. */
static struct key {
    uint64_t ip, sp;
    uint32_t image;
    uint64_t text[WORDS / 64]; /* a bit for each word that points into text */
} keys[STACKS];

/* --- what is mapped ------------------------------------------------------- */

uint32_t tracer_stack_image(struct stack_log *log)
{
    return log->image_count < STACK_IMAGES ? ++log->image_count : 0;
}

static const struct stack_module *module_at(const struct stack_log *log,
                                            uint32_t image, uint64_t address)
{
    for (uint32_t i = 0; i < log->module_count; i++) {
        const struct stack_module *m = &log->modules[i];
        if (address >= m->start && address < m->end && m->image == image)
            return m;
    }
    return NULL;
}

/* A place for the path, or for the last one once more. False: no room. */
static bool keep_path(struct stack_log *log, struct stack_module *m,
                      const char *path)
{
    size_t size = strlen(path) + 1;
    if (log->path_bytes + size > STACK_PATHS)
        return false;
    m->path = (uint16_t)log->path_bytes;
    memcpy(log->paths + log->path_bytes, path, size);
    log->path_bytes += (uint32_t)size;
    return true;
}

/* "START-END r-xp OFFSET DEVICE INODE   PATH"; only text of files counts. */
static void take_mapping(struct stack_log *log, uint32_t image,
                         const char *line, const char *program)
{
    struct stack_module m = {.image = image};
    char path[PATH_OF_MODULE];
    const char *flags = strchr(line, ' ');
    if (flags == NULL || flags[3] != 'x' ||
        sscanf(line,
               "%" SCNx64 "-%" SCNx64 " %*s %" SCNx64 " %*s %*s %4095[^\n]",
               &m.start, &m.end, &m.offset, path) != 4 ||
        *path != '/')
        return;
    m.own = strcmp(path, program) == 0;
    if (log->module_count < STACK_MODULES && !module_at(log, image, m.start) &&
        keep_path(log, &m, path))
        log->modules[log->module_count++] = m;
}

static void take_modules(struct stack_log *log, uint32_t image, pid_t tid)
{
    char name[32], program[PATH_OF_MODULE] = "", line[PATH_OF_MODULE + 128];
    snprintf(name, sizeof name, "/proc/%d/exe", tid);
    ssize_t len = readlink(name, program, sizeof program - 1);
    program[len > 0 ? len : 0] = '\0';
    snprintf(name, sizeof name, "/proc/%d/maps", tid);
    FILE *maps = fopen(name, "re");
    while (maps && fgets(line, sizeof line, maps))
        take_mapping(log, image, line, program);
    if (maps)
        fclose(maps);
}

/* --- the stack ------------------------------------------------------------ */

/* What lies on the stack, page by page: it may end at any of them. */
static void read_stack(pid_t tid, uint64_t sp, struct stack_copy *to)
{
    struct iovec here = {to->bytes, STACK_BYTES},
                 there[STACK_BYTES / PAGE + 1] = {0};
    uint64_t at = sp, end = sp + STACK_BYTES;
    unsigned long count = 0;
    while (at < end) {
        uint64_t next = (at / PAGE + 1) * PAGE;
        next = next < end ? next : end;
        /* NOLINTNEXTLINE(performance-no-int-to-ptr): of another process */
        there[count].iov_base = (void *)(uintptr_t)at;
        there[count++].iov_len = next - at;
        at = next;
    }
    ssize_t got = process_vm_readv(tid, &here, 1, there, count, 0);
    to->length = got > 0 ? (uint32_t)got / 8 * 8 : 0;
}

static bool is_same(const struct key *k, const struct stack_copy *old,
                    const struct stack_copy *now)
{
    const uint64_t *was = (const void *)old->bytes, *is = (void *)now->bytes;
    if (now->length < old->length)
        return false;
    for (int i = 0; i < WORDS / 64; i++)
        for (uint64_t bits = k->text[i]; bits; bits &= bits - 1) {
            int at = 64 * i + __builtin_ctzll(bits);
            if (was[at] != is[at])
                return false;
        }
    return true;
}

static uint32_t find(const struct stack_log *log, const struct stack_copy *now,
                     uint64_t ip, uint64_t sp)
{
    for (uint32_t i = 0; i < log->count; i++)
        if (keys[i].ip == ip && keys[i].sp == sp &&
            keys[i].image == now->image &&
            is_same(&keys[i], &log->stacks[i], now))
            return i + 1;
    return STACK_NONE;
}

/* In the order of DWARF's numbers. */
static bool read_registers(pid_t tid, uint64_t *out)
{
    struct user_regs_struct r;
    struct iovec all = {&r, sizeof r};
    if (ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &all) == -1)
        return false;
#if defined __x86_64__
    const uint64_t ordered[STACK_REGISTERS] = {
        r.rax, r.rdx, r.rcx, r.rbx, r.rsi, r.rdi, r.rbp, r.rsp, r.r8,
        r.r9,  r.r10, r.r11, r.r12, r.r13, r.r14, r.r15, r.rip};
    memcpy(out, ordered, sizeof ordered);
    return true;
#elif defined __aarch64__
    memcpy(out, r.regs, sizeof r.regs);
    out[STACK_SP] = r.sp;
    out[STACK_PC] = r.pc;
    return true;
#else
    (void)out;
    return false; /* nobody has written down its registers here */
#endif
}

static void note_text(struct key *k, const struct stack_log *log,
                      const struct stack_copy *copy)
{
    const uint64_t *words = (const void *)copy->bytes;
    memset(k->text, 0, sizeof k->text);
    for (unsigned i = 0; i < copy->length / 8; i++)
        if (module_at(log, copy->image, words[i]))
            k->text[i / 64] |= UINT64_C(1) << i % 64;
}

static uint32_t keep(struct stack_log *log, const struct stack_copy *copy,
                     pid_t tid, uint64_t ip, uint64_t sp)
{
    struct stack_copy *to = &log->stacks[log->count];
    struct key *k = &keys[log->count];
    if (!module_at(log, copy->image, ip)) /* libraries come after the start */
        take_modules(log, copy->image, tid);
    if (!module_at(log, copy->image, ip))
        return STACK_NONE;
    *to = *copy;
    if (!read_registers(tid, to->registers))
        return STACK_NONE;
    *k = (struct key){.ip = ip, .sp = sp, .image = copy->image};
    note_text(k, log, to);
    return ++log->count;
}

/* The stack that was read last. */
static struct stack_copy now;

uint32_t tracer_stack_known(const struct stack_log *log, uint32_t image,
                            pid_t tid, uint64_t ip, uint64_t sp)
{
    now.length = 0;
    if (image == 0 || sp % 8 != 0)
        return STACK_NONE;
    now.image = image;
    read_stack(tid, sp, &now);
    return find(log, &now, ip, sp);
}

uint32_t tracer_stack_take(struct stack_log *log, uint32_t image, pid_t tid,
                           uint64_t ip, uint64_t sp)
{
    uint32_t number = tracer_stack_known(log, image, tid, ip, sp);
    if (number == STACK_NONE && now.length > 0 && log->count < STACKS)
        number = keep(log, &now, tid, ip, sp);
    return number;
}
