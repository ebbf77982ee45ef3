#include "CStarter.h"

// What `waymark init` writes, put into the program by the compiler (C23). The files lie in `site/`, to be read and
// edited as what they are; `TODAY` in them becomes the day on which the site is made.

static const unsigned char gitignore[] = {
#embed "site/gitignore"
};
static const unsigned char site[] = {
#embed "site/site.yml"
};
static const unsigned char home[] = {
#embed "site/index.md"
};
static const unsigned char reset_password[] = {
#embed "site/reset-password.md"
};
static const unsigned char ask_for_help[] = {
#embed "site/ask-for-help.md"
};
static const unsigned char account_access[] = {
#embed "site/forms/account-access.yml"
};

#define FILE(path, bytes) {path, bytes, sizeof bytes}

static const waymark_starter_file files[] = {
    FILE(".gitignore", gitignore),
    FILE("content/site.yml", site),
    FILE("content/index.md", home),
    FILE("content/reset-password.md", reset_password),
    FILE("content/ask-for-help.md", ask_for_help),
    FILE("content/forms/account-access.yml", account_access),
};

static const size_t count = sizeof files / sizeof files[0];

size_t waymark_starter_file_count(void) { return count; }

waymark_starter_file waymark_starter_file_at(size_t index) {
    return index < count ? files[index] : (waymark_starter_file){0};
}
