package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.RawHttp;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@GatewayTest
class ListTests {
  @Autowired private TestGateway gateway;

  @Test
  void newestComeFirstUnlessAskedOtherwise() {
    TestClient caller = gateway.newTenant();
    List<String> ids = post(caller, 3);

    assertThat(ids(caller, "")).containsExactlyElementsOf(ids.reversed());
    assertThat(ids(caller, "?order=desc")).containsExactlyElementsOf(ids.reversed());
    assertThat(ids(caller, "?order=asc")).containsExactlyElementsOf(ids);
  }

  @Test
  void thePageTellsItsEndsAndWhetherThereIsMore() {
    TestClient caller = gateway.newTenant();
    List<String> ids = post(caller, 3);

    JsonNode page = caller.get("/v1/videos?order=asc&limit=2").json();
    JsonNode rest = caller.get("/v1/videos?order=asc&limit=2&after=" + ids.get(1)).json();

    assertThat(page.propertyNames())
        .containsExactly("object", "data", "first_id", "last_id", "has_more");
    assertThat(page.required("first_id").asString()).isEqualTo(ids.get(0));
    assertThat(page.required("last_id").asString()).isEqualTo(ids.get(1));
    assertThat(page.required("has_more").asBoolean()).isTrue();
    assertThat(rest.required("last_id").asString()).isEqualTo(ids.get(2));
    assertThat(rest.required("has_more").asBoolean()).isFalse();
  }

  @Test
  void aPageThatIsJustFullIsTheLast() {
    TestClient caller = gateway.newTenant();
    post(caller, 2);

    assertThat(caller.get("/v1/videos?limit=2").json().required("has_more").asBoolean()).isFalse();
  }

  @Test
  void anEmptyPageHasNoEnds() {
    TestClient caller = gateway.newTenant();
    String empty =
        "{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}";

    assertThat(caller.get("/v1/videos").response().body()).isEqualTo(empty);
    post(caller, 1);
    assertThat(caller.get("/v1/videos?limit=0").response().body()).isEqualTo(empty);
  }

  @Test
  void elementsAreWholeVideos() {
    TestClient caller = gateway.newTenant();
    String id = post(caller, 1).getFirst();
    gateway.finished(caller, id);

    // its links are made for a whole hour, and the next one may begin in between
    JsonNode before = caller.get("/v1/videos/" + id).json();
    JsonNode element = caller.get("/v1/videos").json().required("data").required(0);
    JsonNode after = caller.get("/v1/videos/" + id).json();
    assertThat(element).isIn(before, after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void aDeletedVideoIsStillAPlaceInTheList(String order) {
    TestClient caller = gateway.newTenant();
    List<String> ids = post(caller, 3);
    gateway.finished(caller, ids.get(1));
    assertThat(caller.delete("/v1/videos/" + ids.get(1)).status()).isEqualTo(200);

    assertThat(ids(caller, "?after=" + ids.get(1) + "&order=" + order))
        .containsExactly(order.equals("asc") ? ids.get(2) : ids.get(0));
    assertThat(ids(caller, "")).containsExactly(ids.get(2), ids.get(0));
  }

  @Test
  void filtersByStatusAndModel() {
    TestClient caller = gateway.newTenant();
    String done = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    String failed =
        gateway.accepted(
            caller,
            "{\"prompt\":\"[sandbox: fail=moderation]\",\"model\":\"seedance-2.0-mini-turbo\"}");
    gateway.finished(caller, done);
    gateway.finished(caller, failed);

    assertThat(ids(caller, "?status=completed")).containsExactly(done);
    assertThat(ids(caller, "?status=failed")).containsExactly(failed);
    assertThat(ids(caller, "?status=queued")).isEmpty();
    assertThat(ids(caller, "?model=seedance-2.0-mini")).containsExactly(done);
    assertThat(ids(caller, "?model=nobody")).isEmpty();
    assertThat(ids(caller, "?model=seedance-2.0-mini&status=failed")).isEmpty();
  }

  @Test
  void filtersByTheSecondOfCreation() {
    TestClient caller = gateway.newTenant();
    String id = post(caller, 1).getFirst();
    long created = caller.get("/v1/videos/" + id).json().required("created_at").asLong();

    assertThat(ids(caller, "?created_after=" + (created - 1))).containsExactly(id);
    assertThat(ids(caller, "?created_after=" + created)).isEmpty();
    assertThat(ids(caller, "?created_before=" + (created + 1))).containsExactly(id);
    assertThat(ids(caller, "?created_before=" + created)).isEmpty();
  }

  @Test
  void filtersByMetadata() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"p\",\"metadata\":{\"project\":\"harbour \\\"1\\\"\",\"a\":\"b\"}}");
    post(caller, 1);

    assertThat(ids(caller, "?metadata%5Bproject%5D=harbour%20%221%22")).containsExactly(id);
    assertThat(ids(caller, "?metadata%5Ba%5D=b&metadata%5Bproject%5D=x")).isEmpty();
    assertThat(ids(caller, "?metadata%5Ba%5D=B")).isEmpty();
  }

  /// As browsers and many other clients do.
  @Test
  void bracketsNeedNotBeEncoded() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\",\"metadata\":{\"a\":\"b\"}}");

    String answer =
        RawHttp.exchange(
            gateway.port(),
            "GET /v1/videos?metadata[a]=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + caller.key()
                + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=101, limit, invalid_value",
    "limit=-1, limit, invalid_value",
    "limit=x, limit, invalid_value",
    "limit=1&limit=2, limit, invalid_value",
    "limit=, limit, invalid_value",
    "limit=99999999999999999999, limit, invalid_value",
    "order=up, order, invalid_value",
    "after=nobody, after, invalid_value",
    "after=video_%2500, after, invalid_value",
    "status=done, status, invalid_value",
    "status=cancelled, status, invalid_value",
    "created_after=yesterday, created_after, invalid_value",
    "created_before=-1, created_before, invalid_value",
    "before=x, before, unknown_parameter",
    "metadata=x, metadata, unknown_parameter",
    "model=%00, model, invalid_value"
  })
  void whatIsNotUnderstoodIsRefused(String query, String param, String code) {
    Answer answer = gateway.newTenant().get("/v1/videos?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.param()).isEqualTo(param);
  }

  private List<String> post(TestClient caller, int count) {
    List<String> ids = new ArrayList<>();
    for (int done = 0; done < count; done++) {
      ids.add(gateway.accepted(caller, "{\"prompt\":\"p\"}"));
    }
    return ids;
  }

  private static List<String> ids(TestClient caller, String query) {
    Answer answer = caller.get("/v1/videos" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().required("data").values().stream()
        .map(video -> video.required("id").asString())
        .toList();
  }
}
