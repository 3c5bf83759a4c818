package io.reelgate.sandbox.runware;

import tools.jackson.databind.JsonNode;

/// One element of a request's array.
///
/// @param type what shall be done; empty when it is not said
/// @param uuid the caller's name of it; empty when it is not said
record RunwareTask(String type, String uuid, JsonNode body) {
  static final String VIDEO = "videoInference";
  static final String RESULT = "getResponse";
  static final String DETAILS = "getTaskDetails";
  static final String ACCOUNT = "accountManagement";
  static final String PING = "ping";
  static final String AUTHENTICATION = "authentication";

  static RunwareTask of(JsonNode body) {
    return new RunwareTask(text(body, "taskType"), text(body, "taskUUID"), body);
  }

  static String text(JsonNode body, String name) {
    JsonNode value = body.get(name);
    return value != null && value.isString() ? value.stringValue() : "";
  }
}
