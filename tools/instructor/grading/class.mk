# class.mk - one submission, one target. Run in OUT, with KIT and CACHE in the
# environment.

UNITS := $(notdir $(wildcard units/*))

all: $(UNITS:%=records/%.json)
	@:

# What is printed is counted. A grader that is told to stop stops at once.
records/%.json: units/%/stamp
	@SOURCES=sources/$*.tar OUTCOMES=outcomes/$*.txt setpriv --pdeathsig KILL \
	"$$KIT/tools/instructor/grading/on-a-cpu" . "$$KIT/tools/instructor/grade-one" units/$*/submission $@ && echo 'graded $*'

.PHONY: all
.DELETE_ON_ERROR:
