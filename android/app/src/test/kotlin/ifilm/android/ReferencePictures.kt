package ifilm.android

import java.io.File

private const val MOST_BYTES = 80 * 1024

/**
 * The tolerance of the comparison. Machines draw letters slightly differently, but a missing word exceeds it.
 */
private const val TOLERANCE = 0.0005

/** Takes a picture of the screen when nothing is loading, to compare with its reference picture. */
fun Phone.take(name: String): File {
    seeNothingLoading()
    return File("target/screenshots", "$name.png").also { screenshot(activity).write(it) }
}

/** How a picture differs from its reference picture in android/screenshots; null if it does not. */
fun File.mismatch(): String? {
    val kept = File("../screenshots", name)
    if (length() > MOST_BYTES) return "$name has ${length()} bytes"
    if (!kept.exists()) return "$name is not kept: see android/screenshots.sh"
    val difference = PalettePng.read(this).differenceFrom(PalettePng.read(kept))
    return if (difference > TOLERANCE) "$difference of $name looks different: see $path, and android/screenshots.sh" else null
}
