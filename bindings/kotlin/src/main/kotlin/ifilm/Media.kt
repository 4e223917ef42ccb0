package ifilm

import ifilm.ffi.CachedPicture
import ifilm.ffi.Playable

/** Pictures: [picture] reads from disk, [fetchPicture] also uses the network. [playable] uses the network. */
class Media internal constructor(
    private val media: ifilm.ffi.Media,
) {
    /** The picture at an address: where its file is, or that it is not here, with its size if known. */
    suspend fun picture(address: String): CachedPicture = media.picture(address)

    /** The picture at an address, from disk or else from the network. If you cancel it, the request ends. */
    suspend fun fetchPicture(address: String): CachedPicture = media.fetchPicture(address)

    /** Which address of a recording or a stream answers. If you cancel it, the requests end. */
    suspend fun playable(addresses: List<String>): Playable = media.playable(addresses)
}
