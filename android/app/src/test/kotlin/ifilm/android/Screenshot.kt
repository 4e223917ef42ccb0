package ifilm.android

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas

/** What the screen of an activity shows, without the system's bars. */
fun screenshot(activity: Activity): PalettePng {
    val view = activity.window.decorView
    val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
    view.draw(Canvas(bitmap))
    val points = IntArray(view.width * view.height)
    bitmap.getPixels(points, 0, view.width, 0, 0, view.width, view.height)
    return PalettePng.of(points, view.width)
}
