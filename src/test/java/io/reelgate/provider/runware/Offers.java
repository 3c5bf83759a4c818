package io.reelgate.provider.runware;

import io.reelgate.catalog.Catalogs;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.OptionType;
import io.reelgate.catalog.Terms;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An offer of this provider whatever the catalog sells: another one under this provider's names.
/// Only what the adapter reads is set, so that the catalog can change the rest.
final class Offers {
  static final String UPSTREAM = "bytedance:seedance@2.0-mini";
  private static final Map<String, OptionType> OPTIONS =
      Map.of(
          "outputQuality", OptionType.INTEGER,
          "safety", OptionType.OBJECT,
          "ttl", OptionType.INTEGER,
          "uploadEndpoint", OptionType.TEXT);

  private Offers() {}

  static Offer mini() {
    Offer other =
        Catalogs.shipped().models().stream()
            .flatMap(model -> Catalogs.shipped().offers(model.id()).stream())
            .filter(offer -> offer.terms(Operation.TEXT_TO_VIDEO).isPresent())
            .findFirst()
            .orElseThrow();
    Terms terms = terms(OPTIONS);
    return with(
        other,
        Map.of(
            "id",
            new OfferId(RunwareAdapter.ID, other.model()),
            "terms",
            Arrays.stream(Operation.values())
                .collect(Collectors.toMap(Function.identity(), _ -> terms))));
  }

  static Terms terms(Map<String, OptionType> options) {
    Terms other =
        Catalogs.shipped().models().stream()
            .flatMap(model -> Catalogs.shipped().offers(model.id()).stream())
            .flatMap(offer -> offer.terms(Operation.TEXT_TO_VIDEO).stream())
            .findFirst()
            .orElseThrow();
    return with(other, Map.of("upstream", UPSTREAM, "options", options));
  }

  static Terms terms() {
    return terms(OPTIONS);
  }

  private static <R extends Record> R with(R record, Map<String, Object> changes) {
    RecordComponent[] parts = record.getClass().getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values =
        Arrays.stream(parts)
            .map(part ->
                changes.containsKey(part.getName())
                    ? changes.get(part.getName())
                    : value(record, part))
            .toArray();
    try {
      @SuppressWarnings("unchecked") // the class of R makes an R
      R changed = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return changed;
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("the catalog has another shape", impossible);
    }
  }

  private static @Nullable Object value(Record record, RecordComponent part) {
    try {
      return part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError("the catalog has another shape", impossible);
    }
  }
}
