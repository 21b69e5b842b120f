/* frames_source.c - see frames_source.h. */
#include "frames_source.h"

#ifdef HAVE_LIBDW
#include <dwarf.h>
#include <elfutils/libdw.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

enum { INLINED_MOST = 32 };

/* The path may be relative to the folder where the unit was compiled. */
static void say(uint32_t stack, Dwarf_Die *unit, int line, const char *path)
{
    Dwarf_Attribute attribute;
    const char *folder =
        dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
    if (line <= 0 || path == NULL)
        return;
    printf("%" PRIu32 " %d ", stack, line);
    if (*path != '/' && folder)
        printf("%s/", folder);
    puts(path);
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
static void say_call_of(uint32_t stack, Dwarf_Die *inlined, Dwarf_Die *unit)
{
    Dwarf_Attribute attribute;
    Dwarf_Word file = 0, line = 0;
    Dwarf_Files *files;
    size_t count;
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_file, &attribute), &file);
    dwarf_formudata(dwarf_attr(inlined, DW_AT_call_line, &attribute), &line);
    if (dwarf_getsrcfiles(unit, &files, &count) == 0 && file < count)
        say(stack, unit, (int)line, dwarf_filesrc(files, file, NULL, NULL));
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
    if (at && dwarf_lineno(at, &line) == 0)
        say(stack, unit, line, dwarf_linesrc(at, NULL, NULL));
    for (int i = count - 1; i > 0; i--)
        if (dwarf_tag(&all[i]) == DW_TAG_inlined_subroutine)
            say_call_of(stack, &all[i], unit);
}

void source_say(Dwfl_Module *m, Dwarf_Addr address, uint32_t stack)
{
    Dwarf_Addr bias = 0;
    Dwarf_Die *unit = unit_at(m, address, &bias);
    if (unit)
        say_all(stack, unit, address - bias);
}
#else
typedef int nothing_here; /* ISO C wants something in each file */
#endif
