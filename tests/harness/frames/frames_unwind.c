/* frames_unwind.c - see frames.h: libdw finds all frames, by what the files
 * tell of how to unwind. */
#include "frames_source.h"

#ifndef HAVE_LIBDW
typedef int nothing_here; /* ISO C wants something in each file */
#else
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "elf_text.h"
#include "frames.h"

enum { FRAMES_MOST = 64 };

/* The stack that is being unwound. */
static struct unwinding {
    uint32_t number; /* from 1 */
    int frames;
} now;

static const struct stack_copy *copy_now(void)
{
    return &frames_log.stacks[now.number - 1];
}

/* --- what libdw asks for -------------------------------------------------- */

static pid_t next_thread(Dwfl *dwfl, void *arg, void **thread_arg)
{
    (void)dwfl, (void)arg;
    if (*thread_arg)
        return 0;
    *thread_arg = &now;
    return 1;
}

static bool get_thread(Dwfl *dwfl, pid_t tid, void *arg, void **thread_arg)
{
    (void)dwfl, (void)tid, (void)arg;
    *thread_arg = &now;
    return true;
}

static bool read_memory(Dwfl *dwfl, Dwarf_Addr address, Dwarf_Word *result,
                        void *arg)
{
    (void)dwfl, (void)arg;
    const struct stack_copy *s = copy_now();
    uint64_t at = address - s->registers[STACK_SP];
    if (s->length < sizeof *result || at > s->length - sizeof *result)
        return false;
    memcpy(result, s->bytes + at, sizeof *result);
    return true;
}

static bool set_registers(Dwfl_Thread *thread, void *arg)
{
    (void)arg;
    const uint64_t *from = copy_now()->registers;
    Dwarf_Word all[STACK_REGISTERS];
    for (int i = 0; i < STACK_REGISTERS; i++)
        all[i] = from[i];
    dwfl_thread_state_register_pc(thread, from[STACK_PC]);
    return dwfl_thread_state_registers(thread, 0, STACK_PC, all);
}

/* Only what is in the file itself: no other folder, and no server. */
static int find_no_debuginfo(Dwfl_Module *m, void **user, const char *name,
                             Dwarf_Addr base, const char *file,
                             const char *link, GElf_Word crc, char **found)
{
    (void)m, (void)user, (void)name, (void)base, (void)file, (void)link;
    (void)crc, (void)found;
    return -1;
}

static const Dwfl_Callbacks callbacks = {.find_elf = dwfl_linux_proc_find_elf,
                                         .find_debuginfo = find_no_debuginfo,
                                         .section_address =
                                             dwfl_offline_section_address};
static const Dwfl_Thread_Callbacks thread_callbacks = {
    .next_thread = next_thread,
    .get_thread = get_thread,
    .memory_read = read_memory,
    .set_initial_registers = set_registers};

/* --- the files of an image ------------------------------------------------ */

static void report(Dwfl *dwfl, const struct stack_module *m)
{
    struct elf_text text;
    const char *path = module_path(m);
    const char *name = m->own ? "own" : path;
    if (!elf_open(&text, m))
        return;
    if (dwfl_report_elf(dwfl, name, path, text.fd, text.bias, true) == NULL)
        close(text.fd); /* else it is libdw's now */
}

static Dwfl *open_image(uint32_t image)
{
    Dwfl *dwfl = dwfl_begin(&callbacks);
    if (dwfl == NULL)
        return NULL;
    dwfl_report_begin(dwfl);
    for (uint32_t i = 0; i < frames_log.module_count; i++)
        if (frames_log.modules[i].image == image)
            report(dwfl, &frames_log.modules[i]);
    dwfl_report_end(dwfl, NULL, NULL);
    if (dwfl_attach_state(dwfl, NULL, 1, &thread_callbacks, NULL))
        return dwfl;
    dwfl_end(dwfl);
    return NULL;
}

/* --- frames --------------------------------------------------------------- */

/* Does the file tell how to unwind here? If not, libdw would guess. */
static bool is_known(Dwfl_Module *m, Dwarf_Addr address)
{
    Dwarf_Addr bias;
    Dwarf_Frame *frame;
    Dwarf_CFI *cfi = dwfl_module_eh_cfi(m, &bias);
    bool known = cfi && dwarf_cfi_addrframe(cfi, address - bias, &frame) == 0;
    if (!known) {
        cfi = dwfl_module_dwarf_cfi(m, &bias);
        known = cfi && dwarf_cfi_addrframe(cfi, address - bias, &frame) == 0;
    }
    if (known)
        free(frame);
    return known;
}

static int take_frame(Dwfl_Frame *frame, void *arg)
{
    Dwfl *dwfl = arg;
    Dwarf_Addr address;
    bool interrupted; /* not in a call: the address is the next to be run */
    if (!dwfl_frame_pc(frame, &address, &interrupted))
        return DWARF_CB_ABORT;
    /* the system call is behind us: its instruction is before this address */
    address -= now.frames == 0 || !interrupted;
    Dwfl_Module *m = dwfl_addrmodule(dwfl, address);
    if (m == NULL)
        return DWARF_CB_ABORT;
    const char *name =
        dwfl_module_info(m, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    if (strcmp(name, "own") == 0)
        source_say(m, address, now.number);
    return is_known(m, address) && ++now.frames < FRAMES_MOST ? DWARF_CB_OK
                                                              : DWARF_CB_ABORT;
}

static void unwind_image(uint32_t image)
{
    Dwfl *dwfl = open_image(image);
    for (uint32_t i = 0; dwfl && i < frames_log.count; i++)
        if (frames_log.stacks[i].image == image) {
            now = (struct unwinding){.number = i + 1};
            dwfl_getthread_frames(dwfl, 1, take_frame, dwfl);
            fflush(stdout);
        }
    if (dwfl)
        dwfl_end(dwfl);
}

void frames_unwind(void)
{
    for (uint32_t image = 1; image <= frames_log.image_count; image++)
        unwind_image(image);
}
#endif
