// The part of Microsoft's C runtime that a Rust program needs, in place of `msvcrt.lib`: thread-local storage, and a start
// that first calls the functions in the sections from `.CRT$XCA` to `.CRT$XCZ`, as the original does.
#include <stdint.h>

int main(int, char **);
void ExitProcess(uint32_t);

int _fltused = 1;
uint32_t _tls_index = 0;
void *const type_info[4] = {0};

__attribute__((section(".tls"))) char tls_first = 0;
__attribute__((section(".tls$ZZZ"))) char tls_last = 0;
__attribute__((section(".CRT$XLA"))) void *callbacks_first = 0;
__attribute__((section(".CRT$XLZ"))) void *callbacks_last = 0;
const struct {
    void *first, *last, *index, *callbacks;
    uint32_t zeros, flags;
} _tls_used = {&tls_first, &tls_last, &_tls_index, &callbacks_first + 1, 0, 0};

typedef void (*function)(void);
__attribute__((section(".CRT$XCA"))) function start_first[1] = {0};
__attribute__((section(".CRT$XCZ"))) function start_last[1] = {0};

void mainCRTStartup(void) {
    for (function *each = start_first; each < start_last; each++) {
        if (*each) (*each)();
    }
    ExitProcess(main(0, 0));
}
