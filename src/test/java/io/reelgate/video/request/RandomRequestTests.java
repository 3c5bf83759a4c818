package io.reelgate.video.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.problem.ProblemException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Whatever is sent, the caller hears of a mistake or gets a request; nothing else ever happens.
class RandomRequestTests {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ROUNDS = 5_000;

  private static final List<String> WORDS =
      List.of(
          "",
          "null",
          "5",
          "-1",
          "true",
          "auto",
          "720p",
          "16:9",
          "1280x720",
          "a",
          "image_url",
          "first_frame",
          "last_frame",
          "video_1",
          "https://a.example.org/a.png",
          "data:,",
          "[",
          "{",
          "{\"url\":1}",
          "[[]]",
          "price",
          "0.60",
          "https://a.example.org/a.mp3",
          "flex",
          "\uFFFD");

  private static final List<String> NAMES =
      List.of(
          "url",
          "type",
          "image_url",
          "video_url",
          "audio_url",
          "frame_type",
          "file_id",
          "id",
          "order",
          "only",
          "sort",
          "options",
          "max_attempts",
          "allow_fallbacks",
          "a",
          "",
          "0");

  private final Random random = new Random(20_261_120);
  private final List<String> fields = List.copyOf(Fields.bodyNames());

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 3 ? 6 : 9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(-2, 130));
      case 3 -> NODES.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(-9, 30)));
      case 4, 5 -> NODES.stringNode(any(WORDS));
      case 6, 7 -> object(depth);
      default -> array(depth);
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode node = NODES.objectNode();
    for (int member = random.nextInt(4); member > 0; member--) {
      node.set(any(NAMES), value(depth + 1));
    }
    return node;
  }

  private ArrayNode array(int depth) {
    ArrayNode node = NODES.arrayNode();
    for (int element = random.nextInt(4); element > 0; element--) {
      node.add(value(depth + 1));
    }
    return node;
  }

  private Purpose purpose() {
    return any(
        List.of(
            new Purpose.Create(),
            new Purpose.Edit(),
            new Purpose.Extension(),
            new Purpose.Remix("video_1")));
  }

  @Test
  void randomJsonIsAcceptedOrRefused() {
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode body = NODES.objectNode().put("prompt", "x");
      for (int field = random.nextInt(3); field >= 0; field--) {
        body.set(random.nextInt(20) == 0 ? any(NAMES) : any(fields), value(0));
      }
      accepted += decodes(Posts.json(MAPPER.writeValueAsString(body))) ? 1 : 0;
    }
    assertThat(accepted).isBetween(ROUNDS / 100, ROUNDS / 2);
  }

  @Test
  void randomFormsAreAcceptedOrRefused() {
    int accepted = 0;
    for (int round = 0; round < ROUNDS / 4; round++) {
      FormBuilder form = FormBuilder.aFormWithPrompt();
      for (int part = random.nextInt(4); part >= 0; part--) {
        form.text(name(), any(WORDS));
      }
      accepted += decodes(form.post()) ? 1 : 0;
    }
    assertThat(accepted).isBetween(ROUNDS / 400, ROUNDS / 8);
  }

  private String name() {
    StringBuilder name = new StringBuilder(any(fields));
    for (int step = random.nextInt(3) * random.nextInt(2); step > 0; step--) {
      name.append('[').append(any(NAMES)).append(random.nextInt(50) == 0 ? "" : "]");
    }
    return name.toString();
  }

  private boolean decodes(MockHttpServletRequest request) {
    try {
      return Posts.DECODER.decode(request, purpose()).fingerprint().bytes().length == 32;
    } catch (ProblemException refusal) {
      assertThat(refusal.code().status()).isEqualTo(400);
      return false;
    }
  }
}
