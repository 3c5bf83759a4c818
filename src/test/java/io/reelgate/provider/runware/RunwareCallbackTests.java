package io.reelgate.provider.runware;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Orders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunwareCallbackTests {
  private static final TaskName TASK = TaskName.of(Orders.TOKEN, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'taskType':'videoInference','taskUUID':'@','videoUUID':'v','videoURL':'https://v.test/1.mp4','cost':0.4}",
        "{'data':[{'taskUUID':'@','videoUUID':'v','videoURL':'https://v.test/1.mp4'}]}",
        "{'data':{'taskUUID':'@','videoURL':'https://v.test/1.mp4'}}",
        "{'taskUUID':'@','mediaURL':'https://v.test/1.mp4'}"
      })
  void aFinishedVideoProvesItsTask(String body) {
    assertThat(RunwareCallback.tellsOf(TASK, json(body))).isTrue();
  }

  /// An order that was refused may be reported as well.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{}",
        "{'taskUUID':'@'}",
        "{'taskUUID':'@','status':'processing'}",
        "{'taskUUID':'@','status':'error','videoUUID':'v'}",
        "{'errors':[{'taskUUID':'@','code':'invalidProviderContent'}]}",
        "{'data':[{'taskUUID':'other','videoUUID':'v'}]}",
        "{'videoUUID':'v','videoURL':'https://v.test/1.mp4'}"
      })
  void nothingElseDoes(String body) {
    assertThat(RunwareCallback.tellsOf(TASK, json(body))).isFalse();
  }

  private static String json(String text) {
    return text.replace('\'', '"').replace("@", Orders.TOKEN.toString());
  }
}
