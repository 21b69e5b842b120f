# build.mk - how everything here is compiled, and the helpers of common/,
# compiled once. TOP says where the project begins.

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -I$(TOP)common
ifeq ($(shell uname),Darwin) # it would hide INADDR_LOOPBACK, and more
CPPFLAGS += -D_DARWIN_C_SOURCE
endif
CFLAGS   += -std=c11 -g -Wall -Wextra -Wpedantic -Wshadow
SANITIZE ?= -fsanitize=address,undefined -fno-omit-frame-pointer

BUILD    := $(TOP)tests/build
SOURCES  := $(wildcard $(TOP)common/*.c)
HEADERS  := $(addprefix $(TOP)common/,lab.h net.h)
HELPERS  := $(BUILD)/helpers.a
CHECKED_HELPERS := $(BUILD)/helpers-sanitized.a

# What stands between a sanitized program and its socket calls, if the linker can
# put it there: ld(1), --wrap. If it cannot, the file of flags is empty. SWIFT makes
# such a program start in a third of the time, where it is understood and fits.
SPIED := socket bind listen accept accept4 connect send sendto sendmsg writev write \
         recv recvfrom recvmsg readv read shutdown close select pselect poll ppoll epoll_wait \
         setsockopt getsockopt getsockname getpeername fcntl dup dup2 fork getaddrinfo \
         freeaddrinfo malloc calloc realloc reallocarray aligned_alloc posix_memalign strdup strndup \
         getline getdelim fopen fdopen freopen opendir popen tmpfile open_memstream
WRAP  := $(SPIED:%=-Wl,--wrap=%)
SWIFT := -static-libubsan -Wl,-u,spy_dlsym,--defsym,dlsym=spy_dlsym
SPY   := $(BUILD)/spy.flags
SPY_PARTS := spy spy_record spy_faults spy_heap spy_start

$(SPY): $(SPY_PARTS:%=$(TOP)tests/harness/%.c) $(wildcard $(TOP)tests/harness/spy_*.h)
	@mkdir -p $(@D) && new=$@.$$$$ && mkdir -p $$new && for part in $(SPY_PARTS); do \
	$(CC) -D_GNU_SOURCE -std=c11 -g -Wall -Wextra \
	-O2 -fno-omit-frame-pointer -c \
	-o $$new/$$part.o $(TOP)tests/harness/$$part.c || exit; done && \
	ar rcs $$new/spy.a $$new/*.o && \
	echo '_Bool spy_start_fits(void); int main(void) { return !spy_start_fits(); }' \
	>$$new/none.c && : >$$new/flags && \
	for more in '-fuse-ld=gold $(SWIFT)' '$(SWIFT)' ''; do \
	$(CC) -Werror $(SANITIZE) -o $$new/none $$new/none.c $$new/spy.a \
	$(WRAP) $$more 2>/dev/null && { [ -z "$$more" ] || $$new/none; } && \
	echo '$(WRAP)' "$$more" >$$new/flags && break; \
	done; \
	mv $$new/spy.a $(BUILD)/spy.a && mv $$new/flags $@ && rm -r $$new

# How the sanitized build compiles, for scripts that have programs of their own:
# make -s -f common/build.mk TOP= sanitized-command
.PHONY: sanitized-command
sanitized-command:
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)'

# In a folder of its own, then moved: two makes may be at it at once.
define archive-helpers
@new=$@.$$$$; mkdir -p $$new && for source in $(SOURCES); do \
$(CC) $(CPPFLAGS) $(CFLAGS) $(1) -c -o $$new/$$(basename $$source .c).o $$source || exit; \
done && ar rcs $$new/helpers.a $$new/*.o && mv $$new/helpers.a $@ && rm -r $$new
endef

$(HELPERS): $(SOURCES) $(HEADERS)
	$(call archive-helpers)

$(CHECKED_HELPERS): $(SOURCES) $(HEADERS)
	$(call archive-helpers,$(SANITIZE))
