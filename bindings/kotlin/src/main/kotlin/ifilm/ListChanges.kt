package ifilm

import ifilm.ffi.Item
import ifilm.ffi.ItemSlice
import ifilm.ffi.ListChange
import ifilm.ffi.ListChanges

/** The newer list. The changes must be those that followed this one. */
fun ItemSlice.with(changes: ListChanges): ItemSlice =
    copy(
        items = items.toMutableList().apply { changes.items.forEach(::takeStep) },
        next = changes.next,
        freshAsOfMs = changes.freshAsOfMs,
        freshAsOfText = changes.freshAsOfText,
        freshAsOfAgeText = changes.freshAsOfAgeText,
        waiting = changes.waiting,
        holes = changes.holes,
    )

/** Takes one step to a newer list. */
fun MutableList<Item>.takeStep(step: ListChange) {
    when (step) {
        is ListChange.Insert -> add(step.at.toInt(), step.item)
        is ListChange.Remove -> removeAt(step.at.toInt())
        is ListChange.Move -> add(step.to.toInt(), removeAt(step.at.toInt()))
        is ListChange.Update -> set(step.at.toInt(), step.item)
    }
}
