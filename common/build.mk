# build.mk - how everything here is compiled, and the helpers of common/,
# compiled once. TOP says where the project begins.

# Where POSIX alone is asked for, macOS hides INADDR_LOOPBACK and more.
CPPFLAGS += -D_POSIX_C_SOURCE=200809L -D_DARWIN_C_SOURCE -I$(TOP)common
CFLAGS   += -std=c11 -g -Wall -Wextra -Wpedantic -Wshadow
SANITIZE ?= -fsanitize=address,undefined -fno-omit-frame-pointer

BUILD    := $(TOP)tests/build
SOURCES  := $(wildcard $(TOP)common/*.c)
HEADERS  := $(addprefix $(TOP)common/,lab.h net.h)
HELPERS  := $(BUILD)/helpers.a
CHECKED_HELPERS := $(BUILD)/helpers-sanitized.a

# What stands between a sanitized program and its socket calls, if the linker can
# put it there: ld(1), --wrap. If it cannot, the file of flags is empty.
SPIED := socket bind listen accept accept4 connect send sendto sendmsg writev write \
         recv recvfrom recvmsg readv read shutdown close select pselect poll ppoll epoll_wait \
         setsockopt getsockopt getsockname getpeername fcntl dup dup2 fork getaddrinfo
SPY   := $(BUILD)/spy.flags
SPY_PARTS := spy spy_record spy_faults

$(SPY): $(SPY_PARTS:%=$(TOP)tests/harness/%.c) $(wildcard $(TOP)tests/harness/spy_*.h)
	@mkdir -p $(@D) && new=$@.$$$$ && mkdir -p $$new && for part in $(SPY_PARTS); do \
	$(CC) -D_GNU_SOURCE -std=c11 -g -Wall -Wextra \
	-fno-omit-frame-pointer -c \
	-o $$new/$$part.o $(TOP)tests/harness/$$part.c || exit; done && \
	ar rcs $$new/spy.a $$new/*.o && \
	echo 'int main(void) { return 0; }' >$$new/none.c && \
	echo '$(SPIED:%=-Wl,--wrap=%)' >$$new/flags && \
	{ $(CC) -o $$new/none $$new/none.c $$new/spy.a $(SPIED:%=-Wl,--wrap=%) 2>/dev/null || : >$$new/flags; }; \
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
