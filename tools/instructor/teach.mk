# teach.mk - targets for teachers and developers of the kit. A student's copy
# does not have this file.

#: make start               write a student's copy (DIR=my-labs, LAB=, NO_SOLUTIONS=1)
DIR ?= my-labs
export DIR LAB NO_SOLUTIONS
start: starter
	@tools/instructor/start "$$DIR" "$$LAB"

starter:
	@$(MAKE) -s -C tests ../tests/build/starter

#: make grade               grade a class (SUBMISSIONS=dir, OUT=grades, LABS=, JOBS=)
OUT ?= grades
export SUBMISSIONS OUT LABS JOBS SEED ISOLATION
grade: engine
	@$(MAKE) -s -C tests helpers
	+@tools/instructor/grade "$$SUBMISSIONS" "$$OUT"

#: make feedback            say again what failed, with today's diagnosis (OUT=grades)
feedback: tools
	@tools/instructor/feedback "$$OUT"

#: make units               lay out a class that other machines are to grade
units: engine
	@$(MAKE) -s -C tests helpers
	@tools/instructor/grading/lay-out "$$SUBMISSIONS" "$$OUT"

#: make test-windows        play the conversations with Wine (LAB=, REPEAT=300)
test-windows:
	@tools/need-windows compiler wine
	@$(MAKE) -s -C tests/windows LABS='$(CHOSEN)'
	@$(MAKE) -s -C tests windows
	@for lab in $(CHOSEN); do $(MAKE) -s -C $$lab || exit; done
	+@tests/build/cell $(if $(REPEAT),3600,$(TEST_SECONDS)) \
	    tests/build/windows-suites $(REPEAT:%=--repeat %) '$(LAB)'

#: make test-pairs          the pairs with a shell alone, native and with Wine
test-pairs: all
	@tools/need-windows compiler wine
	@$(MAKE) -s -C tests/windows
	@$(MAKE) -s -C tests windows
	@tests/windows/pairs .
	+@tests/build/cell 100 tests/build/with-wine sh -c \
	    'exec tests/windows/pairs tests/build/windows "$$WINELOADER"'

# Built before make test, and before the tests of the tests.
ready: engine all
	+@tests/build/turn $(MAKE) -s built LAB=

#: make proof               starters fail, references pass, mistakes are named (ALL=1)
proof: ready
	+@ALL='$(ALL)' tests/selftest/proof/run

#: make selftest            hold the tests to theirs: failures, lacks, attackers
selftest: ready
	+@tests/selftest/stories/run
	+@tests/selftest/student/run
	+@tests/selftest/edges/run
	+@tests/selftest/lacks/run
	+@tests/selftest/tracer/run
	+@tests/selftest/tracer/places
	+@tests/selftest/lacks/doctor
	+@tests/selftest/foreign/run
	+@tests/selftest/hostile/run
	+@tests/selftest/grading/run

#: make test-harness        unit tests of the harness's own parts
test-harness: engine
	@$(MAKE) -s -C tests units
	@$(COUNTED) tests/build/units

# Without malloc's cache, freed memory is counted as free at once: ld.so(8).
COUNTED := GLIBC_TUNABLES=glibc.malloc.tcache_count=0

#: make signs               accept what is said of recorded failures now
signs: engine
	@$(MAKE) -s -C tests units
	@ACCEPT=1 tests/build/units --filter 'signs/*'
	@git diff --stat tests/selftest/units/recorded

#: make fuzz                feed the parsers with what nobody would write (SECONDS=60)
SECONDS ?= 60
fuzz:
	@tests/selftest/fuzz/run $(SECONDS)

#: make sanitized           all tests with the harness itself under sanitizers
sanitized:
	+@tests/selftest/instrumented/sanitizers

#: make coverage            lines of harness and tools that tests run, a file a line
coverage:
	+@tests/selftest/instrumented/coverage

#: make lists               the names of mistakes, from the table into the handouts
lists: tools
	@for lab in $(LABS); do \
	new=handouts/$$lab.md.new-$$$$; \
	tests/build/stuck $$lab >$$new && mv -f $$new handouts/$$lab.md || \
	{ rm -f $$new; exit 1; }; done

#: make lint                formatting, warnings as errors, scripts
lint:
	+@tools/lint

#: make bench               measure what the tests cost, and lab 6's server
bench: ready
	+@tests/selftest/bench/run

#: make soak                everything again and again, under load, with attackers
soak: ready
	+@tests/selftest/soak/run

#: make partials            labs written up to step k, under load (LAB=, STEP=, RUNS=)
partials: engine starter
	@$(MAKE) -s -C tests helpers
	@LAB='$(LAB)' STEP='$(STEP)' tests/selftest/soak/partials

#: make gradescope          a zip for Gradescope, in tests/build (LABS=, OUT=)
#: make classroom50         a folder for Classroom 50, the same way
gradescope classroom50: starter
	@LABS='$(if $(filter command,$(origin LABS)),$(LABS))' tools/instructor/platforms/pack $@ \
	    '$(if $(filter command environment,$(origin OUT)),$(OUT))'

.PHONY: start starter ready grade feedback units test-windows test-pairs proof selftest \
        test-harness fuzz sanitized coverage signs lists lint bench soak \
        partials gradescope classroom50
