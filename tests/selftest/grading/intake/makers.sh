# makers.sh - functions that hand in right programs in odd ways. Each is called
# in an empty folder, and makes one file or folder there: the submission.
# shellcheck shell=bash disable=SC2154 # what unit.sh has set

# Put a right lab into a folder.
one_lab() # FOLDER
{
    mkdir -p -- "$1"
    cp "$KIT/$lab/server.c" "$KIT/$lab/client.c" "$1/"
}

# Put the starters of the same lab into a folder.
starter_of_lab() # FOLDER
{
    mkdir -p -- "$1"
    "$KIT/tests/build/starter" "$KIT/$lab/server.c" >"$1/server.c"
    cp "$KIT/$lab/client.c" "$1/"
}

# --- folders ------------------------------------------------------------------

labs_only()
{
    references mine
}

whole_copy()
{
    "$KIT/tools/instructor/start" "$PWD/mine" "" >/dev/null
    references mine
}

one_deep()
{
    references mine/socket-labs
}

two_deep()
{
    references 'mine/My Documents/socket-labs'
}

flat()
{
    one_lab mine
}

other_folder_names()
{
    mkdir mine
    one_lab 'mine/Lab 3'
}

lab_in_program_names()
{
    one_lab mine
    mv mine/server.c mine/lab03-server.c
    mv mine/client.c mine/Lab3_client_final.c
}

capitals()
{
    one_lab mine/LAB03-ACCEPT-RECV
    cd mine/LAB03-ACCEPT-RECV && mv server.c SERVER.C && mv client.c Client.C
}

read_only()
{
    references mine
    chmod -R a-w mine
}

with_build_products()
{
    references mine
    printf '\177ELF' | tee "mine/$lab/server" "mine/$lab/client.o" >"mine/$lab/server.o"
    head -c 70M /dev/zero >"mine/my video.mp4"
}

with_git()
{
    references mine
    git init -q mine
    git -C mine -c user.name=a -c user.email=a@b add .
    git -C mine -c user.name=a -c user.email=a@b commit -qm 'my labs'
}

of_a_mac()
{
    references mine
    mkdir -p "mine/__MACOSX/$lab"
    printf '\0\5\26\7' | tee "mine/__MACOSX/$lab/._server.c" mine/.DS_Store \
        "mine/$lab/._client.c" >"mine/$lab/._server.c"
}

with_backups()
{
    references mine
    starter_of_lab old
    mv old/server.c "mine/$lab/server.c~"
    cp "mine/$lab/server.c~" "mine/$lab/server.c.kept-1"
    rm -r old
}

# --- single files -------------------------------------------------------------

one_source()
{
    cp "$KIT/$lab/server.c" .
}

one_source_renamed()
{
    cp "$KIT/$lab/server.c" 'my server (final).c'
}

# --- archives -----------------------------------------------------------------

packed() # COMMAND...
{
    references mine
    "$@" mine
    rm -r mine
}

as_zip() { packed zip -qr labs.zip; }
as_tar() { packed tar -cf labs.tar; }
as_tar_gz() { packed tar -czf labs.tar.gz; }
as_tar_xz() { packed tar -cJf labs.txz; }
as_tar_bz2() { packed tar -cjf labs.tar.bz2; }
as_7z() { packed 7z a -bso0 -bsp0 labs.7z; }
as_zip_without_name() { packed zip -qr labs && mv labs.zip labs; }
as_zip_called_tar() { packed zip -qr labs.zip && mv labs.zip labs.tar.gz; }

as_flat_zip()
{
    one_lab mine
    (cd mine && zip -q ../lab.zip server.c client.c)
    rm -r mine
}

zip_in_zip()
{
    as_zip
    zip -qm 'Ada Lovelace.zip' labs.zip
}

zip_in_folder()
{
    as_zip
    mkdir mine
    mv labs.zip mine/
}

zip_of_a_mac()
{
    of_a_mac
    zip -qr mine.zip mine
    rm -r mine
}

