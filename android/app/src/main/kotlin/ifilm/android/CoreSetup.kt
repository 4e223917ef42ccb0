package ifilm.android

import java.io.File

/** What the core is opened with. Null is the core's own default: the real site, the phone's zone and clock. */
class CoreSetup(
    val dataDirectory: File,
    val catalogJson: String? = null,
    val timeZone: String? = null,
    val nowMs: (() -> Long)? = null,
)
