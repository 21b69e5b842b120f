# build.mk - how everything here is compiled, and the helpers of common/,
# compiled once. TOP says where the project begins.

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -I$(TOP)common
ifeq ($(shell uname),Darwin) # it would hide INADDR_LOOPBACK, and more
CPPFLAGS += -D_DARWIN_C_SOURCE
endif
CFLAGS   += -std=c11 -g -Wall -Wextra -Wpedantic -Wshadow
SANITIZE ?= -fsanitize=address,undefined -fno-omit-frame-pointer

# What is built is moved to its place when it is whole. A student is shown the
# compiler's line without that; make -s shows none.
WHOLE    := sh $(TOP)common/whole
SHOW     := $(if $(findstring s,$(firstword -$(MAKEFLAGS))),:,echo)
BUILD    := $(TOP)tests/build
SOURCES  := $(wildcard $(TOP)common/*.c)
HEADERS  := $(addprefix $(TOP)common/,lab.h net.h)
HELPERS  := $(BUILD)/helpers.a
CHECKED_HELPERS := $(BUILD)/helpers-sanitized.a

# What stands between a sanitized program and what is no system call, if the linker
# can put it there: ld(1), --wrap. If it cannot, the file of flags is empty. SWIFT makes
# such a program start in a third of the time, where it is understood and fits.
SPIED := getaddrinfo freeaddrinfo malloc calloc realloc reallocarray aligned_alloc \
         posix_memalign strdup strndup getline getdelim fopen fdopen freopen opendir popen \
         tmpfile open_memstream
WRAP  := $(SPIED:%=-Wl,--wrap=%) -Wl,-u,__lsan_is_turned_off
SWIFT := -static-libubsan -Wl,-u,spy_dlsym,--defsym,dlsym=spy_dlsym
SPY   := $(BUILD)/spy.flags
SPY_PARTS := spy_lookup spy_heap spy_start

$(SPY): $(TOP)tests/harness/spy/make-spy $(SPY_PARTS:%=$(TOP)tests/harness/spy/%.c) \
        $(wildcard $(TOP)tests/harness/spy/*.h) $(TOP)common/build.mk
	@CC='$(CC)' SANITIZE='$(SANITIZE)' WRAP='$(WRAP)' SWIFT='$(SWIFT)' \
	    sh $< $(BUILD) $(SPY_PARTS:%=$(TOP)tests/harness/spy/%.c)

# How the sanitized build compiles, for scripts that have programs of their own:
# make -s -f common/build.mk TOP= sanitized-command
.PHONY: sanitized-command
sanitized-command:
	@echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)'

# The helpers, compiled twice.
$(HELPERS): $(SOURCES) $(HEADERS)
	@mkdir -p $(@D)
	@sh $(TOP)common/archive $@ '$(CC) $(CPPFLAGS) $(CFLAGS)' $(SOURCES)

$(CHECKED_HELPERS): $(SOURCES) $(HEADERS)
	@mkdir -p $(@D)
	@sh $(TOP)common/archive $@ '$(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)' $(SOURCES)
