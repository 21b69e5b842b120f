/* frames_main.c - the frames of copied stacks, as text. It has libdw.
 *
 * usage: frames PROGRAM <STACKS      a struct stack_log, up to its last stack
 *
 * A line for each frame, the innermost first, those of inlined functions too:
 *     STACK OWN LINE FUNCTION PATH
 * OWN is 1 in the program itself, which lies at PROGRAM, wherever that was when
 * it ran; FUNCTION and PATH may be "-". A stranger has made the file: whatever
 * happens to us is our own end, and what was said before counts. */
#include <sys/resource.h>
#include <unistd.h>

enum { SECONDS = 3, MEMORY_MIB = 1024 };

#if defined __has_include
#if __has_include(<elfutils/libdwfl.h>)
#define HAVE_LIBDW
#endif
#endif

#ifndef HAVE_LIBDW
int main(void)
{
    return 1;
}
#else
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elf_text.h"
#include "paths.h"

enum { FRAMES_MOST = 64, INLINED_MOST = 32 };

static struct stack_log taken;
static const char *program;

/* The stack that is being unwound. */
static struct unwinding {
    uint32_t number; /* from 1 */
    int frames;
} now;

static const struct stack_copy *copy_now(void)
{
    return &taken.stacks[now.number - 1];
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
    const char *path = module_path(&taken, m, program);
    const char *name = m->own ? "own" : path;
    if (!elf_open(&text, &taken, m, program))
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
    for (uint32_t i = 0; i < taken.module_count; i++)
        if (taken.modules[i].image == image)
            report(dwfl, &taken.modules[i]);
    dwfl_report_end(dwfl, NULL, NULL);
    if (dwfl_attach_state(dwfl, NULL, 1, &thread_callbacks, NULL))
        return dwfl;
    dwfl_end(dwfl);
    return NULL;
}

/* --- frames --------------------------------------------------------------- */

static void say(bool own, int line, const char *function, const char *path)
{
    printf("%" PRIu32 " %d %d %s %s\n", now.number, own, line,
           function && *function ? function : "-", path && *path ? path : "-");
}

/* A path may be told from the folder where the unit was compiled. */
static void say_in(Dwarf_Die *unit, int line, const char *function,
                   const char *path)
{
    char whole[PATH_MOST];
    Dwarf_Attribute attribute;
    const char *folder =
        dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
    snprintf(whole, sizeof whole, "%s/%s", folder ? folder : "",
             path ? path : "");
    say(true, line, function, path && *path != '/' ? whole : path);
}

/* The unit that has this address. Not every compiler says so in a table. */
static Dwarf_Die *unit_at(Dwfl_Module *m, Dwarf_Addr address, Dwarf_Addr *bias)
{
    Dwarf_Die *unit = dwfl_module_addrdie(m, address, bias);
    if (unit)
        return unit;
    while ((unit = dwfl_module_nextcu(m, unit, bias)) != NULL)
        if (dwarf_haspc(unit, address - *bias) == 1)
            return unit;
    return NULL;
}

/* Where the function that was inlined here is called. */
static void say_call_of(Dwarf_Die *inlined, Dwarf_Die *unit, const char *name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word file = 0, line = 0;
    Dwarf_Files *files;
    size_t count;
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &file);
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &line);
    if (dwarf_getsrcfiles(unit, &files, &count) == 0 && file < count)
        say_in(unit, (int)line, name, dwarf_filesrc(files, file, NULL, NULL));
}

static bool is_function(Dwarf_Die *die)
{
    int tag = dwarf_tag(die);
    return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

/* The functions that have this address, the outermost first. */
static int functions_at(Dwarf_Die *unit, Dwarf_Addr address, Dwarf_Die *all)
{
    int count = 0;
    Dwarf_Die die = *unit;
    bool more = dwarf_child(&die, &die) == 0;
    while (more && count < INLINED_MOST) {
        if (dwarf_haspc(&die, address) != 1) {
            more = dwarf_siblingof(&die, &die) == 0;
            continue;
        }
        if (is_function(&die))
            all[count++] = die;
        more = dwarf_child(&die, &die) == 0;
    }
    return count;
}

static void say_all(Dwarf_Die *unit, Dwarf_Addr address)
{
    Dwarf_Die all[INLINED_MOST];
    int line = 0, count = functions_at(unit, address, all);
    Dwarf_Line *at = dwarf_getsrc_die(unit, address);
    const char *path = at ? dwarf_linesrc(at, NULL, NULL) : NULL;
    if (at)
        dwarf_lineno(at, &line);
    say_in(unit, line, count ? dwarf_diename(&all[count - 1]) : NULL, path);
    for (int i = count - 1; i > 0; i--)
        if (dwarf_tag(&all[i]) == DW_TAG_inlined_subroutine)
            say_call_of(&all[i], unit, dwarf_diename(&all[i - 1]));
}

static void say_frame(Dwfl_Module *m, bool own, Dwarf_Addr address)
{
    Dwarf_Addr bias = 0;
    Dwarf_Die *unit = own ? unit_at(m, address, &bias) : NULL;
    if (unit)
        say_all(unit, address - bias);
    else
        say(own, 0, dwfl_module_addrname(m, address), NULL);
}

/* Where nothing tells how a function unwinds, libdw would guess. */
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
    /* a system call is an instruction that has begun, too */
    address -= now.frames == 0 || !interrupted;
    Dwfl_Module *m = dwfl_addrmodule(dwfl, address);
    if (m == NULL)
        return DWARF_CB_ABORT;
    const char *name =
        dwfl_module_info(m, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    say_frame(m, strcmp(name, "own") == 0, address);
    return is_known(m, address) && ++now.frames < FRAMES_MOST ? DWARF_CB_OK
                                                              : DWARF_CB_ABORT;
}

static void unwind_image(uint32_t image)
{
    Dwfl *dwfl = open_image(image);
    for (uint32_t i = 0; dwfl && i < taken.count; i++)
        if (taken.stacks[i].image == image) {
            now = (struct unwinding){.number = i + 1};
            dwfl_getthread_frames(dwfl, 1, take_frame, dwfl);
            fflush(stdout);
        }
    if (dwfl)
        dwfl_end(dwfl);
}

/* As much as there is: a count that is too high says nothing. */
static bool read_log(void)
{
    uint8_t *to = (uint8_t *)&taken;
    size_t len = 0;
    ssize_t got;
    while (len < sizeof taken &&
           (got = read(STDIN_FILENO, to + len, sizeof taken - len)) > 0)
        len += (size_t)got;
    taken.paths[STACK_PATHS - 1] = '\0';
    if (taken.module_count > STACK_MODULES)
        taken.module_count = STACK_MODULES;
    return taken.count <= STACKS && taken.image_count <= STACK_IMAGES;
}

static void limit(int what, rlim_t most)
{
    struct rlimit both = {most, most};
    setrlimit(what, &both);
}

int main(int argc, char **argv)
{
    alarm(SECONDS);
    limit(RLIMIT_AS, (rlim_t)MEMORY_MIB << 20);
    limit(RLIMIT_CORE, 0);
    if (argc != 2 || !read_log())
        return 1;
    program = argv[1];
    for (uint32_t image = 1; image <= taken.image_count; image++)
        unwind_image(image);
    return 0;
}
#endif
