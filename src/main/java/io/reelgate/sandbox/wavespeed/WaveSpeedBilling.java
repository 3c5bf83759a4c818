package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedTariff.dollars;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Bill;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Billed;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Bills;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.DayUsage;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.ModelUsage;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Order;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Quote;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Usage;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.UsageSummary;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Money as this provider tells it: quotes before, records after.
final class WaveSpeedBilling {
  private static final String KEY_NAME = "sandbox";
  private static final String KEY_ID = uuid("key");

  private final SimulatedProvider provider;
  private final WaveSpeedCharges charges;

  WaveSpeedBilling(SimulatedProvider provider, WaveSpeedCharges charges) {
    this.provider = provider;
    this.charges = charges;
  }

  Answer balance() {
    return WaveSpeedAnswers.success(Map.of("balance", dollars(provider.balanceMicros())));
  }

  Answer price(JsonNode body) {
    WaveSpeedModel model = model(body);
    double price = dollars(quote(model, body));
    return WaveSpeedAnswers.success(new Quote(model.id(), price, price, 100, "USD"));
  }

  Answer legacyPrice(JsonNode body) {
    Map<String, Object> data = new TreeMap<>(Comparator.reverseOrder());
    data.put("unit_price", dollars(quote(model(body), body)));
    data.put("currency", "USD");
    return WaveSpeedAnswers.success(data);
  }

  private static WaveSpeedModel model(JsonNode body) {
    JsonNode id = body.get("model_id");
    return WaveSpeedModel.of(id == null ? "" : id.asString(""))
        .orElseThrow(() -> WaveSpeedRefusal.badRequest("Model not found"));
  }

  /// Partial inputs are quoted with defaults in place of what is missing.
  private long quote(WaveSpeedModel model, JsonNode body) {
    JsonNode inputs = body.get("inputs");
    boolean given = inputs != null && inputs.isObject();
    JsonNode known = given ? inputs : JsonNodeFactory.instance.objectNode();
    return charges.micros(model, WaveSpeedInputs.partial(model, known));
  }

  Answer search(JsonNode body) {
    provider.settle();
    WaveSpeedFilter filter = WaveSpeedFilter.of(body);
    String type = filter.word("billing_type");
    List<Bill> found =
        tasks(filter)
            .flatMap(this::bills)
            .filter(bill -> type.isEmpty() || type.equals(bill.billingType()))
            .skip(filter.skipped())
            .limit(filter.size() + 1L)
            .toList();
    boolean more = found.size() > filter.size();
    List<Bill> items = more ? found.subList(0, filter.size()) : found;
    return WaveSpeedAnswers.success(new Bills(filter.page(), more, items));
  }

  private Stream<Task> tasks(WaveSpeedFilter filter) {
    return provider
        .newestFirst()
        .filter(task -> filter.isModel("model_uuid", task))
        .filter(task -> filter.isBetween("start_time", "end_time", task.createdAt()));
  }

  private Stream<Bill> bills(Task task) {
    Bill deduct = bill(task, "deduct", task.chargeMicros());
    return task.refunded()
        ? Stream.of(bill(task, "refund", task.refundMicros()), deduct)
        : Stream.of(deduct);
  }

  private Bill bill(Task task, String type, long micros) {
    double charge = dollars(task.chargeMicros());
    String status = WaveSpeedPredictions.status(task, task.phase(provider.now()));
    return new Bill(
        uuid(type + task.id()),
        type,
        dollars(micros),
        WaveSpeedPredictions.time(task.createdAt()),
        KEY_NAME,
        KEY_ID,
        new Order(uuid("order" + task.id()), "paid", charge, charge, status),
        new Billed(task.id(), task.model(), status),
        Map.of());
  }

  private static String uuid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  Answer usage(JsonNode body) {
    provider.settle();
    WaveSpeedFilter filter = new WaveSpeedFilter(body, 1, 1);
    List<Task> tasks = tasks(filter).toList();
    Map<String, List<Task>> byModel =
        tasks.stream()
            .collect(Collectors.groupingBy(Task::model, TreeMap::new, Collectors.toList()));
    Map<String, List<Task>> byDay =
        tasks.stream().collect(Collectors.groupingBy(this::day, TreeMap::new, Collectors.toList()));
    long succeeded =
        tasks.stream().filter(task -> task.phase(provider.now()) == Phase.SUCCEEDED).count();
    return WaveSpeedAnswers.success(
        new Usage(
            byModel.entrySet().stream().map(this::modelUsage).toList(),
            byDay.entrySet().stream()
                .map(day -> new DayUsage(day.getKey(), cost(day.getValue()), day.getValue().size()))
                .toList(),
            new UsageSummary(cost(tasks), tasks.size(), succeeded)));
  }

  private ModelUsage modelUsage(Map.Entry<String, List<Task>> model) {
    List<Task> tasks = model.getValue();
    double cost = cost(tasks);
    return new ModelUsage(model.getKey(), cost / tasks.size(), cost, tasks.size());
  }

  private String day(Task task) {
    return task.createdAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static double cost(List<Task> tasks) {
    return dollars(
        tasks.stream()
            .mapToLong(task -> task.chargeMicros() - (task.refunded() ? task.refundMicros() : 0))
            .sum());
  }
}
