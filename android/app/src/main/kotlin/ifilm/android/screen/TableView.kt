package ifilm.android.screen

import androidx.compose.foundation.border
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.Layout
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import ifilm.android.presentation.BlockContent
import ifilm.android.presentation.Cell

/** A table. It scrolls sideways if it is wider than the screen, and begins where its lines begin. */
@Composable
internal fun TableView(
    table: BlockContent.Table,
    onLink: (String) -> Unit,
) {
    val columns = table.rows.maxOfOrNull { it.size } ?: return
    Box(Modifier.fillMaxWidth().horizontalScroll(rememberScrollState())) {
        Grid(columns) { table.rows.flatten().forEach { CellView(it, onLink) } }
    }
}

@Composable
private fun CellView(
    cell: Cell,
    onLink: (String) -> Unit,
) {
    val type = MaterialTheme.typography.bodyMedium
    val style = if (cell.header) type.copy(fontWeight = FontWeight.Bold) else type
    val framed = Modifier.border(Dp.Hairline, MaterialTheme.colorScheme.outlineVariant)
    StyledText(cell.spans, style, onLink, framed.padding(horizontal = 8.dp, vertical = 6.dp))
}

/** Cells in rows of [columns] cells. A column is as wide as its widest cell, up to a limit. */
@Composable
private fun Grid(
    columns: Int,
    cells: @Composable () -> Unit,
) = Layout(cells) { cells, _ ->
    val most = WIDEST.roundToPx()
    val widths = List(columns) { column ->
        cells.indices.filter { it % columns == column }.maxOf { cells[it].maxIntrinsicWidth(Constraints.Infinity) }.coerceAtMost(most)
    }
    val rows = cells.chunked(columns).map { row ->
        val height = row.withIndex().maxOf { (column, cell) -> cell.minIntrinsicHeight(widths[column]) }
        row.mapIndexed { column, cell -> cell.measure(Constraints.fixed(widths[column], height)) }
    }
    layout(widths.sum(), rows.sumOf { it.first().height }) {
        var y = 0
        rows.forEach { row ->
            var x = 0
            row.forEach { cell ->
                cell.placeRelative(x, y)
                x += cell.width
            }
            y += row.first().height
        }
    }
}

private val WIDEST = 220.dp
