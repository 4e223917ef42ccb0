package ifilm.android

import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs

/** A picture in at most 256 colours: small enough to be stored in the repository. */
class PalettePng private constructor(
    private val image: BufferedImage,
) {
    fun write(file: File) {
        file.parentFile?.mkdirs()
        ImageIO.write(image, "png", file)
    }

    /** The share of points that look different from those of [other]; all of them if the sizes differ. */
    fun differenceFrom(other: PalettePng): Double {
        if (image.width != other.image.width || image.height != other.image.height) return 1.0
        val pairs = points(image).zip(points(other.image))
        return pairs.count { (a, b) -> distance(a, b) > SEEN }.toDouble() / pairs.size
    }

    companion object {
        /** Two colours nearer than this in every channel look the same. */
        private const val SEEN = 24

        fun read(file: File) = PalettePng(ImageIO.read(file))

        /** The picture of these [points], one RGB colour each, row by row. */
        fun of(
            points: IntArray,
            width: Int,
        ): PalettePng {
            val palette = palette(points)
            val image = BufferedImage(width, points.size / width, BufferedImage.TYPE_BYTE_INDEXED, colors(palette))
            val nearest = HashMap<Int, Int>()
            points.forEachIndexed { i, point ->
                val index = nearest.getOrPut(point) { palette.indices.minBy { distance(palette[it], point) } }
                image.raster.setSample(i % width, i / width, 0, index)
            }
            return PalettePng(image)
        }

        /** The most frequent colour of each of the 256 most frequent shades. */
        private fun palette(points: IntArray): IntArray {
            val counts = points.toList().groupingBy { it and 0xFFFFFF }.eachCount()
            val shades = counts.entries.groupBy { it.key and 0xF8F8F8 }.values
            return shades
                .sortedByDescending { shade ->
                    shade.sumOf { it.value }
                }.take(256)
                .map { shade -> shade.maxBy { it.value }.key }
                .toIntArray()
        }

        private fun colors(palette: IntArray) = IndexColorModel(8, palette.size, palette, 0, false, -1, 0)

        private fun points(image: BufferedImage) = image.getRGB(0, 0, image.width, image.height, null, 0, image.width).asIterable()

        private fun distance(
            a: Int,
            b: Int,
        ) = listOf(16, 8, 0).maxOf { abs((a shr it and 0xFF) - (b shr it and 0xFF)) }
    }
}
