package care.silverbell.records.sheet.store;

import care.silverbell.records.sheet.SheetKind;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** How many rows of each sheet are new, changed or as they were. */
public final class Counts {
  private final Map<SheetKind, int[]> counts = new EnumMap<>(SheetKind.class);

  void fresh(SheetKind kind) {
    of(kind)[0]++;
  }

  void changed(SheetKind kind) {
    of(kind)[1]++;
  }

  void unchanged(SheetKind kind) {
    of(kind)[2]++;
  }

  /** How many rows are new. */
  public int fresh() {
    return counts.values().stream().mapToInt(it -> it[0]).sum();
  }

  /** How many rows are changed. */
  public int changed() {
    return counts.values().stream().mapToInt(it -> it[1]).sum();
  }

  /** As it is answered, by sheet. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    counts.forEach((kind, count) ->
        json.put(
            kind.wireName(),
            new JsonObject()
                .put("new", count[0])
                .put("changed", count[1])
                .put("unchanged", count[2])));
    return json;
  }

  private int[] of(SheetKind kind) {
    return counts.computeIfAbsent(kind, _ -> new int[3]);
  }
}
