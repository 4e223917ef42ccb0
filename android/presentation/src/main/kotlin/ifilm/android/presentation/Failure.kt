package ifilm.android.presentation

/** What went wrong: one case for each error code of the core. [Library.message] gives a sentence for each. */
enum class Failure : Problem {
    OFFLINE,
    TIMED_OUT,
    REFUSED,
    NOT_FOUND,
    GONE,
    UNREADABLE,
    TOO_LARGE,
    UNTRUSTED_CERTIFICATE,
    FORBIDDEN_ADDRESS,
    STORAGE_FULL,
    STORAGE_DAMAGED,
    NEWER_VERSION,
    READ_ONLY,
    BUSY,
    STALE_PLAN,
    OVER_BUDGET,
    CANCELLED,
    BAD_ARGUMENT,
    CLOSED,
    INTERNAL,
}

/** A call of [Library] that did not succeed. */
class LibraryException(
    val failure: Failure,
    cause: Throwable? = null,
) : Exception(failure.name, cause)
