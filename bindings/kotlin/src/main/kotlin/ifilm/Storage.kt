package ifilm

import ifilm.ffi.Pruned
import ifilm.ffi.Retention
import ifilm.ffi.StorageReport

/** How much room the files take, and how to make some. All calls use the disk alone. */
class Storage internal constructor(
    private val storage: ifilm.ffi.Storage,
) {
    /** How much room the files take now, by kind. It reads the whole cache, so call it when a person asks. */
    suspend fun report(): StorageReport = storage.report()

    /** Deletes what goes beyond the limits of the configuration now, as each sync does. */
    suspend fun prune(): Pruned = storage.prune()

    /** The same with other limits, once. The next sync goes by the limits of the configuration again. */
    suspend fun pruneTo(retention: Retention): Pruned = storage.pruneTo(retention)

    /** Gives all free room inside the files back to the disk. Returns the bytes. Deletes no story. */
    suspend fun compact(): ULong = storage.compact()
}
