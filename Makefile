# Socket Labs. `make help` lists what there is to type; a lab also builds on its
# own: cd lab03-accept-recv && make
#
# LAB=lab03 chooses one lab, STEP=2 one of its steps.

VERSION := 0.9.0
LABS   := $(patsubst %/,%,$(sort $(wildcard lab0*-*/)))
CHOSEN := $(filter $(LAB)%,$(LABS))
ifeq ($(CHOSEN),)
$(error LAB=$(LAB): there is no such lab. There are: $(LABS))
endif
ifneq ($(filter-out 1 2 3 4 5 6 7 8 9,$(STEP)),)
$(error STEP=$(STEP): a step is a number from 1 to 9)
endif

# All processors, unless a make around this one shares them out, and no line of
# output inside another. A + before a recipe lets it keep the terminal.
MAKEFLAGS += --no-print-directory --output-sync=target \
    $(shell case $$MAKEFLAGS in (*jobserver*) ;; \
            (*) echo "-j$$(nproc 2>/dev/null || echo 2)" ;; esac)
TEST_SECONDS ?= 300

# SERVER and CLIENT are asked for in this command, and not somewhere in the
# environment. What is named from the folder of the caller is found there.
is_asked = $(filter command,$(firstword $(origin $(1))))
FOREIGN := $(call is_asked,SERVER)$(call is_asked,CLIENT)
ifeq ($(call is_asked,SERVER),)
unexport SERVER
endif
ifeq ($(call is_asked,CLIENT),)
unexport CLIENT
endif
export CALLER ?= $(PWD)

#: make                     build the six pairs
all: $(CHOSEN)

#: make walk                walk through the handouts, with the pairs live (LAB=)
walk: all
	@$(MAKE) -s -C tests walk
	+@tests/build/walk $(CHOSEN)

#: make test                hold the labs to their tests (LAB=, STEP=)
#:                          or any program to a lab: SERVER='python3 echo.py', CLIENT=
test: engine
ifneq ($(FOREIGN),)
	+@MAKE='$(MAKE)' tools/test-foreign $(TEST_SECONDS) '$(STEP)' $(CHOSEN)
else
	+@tests/build/turn sh -c '$(MAKE) -s built && exec "$$@"' make-test \
	    tests/build/cell $(TEST_SECONDS) tests/build/suites '$(LAB)' $(STEP)
endif

#: make windows             build the pairs for Windows, in tests/build (LAB=)
windows:
	@tools/need-windows compiler
	@$(MAKE) -s -C tests/windows LABS='$(CHOSEN)'
	@echo 'The programs are in tests/build/windows, a folder for each lab.'

#: make watch               test again whenever a file is saved (LAB=)
watch: engine
	+@MAKEFLAGS= MFLAGS= tests/build/watch '$(LAB)'

#: make hint                a hint; again: the next of three (LAB=, STEP=)
hint: tools
	@tests/build/hint '$(LAB)' '$(STEP)'

#: make why                 the last failure again, whole (LAB=, STEP=)
why: tools
	@tests/build/why '$(LAB)' '$(STEP)'

#: make doctor              what this machine has for the tests, and what it lacks
doctor:
	@MAKE='$(MAKE)' tools/doctor

#: make list                what is done, what is next, how long it takes
list: tools
	@tests/build/list '$(LAB)'

#: make reset               begin a step anew, yours is kept beside (LAB=, STEP=)
reset: tools
	@tests/build/reset '$(LAB)' '$(STEP)'

#: make solution            show a step's solution, once yours passes (LAB=, STEP=)
solution: tools
	@FORCE='$(FORCE)' tests/build/solution '$(LAB)' '$(STEP)'

#: make clean               remove what make built
clean: $(LABS:%=clean/%)
	$(RM) -r tests/build

#: make help                show this list
help:
	@echo 'Socket Labs $(VERSION)'
	@sed -n 's/^#: //p' $(MAKEFILE_LIST)

# The helpers of common/ are built once, before any lab needs them.
$(LABS): helpers
	@$(MAKE) -C $@

helpers: room
	@$(MAKE) -C tests helpers

# Is there a compiler, and room to build in? One sentence says what is not.
room:
	@tools/need-room

# What the tests need of the labs. One run at a time builds and tests: turn.
built: $(CHOSEN:%=programs/%)
	@:

# Both builds of a lab. If one fails, the suite shows the compiler's words.
programs/%: helpers
	+@MAKE='$(MAKE)' tools/compile-lab $*

engine: room tests/build/criterion
	@mkdir -p tests/build/progress tests/build/edited tests/build/outcomes
	@[ -e tests/build/suites ] || echo 'Building the tests, once.'
	@$(MAKE) -s -C tests all

# What needs no Criterion.
tools: room
	@mkdir -p tests/build/progress
	@$(MAKE) -s -C tests tools

tests/build/criterion: | room
	+@tools/need-criterion && mkdir -p $(@D) && touch $@

clean/%:
	@$(MAKE) -C $* clean

.PHONY: all walk test windows watch hint why doctor list reset solution clean help helpers engine \
        built room tools $(LABS)

# What only those need who teach with the kit, or develop it.
-include tools/instructor/teach.mk
