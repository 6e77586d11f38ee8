/* A disk that fails when it is told to: loaded before the C library (LD_PRELOAD), it counts every call that writes to a
 * file whose path holds a word, or makes one, and lets one of them, or all from one on, fail as on a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char word[256];
static long counted, first_failing = -1;
static int only_one, half;

/* Begins to count calls on files whose path holds `name`; the `nth` fails (none where it is 0), with `lasting` all that
 * follow too. With `halved`, a write that fails has written the first half of its bytes by then. */
void fail_at(const char *name, long nth, int lasting, int halved) {
    strncpy(word, name, sizeof word - 1);
    counted = 0, first_failing = nth, only_one = !lasting, half = halved;
}

/* How many calls were counted since. */
long calls_counted(void) { return counted; }

static int is_failing(void) {
    counted++;
    return first_failing > 0 && (only_one ? counted == first_failing : counted >= first_failing);
}

static int is_watched(int file) {
    char link[64], path[4096];
    if (!word[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, word) != NULL;
}

#define REAL(name, kind) static kind real; if (!real) real = (kind)dlsym(RTLD_NEXT, name)
#define FAIL do { errno = ENOSPC; return -1; } while (0)

typedef ssize_t (*writing)(int, const void *, size_t);
typedef ssize_t (*placed_writing)(int, const void *, size_t, off_t);
typedef int (*cutting)(int, off_t);
typedef int (*making_room)(int, off_t, off_t);
typedef int (*syncing)(int);
typedef int (*opening)(const char *, int, ...);

ssize_t write(int file, const void *data, size_t size) {
    REAL("write", writing);
    if (is_watched(file) && is_failing()) {
        if (half && size > 1 && only_one) return real(file, data, size / 2);
        FAIL;
    }
    return real(file, data, size);
}

static ssize_t written_at(placed_writing real, int file, const void *data, size_t size, off_t at) {
    if (is_watched(file) && is_failing()) {
        if (half && size > 1) real(file, data, size / 2, at);
        FAIL;
    }
    return real(file, data, size, at);
}

ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    REAL("pwrite", placed_writing);
    return written_at(real, file, data, size, at);
}

ssize_t pwrite64(int file, const void *data, size_t size, off_t at) {
    REAL("pwrite64", placed_writing);
    return written_at(real, file, data, size, at);
}

#define CUTTING(name) int name(int file, off_t size) { \
    REAL(#name, cutting); \
    if (is_watched(file) && is_failing()) FAIL; \
    return real(file, size); \
}
CUTTING(ftruncate)
CUTTING(ftruncate64)

#define SYNCING(name) int name(int file) { \
    REAL(#name, syncing); \
    if (is_watched(file) && is_failing()) FAIL; \
    return real(file); \
}
SYNCING(fsync)
SYNCING(fdatasync)

#define MAKING_ROOM(name) int name(int file, off_t at, off_t size) { \
    REAL(#name, making_room); \
    if (is_watched(file) && is_failing()) return ENOSPC; \
    return real(file, at, size); \
}
MAKING_ROOM(posix_fallocate)
MAKING_ROOM(posix_fallocate64)

#define OPENING(name) int name(const char *path, int flags, ...) { \
    REAL(#name, opening); \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    if (word[0] && flags & O_CREAT && strstr(path, word) && access(path, F_OK) != 0 && is_failing()) FAIL; \
    return real(path, flags, mode); \
}
OPENING(open)
OPENING(open64)
