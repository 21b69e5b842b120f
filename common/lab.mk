# lab.mk - the rules every lab shares. A lab's Makefile includes this.

TOP := $(patsubst %common/,%,$(dir $(lastword $(MAKEFILE_LIST))))
# Not LAB, which may come from the command line. Blanks in the names of the folders
# above make several words of them.
NAME := $(lastword $(notdir $(CURDIR)))

include $(TOP)common/build.mk

CHECKED := $(TOP)tests/build/$(NAME)

#: make            build server and client
all: server client
	@:

server client: %: %.c $(HELPERS)
	@$(SHOW) '$(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(HELPERS)'
	@$(WHOLE) $(CC) $(CPPFLAGS) $(CFLAGS) -o $@ $< $(HELPERS)

# The same programs once more, so that the tests see every stray byte. The compiler
# has warned above already: -w.
sanitized: $(CHECKED)/server $(CHECKED)/client
	@:

$(CHECKED)/%: %.c $(CHECKED_HELPERS) $(SPY)
	@mkdir -p $(@D)
	$(WHOLE) $(CC) $(CPPFLAGS) $(CFLAGS) -w $(SANITIZE) -o $@ $< $(CHECKED_HELPERS) \
	$$(! test -s $(SPY) || echo $(BUILD)/spy.a) $$(cat $(SPY))

#: make test       hold this lab to its tests        (STEP=4: only step 4)
#: make watch      test it again whenever a file is saved
#: make hint       a hint for its next step; again: the next one
#: make why        the last failure again, whole, without playing
#: make doctor     what this machine has for the tests, and what it lacks
#: make list       what is done, what is next, how long it takes
#: make reset      begin it anew, or STEP=4 of it; yours is kept beside
#: make solution   show the solution of STEP=4, once yours passes
#: make walk       walk through this lab's handout
test watch hint why doctor list reset solution walk:
	@$(if $(filter $(LAB)%,$(NAME)),,$(error LAB=$(LAB): this is the folder of \
	    $(NAME); in the folder above, LAB= chooses a lab))
	@$(MAKE) --no-print-directory -C $(TOP) $@ LAB=$(NAME)

#: make clean      remove what make built here
clean:
	$(RM) -r server client $(CHECKED)

#: make help       show this list
help:
	@sed -n 's/^#: //p' $(TOP)common/lab.mk

.PHONY: all sanitized test watch hint why doctor list reset solution walk clean help
.DEFAULT_GOAL := all
