package io.reelgate.sandbox;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Ends the connection of a request without a further byte, when the handler asked for that. A
/// handler alone cannot: the container would answer in its place.
final class DropConnectionValve extends ValveBase {
  private static final String WANTED = DropConnectionValve.class.getName();

  DropConnectionValve() {
    super(true);
  }

  static void drop(HttpServletRequest request) {
    request.setAttribute(WANTED, true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.getAttribute(WANTED) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }
}
