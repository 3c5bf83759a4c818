package io.reelgate.video.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;

/// Writes a form part by part, in the order of the calls.
final class FormBuilder {
  private static final String BOUNDARY = "cut-here";
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  static FormBuilder aForm() {
    return new FormBuilder();
  }

  static FormBuilder aFormWithPrompt() {
    return aForm().text("prompt", "x");
  }

  FormBuilder text(String name, String value) {
    return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  FormBuilder file(String name, String type, byte[] bytes) {
    return part("form-data; name=\"" + name + "\"", "Content-Type: " + type + "\r\n", bytes);
  }

  FormBuilder part(String disposition, String moreHeaders, byte[] bytes) {
    raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + moreHeaders);
    raw("\r\n");
    body.writeBytes(bytes);
    return raw("\r\n");
  }

  FormBuilder raw(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  MockHttpServletRequest post() {
    raw("--" + BOUNDARY + "--\r\n");
    return unfinished();
  }

  MockHttpServletRequest unfinished() {
    return Posts.of("multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  CreateVideoRequest wish() {
    return Posts.DECODER.decode(post(), Posts.CREATE).request();
  }
}
