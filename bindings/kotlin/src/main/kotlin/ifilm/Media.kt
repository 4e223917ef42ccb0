package ifilm

import ifilm.ffi.CachedPicture

/** Pictures: [picture] reads from disk, [fetchPicture] also uses the network. */
class Media internal constructor(
    private val media: ifilm.ffi.Media,
) {
    /** The picture at an address: where its file is, or that it is not here, with its size if known. */
    suspend fun picture(address: String): CachedPicture = media.picture(address)

    /** The picture at an address, from disk or else from the network. If you cancel it, the request ends. */
    suspend fun fetchPicture(address: String): CachedPicture = media.fetchPicture(address)
}
