package ifilm

import ifilm.ffi.Stage
import ifilm.ffi.SyncReport

/** What a running sync tells: any number of [Progress], then one [Finished]. */
sealed interface SyncEvent {
    /** How far it has come. Stages never run backwards, nor does [done] within a [stage]. */
    data class Progress(
        val stage: Stage,
        val done: UInt,
        val total: UInt,
    ) : SyncEvent

    /** What came of it, also when every section failed. */
    data class Finished(
        val report: SyncReport,
    ) : SyncEvent
}
