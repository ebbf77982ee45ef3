"""Renders Markdown with the libraries that Debian's `cmark` and `cmark-gfm` call: oracle.py commonmark|gfm.

Speaks as Tests/MarkdownBatch does, each text behind its length. The two libraries have functions of the same names,
so that each needs a process of its own; and one that aborts on an assertion ends nothing else.
"""

import ctypes
import ctypes.util
import struct
import sys

UNSAFE = 1 << 17
FOOTNOTES = 1 << 13
EXTENSIONS = (b"table", b"strikethrough", b"autolink", b"tasklist")


def load(name: str) -> ctypes.CDLL:
    path = ctypes.util.find_library(name)
    if path is None:
        sys.exit(f"lib{name} is missing; `Tests/run packages` installs it")
    return ctypes.CDLL(path)


def common_mark():
    library = load("cmark")
    library.cmark_markdown_to_html.restype = ctypes.c_void_p
    library.cmark_markdown_to_html.argtypes = (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int)
    free = ctypes.CDLL(None).free
    free.argtypes = (ctypes.c_void_p,)

    def render(text: bytes) -> bytes:
        html = library.cmark_markdown_to_html(text, len(text), UNSAFE)
        try:
            return ctypes.string_at(html)
        finally:
            free(html)

    return render


def git_hub():
    library = load("cmark-gfm")
    extensions = load("cmark-gfm-extensions")
    pointer = ctypes.c_void_p
    for name, result, arguments in (
        ("cmark_parser_new", pointer, (ctypes.c_int,)),
        ("cmark_find_syntax_extension", pointer, (ctypes.c_char_p,)),
        ("cmark_parser_attach_syntax_extension", ctypes.c_int, (pointer, pointer)),
        ("cmark_parser_feed", None, (pointer, ctypes.c_char_p, ctypes.c_size_t)),
        ("cmark_parser_finish", pointer, (pointer,)),
        ("cmark_parser_get_syntax_extensions", pointer, (pointer,)),
        ("cmark_render_html", pointer, (pointer, ctypes.c_int, pointer)),
        ("cmark_node_free", None, (pointer,)),
        ("cmark_parser_free", None, (pointer,)),
    ):
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    free = ctypes.CDLL(None).free
    free.argtypes = (pointer,)
    extensions.cmark_gfm_core_extensions_ensure_registered()
    found = [library.cmark_find_syntax_extension(name) for name in EXTENSIONS]
    if not all(found):
        sys.exit("libcmark-gfm has not all extensions")

    def render(text: bytes) -> bytes:
        parser = library.cmark_parser_new(UNSAFE | FOOTNOTES)
        for extension in found:
            library.cmark_parser_attach_syntax_extension(parser, extension)
        library.cmark_parser_feed(parser, text, len(text))
        document = library.cmark_parser_finish(parser)
        html = library.cmark_render_html(
            document, UNSAFE | FOOTNOTES, library.cmark_parser_get_syntax_extensions(parser))
        try:
            return ctypes.string_at(html)
        finally:
            free(html)
            library.cmark_node_free(document)
            library.cmark_parser_free(parser)

    return render


def main(dialect: str) -> None:
    render = {"commonmark": common_mark, "gfm": git_hub}[dialect]()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while header := source.read(4):
        html = render(source.read(struct.unpack("<I", header)[0]))
        target.write(struct.pack("<I", len(html)) + html)
        target.flush()


if __name__ == "__main__":
    main(sys.argv[1])