zip_of_windows()
{
    one_lab mine
    mv mine/server.c 'mine/lab03-accept-recv\server.c'
    mv mine/client.c 'mine/lab03-accept-recv\client.c'
    (cd mine && zip -qr ../labs.zip .)
    rm -r mine
}

zip_with_password()
{
    packed zip -qr -P secret labs.zip
}

zip_truncated()
{
    as_zip
    truncate -s 60% labs.zip 2>/dev/null ||
        truncate -s $(($(stat -c %s labs.zip) * 6 / 10)) labs.zip
}

tar_truncated()
{
    as_tar
    truncate -s $(($(stat -c %s labs.tar) * 6 / 10)) labs.tar
}

zip_empty()
{
    printf 'PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >labs.zip
}

zip_without_labs()
{
    echo 'see attached' >report.txt
    zip -qm report.docx report.txt
}

no_archive()
{
    echo 'My dog ate my labs.' >labs.zip
}

empty_file()
{
    : >labs.tar.gz
}

empty_folder()
{
    mkdir mine
}

tar_absolute()
{
    references mine
    tar -cPf labs.tar "$PWD/mine"
    rm -r mine
}

tar_upwards()
{
    mkdir here
    references mine
    (cd here && tar -cPf ../labs.tar ../mine)
    rm -r mine here
}

too_many_files()
{
    references mine
    mkdir mine/node_modules
    seq -f 'mine/node_modules/%.0f.js' 6000 | xargs touch
}

# --- bytes --------------------------------------------------------------------

rewritten() # FILTER...
{
    references mine
    "$@" <"$KIT/$lab/server.c" >"mine/$lab/server.c"
}

windows_ends() { rewritten sed 's/$/\r/'; }
old_mac_ends() { rewritten tr '\n' '\r'; }
byte_order_mark() { rewritten sed $'1s/^/\xef\xbb\xbf/'; }
mark_and_windows_ends() { rewritten sed -e $'1s/^/\xef\xbb\xbf/' -e 's/$/\r/'; }
utf16() { rewritten iconv -t UTF-16; }
utf16_big() { rewritten iconv -t UTF-16BE && mark_utf16_big; }
latin1() { rewritten sed $'1s/server/serveur d\xe9j\xe0 vu/'; }
no_last_newline() { rewritten head -c -1; }
empty_source() { rewritten head -c 0; }

mark_utf16_big()
{
    { printf '\376\377' && cat "mine/$lab/server.c"; } >new
    mv new "mine/$lab/server.c"
}

# --- names --------------------------------------------------------------------

name_with_spaces()
{
    one_lab "Lab 3 (Ada's,   last)/my labs"
}

name_with_newline()
{
    one_lab $'lab\n3/mine\n'
}

name_in_unicode()
{
    one_lab 'Übung/lab03 – Größe 😀'
}

name_like_an_option()
{
    as_zip
    mv labs.zip -- --help.zip
}

folder_like_an_option()
{
    references -rf
}

# --- what is missing, or there twice ------------------------------------------

lab_missing()
{
    references mine
    rm -r mine/lab01-socket
}

client_missing()
{
    references mine
    rm mine/lab04-client/client.c
}

server_missing()
{
    references mine
    rm "mine/$lab/server.c"
}

server_is_a_folder()
{
    server_missing
    mkdir "mine/$lab/server.c"
}

two_copies()
{
    references mine
    starter_of_lab 'mine/lab03-accept-recv copy'
}

two_copies_the_other_deeper()
{
    references mine
    starter_of_lab mine/old/lab03-accept-recv
}

header_of_its_own()
{
    references mine
    echo '#define GREETING 1' >"mine/$lab/mine.h"
    sed -i '1i #include "mine.h"' "mine/$lab/server.c"
}

header_forgotten()
{
    header_of_its_own
    rm "mine/$lab/mine.h"
}

link_to_its_own_file()
{
    references mine
    mv "mine/$lab/server.c" "mine/$lab/final.c"
    ln -s final.c "mine/$lab/server.c"
}

linked_lab()
{
    references mine
    mv "mine/$lab" mine/work
    ln -s work "mine/$lab"
}
