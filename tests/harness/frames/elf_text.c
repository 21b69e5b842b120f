/* elf_text.c - see elf_text.h. */
#include "elf_text.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "frames.h"

enum { HEADERS_MOST = 64 };

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *module_path(const struct stack_module *m)
{
    const char *path = frames_log.paths + m->path;
    bool moved = m->own && strcmp(name_of(path), name_of(frames_program)) == 0;
    return moved ? frames_program : path;
}

static bool read_at(int fd, void *to, size_t size, uint64_t offset)
{
    return pread(fd, to, size, (off_t)offset) == (ssize_t)size;
}

static bool is_mapped(const Elf64_Phdr *p, const struct stack_module *m)
{
    return p->p_type == PT_LOAD && p->p_flags & PF_X &&
           p->p_offset < m->offset + (m->end - m->start) &&
           p->p_offset + p->p_filesz > m->offset;
}

static bool find_bias(struct elf_text *t, const struct stack_module *m)
{
    Elf64_Ehdr e;
    Elf64_Phdr p;
    if (!read_at(t->fd, &e, sizeof e, 0) ||
        memcmp(e.e_ident, ELFMAG, SELFMAG) != 0 ||
        e.e_ident[EI_CLASS] != ELFCLASS64 || e.e_phentsize != sizeof p)
        return false;
    for (int i = 0; i < e.e_phnum && i < HEADERS_MOST; i++) {
        if (!read_at(t->fd, &p, sizeof p, e.e_phoff + (size_t)i * sizeof p))
            return false;
        t->bias = m->start - m->offset + p.p_offset - p.p_vaddr;
        if (is_mapped(&p, m))
            return true;
    }
    return false;
}

bool elf_open(struct elf_text *t, const struct stack_module *m)
{
    const char *path = module_path(m);
    *t = (struct elf_text){
        .start = m->start, .end = m->end, .offset = m->offset};
    t->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (t->fd == -1)
        return false;
    if (find_bias(t, m))
        return true;
    close(t->fd);
    return false;
}

bool elf_read(const struct elf_text *t, uint64_t address, void *to, size_t size)
{
    return address >= t->start && address < t->end &&
           t->end - address >= size &&
           read_at(t->fd, to, size, address - t->start + t->offset);
}
