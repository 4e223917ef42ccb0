/* Preloaded into a process: counts its calls on files below a folder. One of them fails, or all from one on,
   or the process is killed there, or each change is logged. The environment says what happens:

   FAULT_DIR      the folder; without it nothing happens
   FAULT_CALLS    what counts: some of read, write, cut (a new length), sync, name, open, create (an open that
                  makes a file) and memory; "write,cut,sync,name" unless given
   FAULT_AT       the number of the call that fails
   FAULT_LASTING  if it is set, all later ones fail, too
   FAULT_AS       "kill" (in the middle of a write, else just before the call) unless given; "short" (half of
                  the bytes are read or written); or the number of an error
   FAULT_SECTOR   a place that cannot be read, as "user.db:8192": each read of that byte of the file fails with
                  EIO
   FAULT_MEMORY   the code of the main program whose allocations count, as ranges "from-to,from-to" of
                  hexadecimal numbers
   FAULT_COUNT    a file that gets the number of calls at the end
   FAULT_LOG      a file that gets each change, in order, as a `struct change` with its name and its bytes */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define NEXT(name)                                                   \
    ({                                                               \
        static __typeof__(&name) next;                               \
        if (next == NULL) next = (__typeof__(next))dlsym(RTLD_NEXT, #name); \
        next;                                                        \
    })

enum { READ = 1, WRITE = 2, CUTTING = 4, SYNC = 8, NAME = 16, OPENING = 32, MAKING = 64, MEMORY = 128 };

static const char *const NAMES[] = {"read", "write", "cut", "sync", "name", "open", "create", "memory"};

static struct {
    const char *folder;
    size_t length; /* of the folder's name */
    int calls;     /* which kinds count */
    long at;
    int is_lasting, kills, is_short, error;
    uintptr_t base; /* where the main program is loaded */
    struct { uintptr_t from, to; } memory[4];
    int memory_ranges;
    const char *sector; /* a name, a colon and a place */
    int log; /* a file, or -1 */
} fault = {.log = -1};

static atomic_long done;

/* ---- what the environment says */

static int kinds(const char *text) {
    int found = 0;
    for (int kind = 0; kind < 8; kind++)
        if (strstr(text, NAMES[kind]) != NULL) found |= 1 << kind;
    return found;
}

static int note_base(struct dl_phdr_info *object, size_t size, void *unused) {
    (void)size, (void)unused;
    fault.base = object->dlpi_addr;
    return 1; /* the main program is the first */
}

static void read_ranges(const char *text) {
    unsigned long from, to;
    while (fault.memory_ranges < 4 && sscanf(text, "%lx-%lx", &from, &to) == 2) {
        fault.memory[fault.memory_ranges].from = fault.base + from;
        fault.memory[fault.memory_ranges++].to = fault.base + to;
        text = strchr(text, ',');
        if (text++ == NULL) return;
    }
}

static const char *given(const char *name, const char *otherwise) {
    const char *value = getenv(name);
    return value == NULL ? otherwise : value;
}

__attribute__((constructor)) static void begin(void) {
    const char *as = given("FAULT_AS", "kill"), *log = getenv("FAULT_LOG");
    fault.folder = getenv("FAULT_DIR");
    if (fault.folder == NULL) return;
    fault.length = strlen(fault.folder);
    fault.at = atol(given("FAULT_AT", "0"));
    fault.is_lasting = getenv("FAULT_LASTING") != NULL;
    fault.kills = strcmp(as, "kill") == 0;
    fault.is_short = strcmp(as, "short") == 0;
    fault.error = atoi(as);
    fault.sector = getenv("FAULT_SECTOR");
    if (log != NULL) fault.log = NEXT(open64)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    dl_iterate_phdr(note_base, NULL);
    read_ranges(given("FAULT_MEMORY", ""));
    fault.calls = kinds(given("FAULT_CALLS", "write,cut,sync,name"));
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path == NULL || fault.calls == 0 ? NULL : fopen(path, "w");
    if (file == NULL) return;
    fprintf(file, "%ld", atomic_load(&done));
    fclose(file);
}

/* ---- which call it is */

static int is_below(const char *path) {
    return fault.folder != NULL && path != NULL && strncmp(path, fault.folder, fault.length) == 0 &&
           (path[fault.length] == '/' || path[fault.length] == 0);
}

/* The path of an open file, if it lies below the folder. */
static const char *path_of(int fd, char path[4096]) {
    char link[64];
    if (fault.folder == NULL) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 4095);
    if (length < 0) return NULL;
    path[length] = 0;
    return is_below(path) ? path : NULL;
}

