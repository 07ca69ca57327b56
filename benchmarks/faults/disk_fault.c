/* A layer between the program and the C library (LD_PRELOAD) that lets system calls on files fail on purpose.
 *
 * Between fault_arm and fault_disarm it counts the calls that touch paths below one folder, or handles opened
 * on such paths, and does something else at one of them:
 *   error > 0    fail with that errno, once or from there on (lasting)
 *   SHORT_WRITE  write half of what was asked
 *   OTHER_WRITES, OTHER_REPLACES  another program writes a file before the call: over it, or by a rename
 *   KILL         end the process as SIGKILL does, before the call; KILL_AFTER: after it
 * A close that fails has closed the handle all the same, as Linux does. One thread at a time is expected.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define HANDLES 4096
#define NAMES 65536
enum { SHORT_WRITE = -1, KILL = -2, KILL_AFTER = -3, OTHER_WRITES = -4, OTHER_REPLACES = -5 };

static char folder[4096];
static size_t folder_length;
static char ours[HANDLES];
static int armed, lasting, error_wanted;
static long counted, wanted;
static char names[NAMES];
static size_t names_length;
static char other_path[4096], other_draft[4200], other_text[65536];

void fault_watch(const char *path) {
    strncpy(folder, path, sizeof folder - 1);
    folder_length = strlen(folder);
    memset(ours, 0, sizeof ours);
}

void fault_arm(long number, int error, int from_there_on) {
    counted = 0;
    wanted = number;
    error_wanted = error;
    lasting = from_there_on;
    names_length = 0;
    names[0] = 0;
    armed = 1;
}

/* What another program is to write, and where. */
void fault_other(const char *path, const char *text) {
    strncpy(other_path, path, sizeof other_path - 1);
    strncpy(other_text, text, sizeof other_text - 1);
    strcpy(other_draft, other_path);
    strcat(other_draft, "~");
}

/* How many calls there were; their names are in fault_names, each ended by a space. */
long fault_disarm(void) {
    armed = 0;
    return counted;
}

const char *fault_names(void) { return names; }

