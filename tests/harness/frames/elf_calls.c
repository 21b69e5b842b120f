/* elf_calls.c - see elf_text.h: calls as the compiler has written them, and the
 * names of what the linker has left to be found. */
#include <elf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "elf_text.h"
#include "must.h"

enum {
    SECTIONS_MOST = 256,
    SECTION_BYTES_MOST = 8 << 20,
    WRAPPER_MOST = 1024, /* bytes of a function that makes a system call */
};

/* --- instructions --------------------------------------------------------- */

/* Where a call goes: to an address, or to what stands in a slot of memory that
 * the linker fills. 0: not that. */
struct target {
    uint64_t address, slot;
};

#if defined __aarch64__
static int64_t sign_extend(uint64_t value, int bits)
{
    return (int64_t)(value << (64 - bits)) >> (64 - bits);
}

/* bl */
static struct target called_before(const struct elf_text *t, uint64_t address)
{
    uint32_t word;
    struct target none = {0};
    if (!elf_read(t, address - 4, &word, sizeof word) ||
        (word & 0xfc000000) != 0x94000000)
        return none;
    int64_t by = sign_extend(word & 0x3ffffff, 26) * 4;
    return (struct target){.address = address - 4 + (uint64_t)by};
}

/* bti c, or not; adrp x16, PAGE; ldr x17, [x16, PART] */
static uint64_t slot_of_stub(const struct elf_text *t, uint64_t address)
{
    uint32_t word[3];
    if (!elf_read(t, address, word, sizeof word))
        return 0;
    int at = word[0] == 0xd503245f;
    uint32_t adrp = word[at], ldr = word[at + 1];
    if ((adrp & 0x9f00001f) != 0x90000010 || (ldr & 0xffc003ff) != 0xf9400211)
        return 0;
    uint64_t pages = (adrp >> 5 & 0x7ffff) << 2 | (adrp >> 29 & 3);
    uint64_t page = (address + 4 * (uint64_t)at) & ~UINT64_C(0xfff);
    return page + (uint64_t)sign_extend(pages, 21) * 4096 +
           (ldr >> 10 & 0xfff) * 8;
}
#else
static uint64_t forward(uint64_t address, const uint8_t *by)
{
    int32_t distance;
    memcpy(&distance, by, sizeof distance);
    return address + (uint64_t)(int64_t)distance;
}

/* call DISTANCE, or call *DISTANCE(%rip) */
static struct target called_before(const struct elf_text *t, uint64_t address)
{
    uint8_t code[6];
    struct target to = {0};
    if (!elf_read(t, address - sizeof code, code, sizeof code))
        return to;
    if (code[1] == 0xe8)
        to.address = forward(address, code + 2);
    else if (code[0] == 0xff && code[1] == 0x15)
        to.slot = forward(address, code + 2);
    return to;
}

/* endbr64, or not; bnd, or not; jmp *DISTANCE(%rip) */
static uint64_t slot_of_stub(const struct elf_text *t, uint64_t address)
{
    static const uint8_t endbr64[] = {0xf3, 0x0f, 0x1e, 0xfa};
    uint8_t code[11];
    size_t at = 0;
    if (!elf_read(t, address, code, sizeof code))
        return 0;
    if (memcmp(code, endbr64, sizeof endbr64) == 0)
        at = sizeof endbr64;
    if (code[at] == 0xf2)
        at++;
    if (code[at] != 0xff || code[at + 1] != 0x25)
        return 0;
    return forward(address + at + 6, code + at + 2);
}
#endif

/* --- names ---------------------------------------------------------------- */

struct sections {
    const struct elf_text *of;
    Elf64_Shdr *all;
    unsigned count;
};

static void *read_part(const struct elf_text *t, uint64_t offset, uint64_t size)
{
    if (size == 0 || size > SECTION_BYTES_MOST)
        return NULL;
    char *bytes = must_malloc(size + 1);
    bytes[size] = '\0'; /* it may be text */
    if (pread(t->fd, bytes, size, (off_t)offset) == (ssize_t)size)
        return bytes;
    free(bytes);
    return NULL;
}