static int is_inside(int fd) {
    char path[4096];
    return path_of(fd, path) != NULL;
}

/* Counts a call. Returns whether it is to be struck. */
static int strikes(int kind) {
    if (!(fault.calls & kind)) return 0;
    long number = atomic_fetch_add(&done, 1) + 1;
    return fault.at > 0 && (number == fault.at || (fault.is_lasting && number > fault.at));
}

static void die(void) {
    kill(getpid(), SIGKILL);
    pause();
}

/* Strikes a call: kills, or sets the error. Returns whether the call fails. */
static int fail(void) {
    if (fault.kills) die();
    if (fault.is_short) return 0;
    errno = fault.error;
    return 1;
}

static int fails(int kind) {
    return strikes(kind) && fail();
}

static size_t half(size_t count) {
    return count < 2 ? count : count / 2;
}

/* ---- the log of changes */

enum { WRITTEN = 1, CUT, SYNCED, MADE, RENAMED, REMOVED, FOLDER_SYNCED };

struct change {
    uint64_t kind, inode, offset, length, name_length;
};

static pthread_mutex_t logging = PTHREAD_MUTEX_INITIALIZER;

/* A change and its entry in the log belong together. */
static void begin_change(void) {
    if (fault.log >= 0) pthread_mutex_lock(&logging);
}

static void end_change(void) {
    if (fault.log >= 0) pthread_mutex_unlock(&logging);
}

static void log_change(struct change change, const char *name, const void *bytes) {
    int error = errno;
    change.name_length = name == NULL ? 0 : strlen(name);
    struct iovec parts[] = {{&change, sizeof change},
                            {(void *)name, change.name_length},
                            {(void *)bytes, bytes == NULL ? 0 : change.length}};
    if (fault.log >= 0 && writev(fault.log, parts, 3) < (ssize_t)sizeof change) abort();
    errno = error;
}

/* The log of a file is that of its inode: its name may change. */
static void log_file(uint64_t kind, int fd, uint64_t offset, uint64_t length, const void *bytes) {
    struct stat file;
    char path[4096];
    if (fault.log < 0 || fstat(fd, &file) != 0) return;
    const char *name = path_of(fd, path);
    if (name != NULL && S_ISDIR(file.st_mode) && kind == SYNCED) kind = FOLDER_SYNCED;
    log_change((struct change){.kind = kind, .inode = file.st_ino, .offset = offset, .length = length},
               name == NULL ? NULL : name + fault.length, bytes);
}

/* Whether a read covers the place that cannot be read. */
static int is_bad(int fd, size_t count, off64_t at) {
    char path[4096];
    if (fault.sector == NULL || path_of(fd, path) == NULL) return 0;
    const char *name = strrchr(path, '/') + 1, *colon = strchr(fault.sector, ':');
    size_t length = colon - fault.sector;
    off64_t bad = atoll(colon + 1);
    return strlen(name) == length && strncmp(name, fault.sector, length) == 0 && at <= bad &&
           bad < at + (off64_t)count && (errno = EIO);
}

/* ---- the calls */

ssize_t read(int fd, void *bytes, size_t count) {
    if (fault.sector != NULL && is_bad(fd, count, lseek64(fd, 0, SEEK_CUR))) return -1;
    if ((fault.calls & READ) && is_inside(fd) && strikes(READ)) {
        if (fail()) return -1;
        count = half(count);
    }
    return NEXT(read)(fd, bytes, count);
}

ssize_t pread64(int fd, void *bytes, size_t count, off64_t at) {
    if (is_bad(fd, count, at)) return -1;
    if ((fault.calls & READ) && is_inside(fd) && strikes(READ)) {
        if (fail()) return -1;
        count = half(count);
    }
    return NEXT(pread64)(fd, bytes, count, at);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at) {
    return pread64(fd, bytes, count, at);
}

/* Writes at a place, or at that of the file if the place is -1. */
static ssize_t put(int fd, const void *bytes, size_t count, off64_t at) {
    if (at >= 0) return NEXT(pwrite64)(fd, bytes, count, at);
    return NEXT(write)(fd, bytes, count);
}

