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
