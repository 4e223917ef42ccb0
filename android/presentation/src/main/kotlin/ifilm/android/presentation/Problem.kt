package ifilm.android.presentation

/** Something that [Library.message] has a sentence for. */
sealed interface Problem