static ssize_t write_at(int fd, const void *bytes, size_t count, off64_t at) {
    if (!is_inside(fd)) return put(fd, bytes, count, at);
    if (strikes(WRITE)) {
        if (fault.kills) put(fd, bytes, count / 2, at);
        if (fail()) return -1;
        count = half(count);
    }
    begin_change();
    off64_t from = at >= 0 ? at : lseek64(fd, 0, SEEK_CUR);
    ssize_t written = put(fd, bytes, count, at);
    if (written > 0) log_file(WRITTEN, fd, from, written, bytes);
    end_change();
    return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    return write_at(fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    return write_at(fd, bytes, count, at);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    return write_at(fd, bytes, count, -1);
}

int ftruncate64(int fd, off64_t length) {
    if (!is_inside(fd)) return NEXT(ftruncate64)(fd, length);
    if (fails(CUTTING)) return -1;
    begin_change();
    int failed = NEXT(ftruncate64)(fd, length);
    if (!failed) log_file(CUT, fd, length, 0, NULL);
    end_change();
    return failed;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

/* All changes before it in the log are on the disk. */
static int sync_file(int fd, int (*next)(int)) {
    if (!is_inside(fd)) return next(fd);
    if (fails(SYNC)) return -1;
    begin_change();
    int failed = next(fd);
    if (!failed) log_file(SYNCED, fd, 0, 0, NULL);
    end_change();
    return failed;
}

int fsync(int fd) {
    return sync_file(fd, NEXT(fsync));
}

int fdatasync(int fd) {
    return sync_file(fd, NEXT(fdatasync));
}

int rename(const char *from, const char *to) {
    if (!is_below(to)) return NEXT(rename)(from, to);
    if (fails(NAME)) return -1;
    begin_change();
    int failed = NEXT(rename)(from, to);
    char names[8192];
    snprintf(names, sizeof names, "%s\n%s", from + fault.length, to + fault.length);
    if (!failed) log_change((struct change){.kind = RENAMED}, names, NULL);
    end_change();
    return failed;
}

int unlink(const char *path) {
    if (!is_below(path)) return NEXT(unlink)(path);
    if (fails(NAME)) return -1;
    begin_change();
    int failed = NEXT(unlink)(path);
    if (!failed) log_change((struct change){.kind = REMOVED}, path + fault.length, NULL);
    end_change();
    return failed;
}

int mkdir(const char *path, mode_t mode) {
    if (is_below(path) && fails(NAME)) return -1;
    return NEXT(mkdir)(path, mode);
}

static int open_at(const char *path, int flags, mode_t mode) {
    if (!is_below(path)) return NEXT(open64)(path, flags, mode);
    int was_there = access(path, F_OK) == 0;
    if (fails(was_there ? OPENING : OPENING | MAKING)) return -1;
    begin_change();
    int fd = NEXT(open64)(path, flags, mode);
    if (fd >= 0 && !was_there) log_file(MADE, fd, 0, 0, NULL);
    if (fd >= 0 && was_there && (flags & O_TRUNC)) log_file(CUT, fd, 0, 0, NULL);
    end_change();
    return fd;
}

#define OPEN(name)                                           \
    int name(const char *path, int flags, ...) {             \
        va_list rest;                                        \
        va_start(rest, flags);                               \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                        \
        return open_at(path, flags, mode);                   \
    }
OPEN(open)
OPEN(open64)

/* SQLite's shared memory is a file that is mapped. */
void *mmap64(void *address, size_t length, int protection, int flags, int fd, off64_t at) {
    if (fd >= 0 && (fault.calls & OPENING) && is_inside(fd) && fails(OPENING)) return MAP_FAILED;
    return NEXT(mmap64)(address, length, protection, flags, fd, at);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t at) {
    return mmap64(address, length, protection, flags, fd, at);
}

/* ---- memory */

extern void *__libc_malloc(size_t), *__libc_realloc(void *, size_t);

static int is_counted(void *caller) {
    uintptr_t from = (uintptr_t)caller;
    if (!(fault.calls & MEMORY)) return 0;
    for (int range = 0; range < fault.memory_ranges; range++)
        if (from >= fault.memory[range].from && from < fault.memory[range].to) return 1;
    return 0;
}

void *malloc(size_t size) {
    if (is_counted(__builtin_return_address(0)) && fails(MEMORY)) return NULL;
    return __libc_malloc(size);
}

void *realloc(void *old, size_t size) {
    if (is_counted(__builtin_return_address(0)) && fails(MEMORY)) return NULL;
    return __libc_realloc(old, size);
}
