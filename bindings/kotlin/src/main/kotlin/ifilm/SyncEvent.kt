package ifilm

import ifilm.ffi.Stage
import ifilm.ffi.SyncReport

/** The events of a running sync: any number of [Progress], then one [Finished]. */
sealed interface SyncEvent {
    /** How far it has come. Stages never run backwards, nor does [done] within a [stage]. */
    data class Progress(
        val stage: Stage,
        val done: UInt,
        val total: UInt,
    ) : SyncEvent

    /** The result. It is given also when every section failed. */
    data class Finished(
        val report: SyncReport,
    ) : SyncEvent
}
