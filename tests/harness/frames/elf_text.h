/* elf_text.h - the text of an ELF file: where it is mapped, and whom it calls.
 *
 * The file may be a stranger's: nothing in it is believed. */
#ifndef ELF_TEXT_H
#define ELF_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "stack_log.h"

/* Text of a process, and the file that it was mapped from. */
struct elf_text {
    int fd;
    uint64_t start, end; /* addresses of the process */
    uint64_t offset;     /* of `start` in the file */
    uint64_t bias;       /* how far they lie behind the file's addresses */
};

/* Where the file of a module lies here: a program may have run in a sandbox,
 * where its own file had another path. */
const char *module_path(const struct stack_module *m);
/* Open it. False: it is not here, or no ELF file with such a text. */
bool elf_open(struct elf_text *t, const struct stack_module *m);
/* The bytes at an address of it. */
bool elf_read(const struct elf_text *t, uint64_t address, void *to,
              size_t size);

/* elf_calls.c: Is there a call right before `address`, and is it one of the
 * function that has `ip`? That may lie in the same text, or be known by its
 * name. What is called through a pointer is not known. */
bool elf_calls(const struct elf_text *from, uint64_t address,
               const struct elf_text *to, uint64_t ip);

#endif
