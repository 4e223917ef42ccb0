package ifilm.android.presentation

/** Which way a text runs. */
enum class Direction { LTR, RTL }
