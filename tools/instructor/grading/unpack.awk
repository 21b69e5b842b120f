# unpack.awk - split a stream into files. "> name" begins a file, and each of
# its lines has a blank before it, so that no text can begin another file.
# usage: awk -v to=FOLDER -f unpack.awk
/^> / {
    if (out)
        close(out)
    out = to "/" substr($0, 3)
    next
}
{ print substr($0, 2) >out }
