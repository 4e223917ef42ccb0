package ifilm.hosts

import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File

/** The rows of a golden table, in order. The tests in Rust and Python read the same tables. */
fun golden(name: String): List<JsonObject> = File("../../fixtures/language/$name.jsonl")
    .readLines()
    .map { JsonParser.parseString(it).asJsonObject }
