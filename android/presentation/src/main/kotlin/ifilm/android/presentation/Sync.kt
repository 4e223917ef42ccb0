package ifilm.android.presentation

/** The reports of a running sync, in order: any number of [Progress], then one [Finished]. */
sealed interface SyncStep {
    data class Progress(
        val stage: SyncStage,
        val done: Int,
        val total: Int,
    ) : SyncStep

    data class Finished(
        val outcome: SyncOutcome,
    ) : SyncStep
}

enum class SyncStage { LISTINGS, PAGES, PICTURES, FINISHED }

/** How a sync of one edition ended. */
sealed interface SyncOutcome {
    data class Updated(
        val newItems: Int,
    ) : SyncOutcome

    data object Unchanged : SyncOutcome

    /** Nothing was requested: the site asked for a pause. */
    data object Postponed : SyncOutcome

    data object Cancelled : SyncOutcome

    /** [network] says what is wrong with the network, if the core found that out. */
    data class Failed(
        val failure: Failure,
        val network: NetworkProblem? = null,
    ) : SyncOutcome {
        /** What to tell the person. If the site is down, the failure says better what it did. */
        val problem: Problem get() = network?.takeIf { it != NetworkProblem.SITE_DOWN } ?: failure
    }
}
