// What the generated client takes from newer releases of OkHttp, by the methods of the one that Debian has.
package org.openapitools.client.infrastructure

import java.io.File
import okhttp3.Headers
import okhttp3.HttpUrl
import okhttp3.MediaType
import okhttp3.RequestBody
import okhttp3.Response
import okhttp3.ResponseBody

fun String.toHttpUrlOrNull(): HttpUrl? = HttpUrl.parse(this)
fun String.toMediaTypeOrNull(): MediaType? = MediaType.parse(this)
fun Map<String, String>.toHeaders(): Headers = Headers.of(this)
fun File.asRequestBody(type: MediaType?): RequestBody = RequestBody.create(type, this)
fun String.toRequestBody(type: MediaType?): RequestBody = RequestBody.create(type, this)
fun ByteArray.toRequestBody(type: MediaType? = null): RequestBody = RequestBody.create(type, this)
val Response.body: ResponseBody? get() = body()
val Response.code: Int get() = code()
val Response.message: String get() = message()
val Response.headers: Headers get() = headers()
