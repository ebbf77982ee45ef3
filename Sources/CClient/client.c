#include "CClient.h"

// Every file of Sources/Preview/Client/Files, put into the program by the compiler (C23). The scripts stand in the
// order in which they are joined: one only calls another when all are there.

static const unsigned char assets_js[] = {
#embed "../Preview/Client/Files/assets.js"
};
static const unsigned char likeness_js[] = {
#embed "../Preview/Client/Files/likeness.js"
};
static const unsigned char components_js[] = {
#embed "../Preview/Client/Files/components.js"
};
static const unsigned char morph_js[] = {
#embed "../Preview/Client/Files/morph.js"
};
static const unsigned char overlay_js[] = {
#embed "../Preview/Client/Files/overlay.js"
};
static const unsigned char stream_js[] = {
#embed "../Preview/Client/Files/stream.js"
};
static const unsigned char overlay_css[] = {
#embed "../Preview/Client/Files/overlay.css"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const waymark_client_file files[] = {
    FILE("assets.js", assets_js),         FILE("likeness.js", likeness_js),
    FILE("components.js", components_js), FILE("morph.js", morph_js),
    FILE("overlay.js", overlay_js),       FILE("stream.js", stream_js),
    FILE("overlay.css", overlay_css),
};

static const size_t count = sizeof files / sizeof files[0];

size_t waymark_client_file_count(void) { return count; }

waymark_client_file waymark_client_file_at(size_t index) {
    return index < count ? files[index] : (waymark_client_file){0};
}