static void end_here(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int below(const char *path) { return folder_length && path && !strncmp(path, folder, folder_length); }
static int is_ours(int handle) { return handle >= 0 && handle < HANDLES && ours[handle]; }

static void other_program(void);

/* Counts a call; nonzero if it is the one, with errno set where it is to fail. */
static int strike(const char *name) {
    size_t length = strlen(name);
    long number;
    if (!armed) return 0;
    number = counted++;
    if (names_length + length + 2 < NAMES) {
        memcpy(names + names_length, name, length);
        names_length += length;
        names[names_length++] = ' ';
        names[names_length] = 0;
    }
    if (number != wanted && !(lasting && number > wanted)) return 0;
    if (error_wanted == KILL) end_here();
    if (error_wanted <= OTHER_WRITES) {
        other_program();
        return 0;
    }
    if (error_wanted > 0) errno = error_wanted;
    return 1;
}

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

#define REAL(name) ((__typeof__(&name))real(#name))

static void other_program(void) {
    const char *path = error_wanted == OTHER_REPLACES ? other_draft : other_path;
    int handle = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    size_t length = strlen(other_text);
    if (handle < 0 || REAL(write)(handle, other_text, length) != (ssize_t)length || REAL(close)(handle)) abort();
    if (error_wanted == OTHER_REPLACES && REAL(rename)(other_draft, other_path)) abort();
}

/* The call itself, unless it is to fail; KILL_AFTER ends the process once it is done. */
#define CALL(type, touches, name, failed, call)                                       \
    do {                                                                              \
        int struck = (touches) ? strike(name) : 0;                                    \
        type result;                                                                  \
        if (struck && error_wanted > 0) return failed;                                \
        result = call;                                                                \
        if (struck && error_wanted == KILL_AFTER) end_here();                         \
        return result;                                                                \
    } while (0)

#define OPEN(name)                                                                    \
    int name(const char *path, int flags, ...) {                                      \
        mode_t mode = 0;                                                              \
        int struck, handle;                                                           \
        va_list list;                                                                 \
        va_start(list, flags);                                                        \
        if (flags & (O_CREAT | O_TMPFILE)) mode = va_arg(list, mode_t);               \
        va_end(list);                                                                 \
        struck = below(path) ? strike("open") : 0;                                    \
        if (struck && error_wanted > 0) return -1;                                    \
        handle = REAL(name)(path, flags, mode);                                       \
        if (struck && error_wanted == KILL_AFTER) end_here();                         \
        if (handle >= 0 && handle < HANDLES) ours[handle] = below(path);              \
        return handle;                                                                \
    }

#define OPENAT(name)                                                                  \
    int name(int at, const char *path, int flags, ...) {                              \
        mode_t mode = 0;                                                              \
        int struck, handle;                                                           \
        va_list list;                                                                 \
        va_start(list, flags);                                                        \
        if (flags & (O_CREAT | O_TMPFILE)) mode = va_arg(list, mode_t);               \
        va_end(list);                                                                 \
        struck = below(path) || is_ours(at) ? strike("openat") : 0;                   \
        if (struck && error_wanted > 0) return -1;                                    \
        handle = REAL(name)(at, path, flags, mode);                                   \
        if (struck && error_wanted == KILL_AFTER) end_here();                         \
        if (handle >= 0 && handle < HANDLES) ours[handle] = below(path) || is_ours(at); \
        return handle;                                                                \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int close(int handle) {
    int touches = is_ours(handle);
    int struck = touches ? strike("close") : 0;
    int result = REAL(close)(handle);
    if (handle >= 0 && handle < HANDLES) ours[handle] = 0;
    if (struck && error_wanted == KILL_AFTER) end_here();
    if (struck && error_wanted > 0) {
        errno = error_wanted;
        return -1;
    }
    return result;
}

ssize_t write(int handle, const void *data, size_t length) {
    int struck = is_ours(handle) ? strike("write") : 0;
    ssize_t result;
    if (struck && error_wanted > 0) return -1;
    if (struck && error_wanted == SHORT_WRITE && length > 1) length /= 2;
    result = REAL(write)(handle, data, length);
    if (struck && error_wanted == KILL_AFTER) end_here();
    return result;
}

ssize_t pwrite(int handle, const void *data, size_t length, off_t offset) {
    CALL(ssize_t, is_ours(handle), "pwrite", -1, REAL(pwrite)(handle, data, length, offset));
}

ssize_t pwrite64(int handle, const void *data, size_t length, off64_t offset) {
    CALL(ssize_t, is_ours(handle), "pwrite", -1, REAL(pwrite64)(handle, data, length, offset));
}

ssize_t read(int handle, void *data, size_t length) {
    CALL(ssize_t, is_ours(handle), "read", -1, REAL(read)(handle, data, length));
}

int fsync(int handle) { CALL(int, is_ours(handle), "fsync", -1, REAL(fsync)(handle)); }
int fdatasync(int handle) { CALL(int, is_ours(handle), "fdatasync", -1, REAL(fdatasync)(handle)); }
int ftruncate(int handle, off_t length) { CALL(int, is_ours(handle), "ftruncate", -1, REAL(ftruncate)(handle, length)); }
int ftruncate64(int handle, off64_t length) {
    CALL(int, is_ours(handle), "ftruncate", -1, REAL(ftruncate64)(handle, length));
}
int fchmod(int handle, mode_t mode) { CALL(int, is_ours(handle), "fchmod", -1, REAL(fchmod)(handle, mode)); }

int rename(const char *a, const char *b) { CALL(int, below(a) || below(b), "rename", -1, REAL(rename)(a, b)); }
int renameat(int x, const char *a, int y, const char *b) {
    CALL(int, below(a) || below(b), "renameat", -1, REAL(renameat)(x, a, y, b));
}
int renameat2(int x, const char *a, int y, const char *b, unsigned flags) {
    CALL(int, below(a) || below(b), "renameat2", -1, REAL(renameat2)(x, a, y, b, flags));
}
int link(const char *a, const char *b) { CALL(int, below(a) || below(b), "link", -1, REAL(link)(a, b)); }
int linkat(int x, const char *a, int y, const char *b, int flags) {
    CALL(int, below(a) || below(b), "linkat", -1, REAL(linkat)(x, a, y, b, flags));
}
int unlink(const char *path) { CALL(int, below(path), "unlink", -1, REAL(unlink)(path)); }
int unlinkat(int at, const char *path, int flags) {
    CALL(int, below(path) || is_ours(at), "unlinkat", -1, REAL(unlinkat)(at, path, flags));
}
int mkdir(const char *path, mode_t mode) { CALL(int, below(path), "mkdir", -1, REAL(mkdir)(path, mode)); }
int chmod(const char *path, mode_t mode) { CALL(int, below(path), "chmod", -1, REAL(chmod)(path, mode)); }
int fchmodat(int at, const char *path, mode_t mode, int flags) {
    CALL(int, below(path), "fchmodat", -1, REAL(fchmodat)(at, path, mode, flags));
}
DIR *opendir(const char *path) { CALL(DIR *, below(path), "opendir", NULL, REAL(opendir)(path)); }

#define STAT(name, buffer) \
    int name(const char *path, struct buffer *into) { CALL(int, below(path), "stat", -1, REAL(name)(path, into)); }
STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)
int fstat(int handle, struct stat *into) { CALL(int, is_ours(handle), "fstat", -1, REAL(fstat)(handle, into)); }
int fstat64(int handle, struct stat64 *into) { CALL(int, is_ours(handle), "fstat", -1, REAL(fstat64)(handle, into)); }
