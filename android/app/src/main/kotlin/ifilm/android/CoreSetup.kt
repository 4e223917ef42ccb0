package ifilm.android

import java.io.File

/** The settings of the core. Null means the core's default: the real site, the phone's zone and clock. */
class CoreSetup(
    val dataDirectory: File,
    val catalogJson: String? = null,
    val timeZone: String? = null,
    val nowMs: (() -> Long)? = null,
)
