#ifndef WAYMARK_CTHEME_H
#define WAYMARK_CTHEME_H

#include <stddef.h>

/// One file of themes/default: its path in that folder, and its bytes.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t size;
} waymark_theme_file;

extern const waymark_theme_file waymark_theme_files[];
extern const size_t waymark_theme_file_count;

#endif
