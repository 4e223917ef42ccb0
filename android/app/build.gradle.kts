plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "ifilm.android"
    compileSdk = 37
    defaultConfig {
        applicationId = "ifilm.android"
        minSdk = 26
        targetSdk = 36
        versionCode = 1
        versionName = "0.1.0"
        // JNA's AAR also has libraries for processors that phones no longer have.
        ndk.abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64")
    }
    androidResources.localeFilters += listOf("en", "fa", "fa-rAF", "ar")
    buildFeatures.compose = true
    buildTypes.getByName("release") {
        isMinifyEnabled = true
        isShrinkResources = true
        proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"))
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    testOptions.unitTests.isIncludeAndroidResources = true
    // Phones with memory pages of 16 KB need the libraries uncompressed and aligned.
    packaging.jniLibs.useLegacyPackaging = false
}

dependencies {
    implementation(project(":bindings"))
    implementation(project(":presentation"))
    implementation(libs.activity.compose)
    implementation(libs.compose.foundation)
    implementation(libs.compose.ui)
    implementation(libs.coroutines.android)
    implementation(libs.lifecycle.runtime.compose)
    implementation(libs.lifecycle.viewmodel.savedstate)
    implementation(libs.material3)
    testImplementation(libs.compose.ui.test.junit4)
    testImplementation(libs.junit)
    testImplementation(libs.robolectric)
    testRuntimeOnly(libs.compose.ui.test.manifest)
    testRuntimeOnly(libs.jna)
}

tasks.withType<Test>().configureEach {
    systemProperty("jna.library.path", rootDir.resolve("../target/debug").path)
    systemProperty("ifilm.bin", rootDir.resolve("../target/debug/ifilm").path)
}
