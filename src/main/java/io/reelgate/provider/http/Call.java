package io.reelgate.provider.http;

import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/// One HTTP request to a provider.
///
/// @param headers adds what the provider wants, such as its key; never shown
/// @param json the body; null where there is none
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each body would be waste
public record Call(
    HttpMethod method, URI uri, Consumer<HttpHeaders> headers, byte @Nullable [] json) {
  public static Call get(URI uri, Consumer<HttpHeaders> headers) {
    return new Call(HttpMethod.GET, uri, headers, null);
  }

  public static Call post(URI uri, Consumer<HttpHeaders> headers, byte[] json) {
    return new Call(HttpMethod.POST, uri, headers, json);
  }

  @Override
  public String toString() {
    return method + " " + uri.getPath();
  }
}
