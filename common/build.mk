# build.mk - how everything here is compiled, and the helpers of common/,
# compiled once. TOP says where the project begins.

CPPFLAGS += -D_POSIX_C_SOURCE=200809L -I$(TOP)common
CFLAGS   += -std=c11 -g -Wall -Wextra -Wpedantic -Wshadow
SANITIZE ?= -fsanitize=address,undefined -fno-omit-frame-pointer

BUILD    := $(TOP)tests/build
SOURCES  := $(wildcard $(TOP)common/*.c)
HEADERS  := $(addprefix $(TOP)common/,lab.h net.h)
HELPERS  := $(BUILD)/helpers.a
CHECKED_HELPERS := $(BUILD)/helpers-sanitized.a

# What stands between a sanitized program and its socket calls, if the linker can
# put it there: ld(1), --wrap. If it cannot, the file of flags is empty.
SPIED := socket accept connect send recv write read sendto recvfrom select poll
SPY   := $(BUILD)/spy.flags

$(SPY): $(TOP)tests/harness/spy.c
	@mkdir -p $(@D) && new=$@.$$$$ && \
	$(CC) -D_GNU_SOURCE -std=c11 -Wall -Wextra -c -o $$new.o $< && \
	echo 'int main(void) { return 0; }' >$$new.c && \
	echo '$(SPIED:%=-Wl,--wrap=%)' >$$new && \
	{ $(CC) -o $$new.out $$new.c $$new.o $(SPIED:%=-Wl,--wrap=%) 2>/dev/null || : >$$new; }; \
	rm -f $$new.c $$new.out; mv $$new.o $(BUILD)/spy.o && mv $$new $@

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
