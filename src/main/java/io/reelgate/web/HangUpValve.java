package io.reelgate.web;

import io.reelgate.problem.UnansweredException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Closes the connection where it was asked for (see {@link UnansweredException}): without a byte,
/// or, once an answer has begun, in the middle of it, so that nobody takes it for complete.
final class HangUpValve extends ValveBase {
  HangUpValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.getAttribute(UnansweredException.ATTRIBUTE) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }
}