static void read_sections(struct sections *s, const struct elf_text *t)
{
    Elf64_Ehdr e;
    *s = (struct sections){.of = t};
    if (pread(t->fd, &e, sizeof e, 0) != sizeof e ||
        e.e_shentsize != sizeof *s->all || e.e_shnum > SECTIONS_MOST)
        return;
    s->all = read_part(t, e.e_shoff, e.e_shnum * sizeof *s->all);
    s->count = s->all ? e.e_shnum : 0;
}

/* What is in a section, malloc'ed; NULL: it cannot be read. */
static void *read_section(const struct sections *s, unsigned i, uint64_t *size)
{
    *size = i < s->count ? s->all[i].sh_size : 0;
    return *size ? read_part(s->of, s->all[i].sh_offset, *size) : NULL;
}

/* A symbol of a table, and its name; malloc'ed, NULL: none. */
static char *name_of_symbol(const struct sections *s, unsigned table,
                            uint64_t at)
{
    uint64_t size, text_size;
    char *name = NULL;
    Elf64_Sym *symbols = read_section(s, table, &size);
    char *text =
        symbols ? read_section(s, s->all[table].sh_link, &text_size) : NULL;
    if (text && at < size / sizeof *symbols && symbols[at].st_name < text_size)
        name = must_strdup(text + symbols[at].st_name);
    free(symbols);
    free(text);
    return name;
}

static char *name_in_relocations(const struct sections *s, unsigned i,
                                 uint64_t slot)
{
    uint64_t size;
    char *name = NULL;
    Elf64_Rela *all = read_section(s, i, &size);
    for (uint64_t at = 0; all && at < size / sizeof *all && !name; at++)
        if (all[at].r_offset == slot)
            name = name_of_symbol(s, s->all[i].sh_link,
                                  ELF64_R_SYM(all[at].r_info));
    free(all);
    return name;
}

/* The function that the linker puts into this slot; malloc'ed, NULL: none. */
static char *name_of_slot(const struct elf_text *t, uint64_t slot)
{
    struct sections s;
    char *name = NULL;
    read_sections(&s, t);
    for (unsigned i = 0; i < s.count && !name; i++)
        if (s.all[i].sh_type == SHT_RELA)
            name = name_in_relocations(&s, i, slot - t->bias);
    free(s.all);
    return name;
}

/* Is one of the symbols in this table a function of that name, and has `at`? */
static bool table_has(const struct sections *s, unsigned table,
                      const char *name, uint64_t at)
{
    uint64_t size, text_size;
    bool has = false;
    Elf64_Sym *symbols = read_section(s, table, &size);
    char *text =
        symbols ? read_section(s, s->all[table].sh_link, &text_size) : NULL;
    for (uint64_t i = 0; text && i < size / sizeof *symbols && !has; i++)
        has = at >= symbols[i].st_value &&
              at - symbols[i].st_value < symbols[i].st_size &&
              symbols[i].st_name < text_size &&
              strcmp(text + symbols[i].st_name, name) == 0;
    free(symbols);
    free(text);
    return has;
}

static bool is_in_function(const struct elf_text *t, uint64_t ip,
                           const char *name)
{
    struct sections s;
    bool is = false;
    read_sections(&s, t);
    for (unsigned i = 0; i < s.count && !is; i++)
        if (s.all[i].sh_type == SHT_DYNSYM)
            is = table_has(&s, i, name, ip - t->bias);
    free(s.all);
    return is;
}

/* --- both ----------------------------------------------------------------- */

bool elf_calls(const struct elf_text *from, uint64_t address,
               const struct elf_text *to, uint64_t ip)
{
    struct target t = called_before(from, address);
    if (t.address && !t.slot)
        t.slot = slot_of_stub(from, t.address);
    if (t.address && !t.slot) /* linked with what it calls */
        return ip >= t.address && ip - t.address < WRAPPER_MOST &&
               ip >= from->start && ip < from->end;
    char *name = t.slot ? name_of_slot(from, t.slot) : NULL;
    bool calls = name && is_in_function(to, ip, name);
    free(name);
    return calls;
}
