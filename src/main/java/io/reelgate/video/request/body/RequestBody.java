package io.reelgate.video.request.body;

import tools.jackson.databind.node.ObjectNode;

/// What a caller sent, as one tree.
///
/// @param form whether it came as a form, where every leaf is a text and may stand for a number, a
///   boolean, JSON or nothing, as its field wants
public record RequestBody(ObjectNode tree, boolean form) {}
