/* frames_source.c - see frames_source.h. */
#include "frames_source.h"

#ifdef HAVE_LIBDW
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

#include "paths.h"

enum { INLINED_MOST = 32 };

static void say(uint32_t stack, bool own, int line, const char *function,
                const char *path)
{
    printf("%" PRIu32 " %d %d %s %s\n", stack, own, line,
           function && *function ? function : "-", path && *path ? path : "-");
}

/* The path may be relative to the folder where the unit was compiled. */
static void say_in(uint32_t stack, Dwarf_Die *unit, int line,
                   const char *function, const char *path)
{
    char whole[PATH_MOST];
    Dwarf_Attribute attribute;
    const char *folder =
        dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
    snprintf(whole, sizeof whole, "%s/%s", folder ? folder : "",
             path ? path : "");
    say(stack, true, line, function, path && *path != '/' ? whole : path);
}

/* The unit that has this address. clang writes no table of their addresses. */
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
static void say_call_of(uint32_t stack, Dwarf_Die *inlined, Dwarf_Die *unit,
                        const char *name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word file = 0, line = 0;
    Dwarf_Files *files;
    size_t count;
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &file);
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &line);
    if (dwarf_getsrcfiles(unit, &files, &count) == 0 && file < count)
        say_in(stack, unit, (int)line, name,
               dwarf_filesrc(files, file, NULL, NULL));
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

static void say_all(uint32_t stack, Dwarf_Die *unit, Dwarf_Addr address)
{
    Dwarf_Die all[INLINED_MOST];
    int line = 0, count = functions_at(unit, address, all);
    Dwarf_Line *at = dwarf_getsrc_die(unit, address);
    const char *path = at ? dwarf_linesrc(at, NULL, NULL) : NULL;
    if (at)
        dwarf_lineno(at, &line);
    say_in(stack, unit, line, count ? dwarf_diename(&all[count - 1]) : NULL,
           path);
    for (int i = count - 1; i > 0; i--)
        if (dwarf_tag(&all[i]) == DW_TAG_inlined_subroutine)
            say_call_of(stack, &all[i], unit, dwarf_diename(&all[i - 1]));
}

void source_say_own(Dwfl_Module *m, Dwarf_Addr address, uint32_t stack)
{
    Dwarf_Addr bias = 0;
    Dwarf_Die *unit = unit_at(m, address, &bias);
    if (unit)
        say_all(stack, unit, address - bias);
    else
        say(stack, true, 0, dwfl_module_addrname(m, address), NULL);
}

void source_say_library(Dwfl_Module *m, Dwarf_Addr address, uint32_t stack)
{
    say(stack, false, 0, dwfl_module_addrname(m, address), NULL);
}
#else
typedef int nothing_here; /* ISO C wants something in each file */
#endif
