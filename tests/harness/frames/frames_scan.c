/* frames_scan.c - see frames.h: where there is no libdw. addr2line(1), which
 * comes with the compiler, is asked for the addresses of all stacks at once. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "elf_text.h"
#include "frames.h"
#include "must.h"

/* The bytes of a stack that the function of a call may use itself. */
enum { REACH = 512 };

struct scan {
    uint32_t asked[STACKS]; /* the stack that each address comes from */
    int count;
    FILE *addresses;
};

static const struct stack_module *module_at(uint32_t image, uint64_t address)
{
    for (uint32_t i = 0; i < frames_log.module_count; i++) {
        const struct stack_module *m = &frames_log.modules[i];
        if (m->image == image && address >= m->start && address < m->end)
            return m;
    }
    return NULL;
}

/* The word of the stack at this place; on aarch64 a call leaves the address
 * that it returns to in a register, which comes first. */
static bool word_at(const struct stack_copy *copy, uint32_t at, uint64_t *word)
{
#if defined __aarch64__
    *word = copy->registers[30];
    if (at == 0)
        return true;
    at -= 8;
#endif
    if (at + sizeof *word > copy->length)
        return false;
    memcpy(word, copy->bytes + at, sizeof *word);
    return true;
}

/* Where the call returns to that has led here, and the text that has it. NULL:
 * a library made the call, or it cannot be told. */
static const struct stack_module *find_return(const struct stack_copy *copy,
                                              const struct elf_text *here,
                                              uint64_t *word)
{
    struct elf_text own;
    for (uint32_t at = 0; at < REACH && word_at(copy, at, word); at += 8) {
        const struct stack_module *m = module_at(copy->image, *word);
        if (m == NULL)
            continue;
        if (!m->own || !elf_open(&own, m))
            return NULL;
        bool is = elf_calls(&own, *word, here, copy->registers[STACK_PC]);
        close(own.fd);
        if (is)
            return m;
    }
    return NULL;
}

/* Ask for what is right before this address: the call itself. */
static void ask_for(struct scan *s, uint32_t stack,
                    const struct stack_module *m, uint64_t address)
{
    struct elf_text own;
    if (strcmp(module_path(m), frames_program) != 0 || !elf_open(&own, m))
        return; /* another program: addr2line takes one */
    s->asked[s->count++] = stack;
    fprintf(s->addresses, "0x%" PRIx64 "\n", address - own.bias - 1);
    close(own.fd);
}

static void scan_stack(struct scan *s, uint32_t number)
{
    struct elf_text here;
    const struct stack_copy *copy = &frames_log.stacks[number - 1];
    uint64_t word, ip = copy->registers[STACK_PC];
    const struct stack_module *m = module_at(copy->image, ip);
    if (m == NULL || !elf_open(&here, m))
        return;
    m = find_return(copy, &here, &word);
    if (m)
        ask_for(s, number, m, word);
    close(here.fd);
}

/* addr2line answers with the address, then "PATH:LINE" for each function that
 * is inlined there. */
static void print_answers(const struct scan *s, char *said)
{
    char *rest, *line = strtok_r(said, "\n", &rest);
    for (int asked = 0; line; line = strtok_r(NULL, "\n", &rest)) {
        char *colon = strrchr(line, ':');
        int number = colon ? atoi(colon + 1) : 0;
        if (strncmp(line, "0x", 2) == 0) {
            asked++;
        } else if (number > 0 && asked > 0 && asked <= s->count) {
            *colon = '\0';
            printf("%" PRIu32 " %d %s\n", s->asked[asked - 1], number, line);
        }
    }
}

void frames_scan(void)
{
    char *argv[] = {"addr2line", "-aie", (char *)frames_program, NULL}, *text;
    size_t len;
    struct scan s = {0};
    s.addresses = must_open_memstream(&text, &len);
    for (uint32_t i = 1; i <= frames_log.count; i++)
        scan_stack(&s, i);
    must_fclose(s.addresses);
    char *said = s.count > 0 ? ask_tool(argv, text, len) : NULL;
    if (said)
        print_answers(&s, said);
    free(said);
    free(text);
}
