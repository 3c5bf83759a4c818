package io.reelgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/// Sends bytes that no HTTP client would, and shows every byte of the answer.
public final class RawHttp {
  private static final int MOST_MILLIS = 20_000;

  private RawHttp() {}

  /// Writes all of the request before it reads, as the simplest of clients do, and leaves the
  /// connection open.
  ///
  /// @return the one answer
  public static RawAnswer send(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(MOST_MILLIS);
      socket.getOutputStream().write(request);
      boolean head = new String(request, 0, 5, ISO_8859_1).equals("HEAD ");
      return RawAnswer.read(socket.getInputStream(), head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @param request ends by itself: its headers ask for {@code Connection: close}, or the server
  ///   closes anyway
  /// @return all that came before the end of the connection, in whatever way it ended
  public static String exchange(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(MOST_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      StringBuilder answer = new StringBuilder();
      try {
        for (int next; (next = socket.getInputStream().read()) >= 0; ) {
          answer.append((char) next);
        }
      } catch (SocketException reset) {
        // ends the answer like an orderly close
      }
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
