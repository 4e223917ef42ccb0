package ifilm.android.presentation

/** What is wrong with the network: one case for each verdict of the core. */
enum class NetworkProblem : Problem {
    NO_ROUTE,
    NO_NAME,
    POISONED_NAME,
    BLOCK_PAGE,
    CAPTIVE_PORTAL,
    CLOCK_WRONG,
    CERTIFICATE,
    SITE_DOWN,
}
