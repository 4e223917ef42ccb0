package ifilm.android

import java.io.File

/** The settings of the core. Null is the core's own default: the real site, the phone's zone and clock. */
class CoreSetup(
    val dataDirectory: File,
    val catalogJson: String? = null,
    val timeZone: String? = null,
    val nowMs: (() -> Long)? = null,
)
